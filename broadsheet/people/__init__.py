"""Bylines: persons, desks, agencies."""
