"""What pages are made from in this part, as the press knows it."""

from __future__ import annotations

# Which banners stand.
STANDING = "list-banners"


def banner(pk: int) -> str:
    """Return the key of a banner and of where it stands."""
    return f"banner-{pk}"
