"""What pages are made from in this room, as the press knows it."""

from __future__ import annotations

MACHINES = "machines"
NEWS_WINDOW = "news-window"
SITEMAPS = "list-sitemaps"


def section_feed(section: int) -> str:
    """Return the key of what a section's feed has, if it is otherwise than the paper's."""
    return f"list-section-feed-{section}"
