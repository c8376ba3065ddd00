"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations


def recording(pk: int) -> str:
    """Return the key of a recording, its words, captions and files."""
    return f"recording-{pk}"
