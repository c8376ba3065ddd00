"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations

from broadsheet.offline.rules import part_of

NEWEST = "list-tombstones"


def part(number: int) -> str:
    """Return the key of one part of the whole list."""
    return f"list-tombstones-{number}"


def mark(number: int) -> str:
    """Return the key of the mark that a story, by its number, has or could have."""
    return f"list-mark-{number}"


def of_mark(number: int) -> list[str]:
    """Return all that another mark of a story changes."""
    return [NEWEST, part(part_of(number)), mark(number)]
