"""Template tags of the lite edition."""
