"""Arranges the home page, section fronts, special fronts and rails."""
