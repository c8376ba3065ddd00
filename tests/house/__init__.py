"""The house rules: floors, sizes, names, captions, and what may not be written down."""
