"""Promos: what the paper says of itself, written once and placed by rule."""
