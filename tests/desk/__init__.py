"""The desk as a whole, in a real browser."""
