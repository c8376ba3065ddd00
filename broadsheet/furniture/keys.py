"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations


def menu(language: str) -> str:
    """Return the key of what the editor arranged around the pages of a language, if anything."""
    return f"list-menu-{language}"


def promos(language: str) -> str:
    """Return the key of the promos in a language: whichever could stand on its pages."""
    return f"list-promos-{language}"
