"""What files say of themselves: read from every carrier, settled, and written back."""
