"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations


def picture(pk: int) -> str:
    """Return the key of a picture, its words and its renditions."""
    return f"picture-{pk}"
