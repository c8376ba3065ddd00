"""Broadsheet: a complete publishing system for a newspaper."""

__version__ = "0.1.0"
