"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations


def running(language: str) -> str:
    """Return the key of the advertisements that could stand on pages of a language."""
    return f"list-adverts-{language}"


# Of the sections in which there are none.
QUIET = "list-adverts-none"
