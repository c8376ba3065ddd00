"""Addresses of stories: ours, not the tree's. The number is for ever; the rest may change."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STORY = re.compile(r"(?:^|/)[^/]*?-?(\d{1,18})\.html$")


def story_path(section: str, day: date, slug: str, number: int) -> str:
    """Return a story's path, like ``/nation/2021/apr/07/talks-in-delhi-2286799.html``.

    ``section`` is the section's own path without outer slashes (``nation/delhi``).
    """
    month = MONTHS[day.month - 1]
    return f"/{section}/{day.year:04d}/{month}/{day.day:02d}/{slug}-{number}.html"


def short_path(number: int) -> str:
    """Return a story's short address, which leads to the present one for ever."""
    return f"/s/{number}"


def history_path(address: str, version: int | None = None) -> str:
    """Return where a story's published versions are, or one of them, from the story's own path."""
    at = f"{address.removesuffix('.html')}/history/"
    return at if version is None else f"{at}{version}/"


def number_in(path: str) -> int | None:
    """Return the story number that a path ends in, whatever else has changed, or ``None``."""
    found = _STORY.search(path)
    return int(found.group(1)) if found else None
