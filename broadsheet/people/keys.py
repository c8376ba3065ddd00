"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations

# Of all contributors, by the words in their addresses.
CONTRIBUTORS = "list-contributors"


def contributor(pk: int) -> str:
    """Return a contributor's key."""
    return f"contributor-{pk}"


def called(slug: str) -> str:
    """Return the key of which contributor, if any, has a slug."""
    return f"list-contributor-called-{slug}"
