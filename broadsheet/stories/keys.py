"""What pages are made from in this room, as the press knows it: rows, and what could be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b

# Of all stories that are out.
EVERY = "list-stories"
# Up to how many days, and how many months, the older stories beside a story are named one by one.
_DAYS, _MONTHS = 31, 24


def story(pk: int) -> str:
    """Return the key of a story and of all that belongs to it."""
    return f"story-{pk}"


def numbered(number: int) -> str:
    """Return the key of which story, if any, has a number."""
    return f"list-number-{number}"


def once_at(address: str) -> str:
    """Return the key of which story, if any, was once found at an address of any length."""
    return f"list-once-{blake2b(address.encode(), digest_size=16).hexdigest()}"


def newest(language: str) -> str:
    """Return the key of the stories in a language."""
    return f"list-newest-{language}"


def in_section(section: int) -> str:
    """Return the key of the stories that a section itself lists, its own and those it shares."""
    return f"list-section-{section}"


def on_topic(topic: int) -> str:
    """Return the key of the stories on a topic."""
    return f"list-topic-{topic}"


def by(contributor: int) -> str:
    """Return the key of the stories that a contributor signed."""
    return f"list-by-{contributor}"


def translations(group: object) -> str:
    """Return the key of the versions of one story in every language."""
    return f"list-translations-{group}"


def around(at: datetime) -> Iterator[str]:
    """Return the stretches of time that a moment lies in: its day, its month, its year (UTC)."""
    day = at.date()
    return iter((day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]))


def in_section_around(section: int, at: datetime) -> list[str]:
    """Return the keys of the stories that a section listed in those stretches of time."""
    return [f"{in_section(section)}-{stretch}" for stretch in around(at)]


def in_sections_between(sections: Iterable[int], oldest: datetime, newest: datetime) -> list[str]:
    """Return the keys of what sections listed between two moments: by day, else month, else year.

    However long ago the oldest was, they are few.
    """
    stretches = list(_stretches(oldest.date(), newest.date()))
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def _stretches(first: date, last: date) -> Iterator[str]:
    days = (last - first).days
    months = 12 * (last.year - first.year) + last.month - first.month
    if days < _DAYS:
        return ((first + timedelta(days=more)).isoformat() for more in range(days + 1))
    if months < _MONTHS:
        start = 12 * first.year + first.month - 1
        counted = (divmod(start + more, 12) for more in range(months + 1))
        return (f"{year:04d}-{month + 1:02d}" for year, month in counted)
    return (f"{year:04d}" for year in range(first.year, last.year + 1))
