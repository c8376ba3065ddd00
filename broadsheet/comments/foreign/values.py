"""Small facts of a comment from elsewhere, each read carefully: names, keys, mails, moments."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

LONGEST_KEY = 120
LONGEST_NAME = 100
LONGEST_ADDRESS = 500
LONGEST_MAIL = 254
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Nobody commented on the web before; what is later was never a date."""
_SPACE = re.compile(r"\s+")
_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+\Z")
_PAGE = re.compile(r"https?://[^\s<>\"']+\Z", re.I)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def said(value: Any) -> str:
    """Return a value as words: text and numbers are, anything else is none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def key(value: Any) -> str:
    """Return what names a thing in its source; one that is too long by its digest."""
    text = _SPACE.sub(" ", said(value))
    if len(text) <= LONGEST_KEY:
        return text
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def name(value: Any) -> str:
    """Return a person's name: one line, entities read, cut where it is no name any more."""
    return _SPACE.sub(" ", html.unescape(said(value))).strip()[:LONGEST_NAME].strip()


def title(value: Any) -> str:
    """Return a page's title in one line."""
    return _SPACE.sub(" ", html.unescape(said(value))).strip()[:LONGEST_ADDRESS]


def mail(value: Any) -> str:
    """Return an e-mail address in lower case, or nothing if it is none."""
    text = said(value).lower()
    return text if len(text) <= LONGEST_MAIL and _MAIL.match(text) else ""


def page(value: Any) -> str:
    """Return an address on the web, or nothing if it is none."""
    text = said(value)
    return text if len(text) <= LONGEST_ADDRESS and _PAGE.match(text) else ""


def count(value: Any) -> int:
    """Return how many, at least none; anything that is no whole number is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        return min(max(int(value), 0), 10**9)
    except (ValueError, OverflowError):
        return 0


def is_true(value: Any) -> bool:
    """Whether a file says yes."""
    return value is True or said(value).lower() in {"true", "1", "yes"}


def moment(value: Any, zone: tzinfo) -> datetime | None:
    """Return a moment in UTC from ISO 8601, the form of databases, or seconds since 1970.

    ``zone`` is that of a time that names none. ``None`` for what is no moment of the web's age.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _in_range(_since_epoch(value))
    text = said(value)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _in_range(found if found.tzinfo else found.replace(tzinfo=zone))


def _since_epoch(seconds: float) -> datetime | None:
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None


def _in_range(found: datetime | None) -> datetime | None:
    if found is None:
        return None
    try:
        at = found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return at if FIRST <= at < LAST else None
