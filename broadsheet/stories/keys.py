"""What pages are made from in this room, as the press knows it: rows, and what could be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b

# Of all stories that are out.
EVERY = "list-stories"
# Of all rows of the ledger.
LEDGER = "list-corrections"
# How much of a moment's words, like 2026-11-22T09:50:00, names each stretch of time.
_BEGINNINGS = (18, 16, 15, 13, 10, 7, 4, 3, 2, 1)


def story(pk: int) -> str:
    """Return the key of a story and of all that belongs to it."""
    return f"story-{pk}"


def history(pk: int) -> str:
    """Return the key of a story's published versions."""
    return f"history-{pk}"


def numbered(number: int) -> str:
    """Return the key of which story, if any, has a number."""
    return f"list-number-{number}"


def once_at(address: str) -> str:
    """Return the key of which story, if any, was once found at an address of any length."""
    return (
        f"list-once-{blake2b(address.encode(errors='surrogatepass'), digest_size=16).hexdigest()}"
    )


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


def around(at: datetime) -> tuple[str, ...]:
    """Return the stretches that a moment lies in, the finest first (UTC).

    They are its ten seconds, minute, ten minutes, hour, day, month and year, then its decade,
    century and millennium by the first digits of the year: each is how the moment's words begin.
    """
    moment = at.astimezone(UTC).isoformat()
    return tuple(moment[:length] for length in _BEGINNINGS)


def in_section_around(section: int, at: datetime) -> list[str]:
    """Return the keys of the stories that a section listed in those stretches of time."""
    return [f"{in_section(section)}-{stretch}" for stretch in around(at)]


def in_sections_between(sections: Iterable[int], oldest: datetime, newest: datetime) -> list[str]:
    """Return the keys of what sections listed between two moments.

    They are fine where it is near the newest and coarse where it is long ago: few, and a story that
    comes later touches a page of the same ten seconds alone.
    """
    reached = around(oldest)
    stretches = []
    for stretch in _until(newest.astimezone(UTC)):
        stretches.append(stretch)
        if stretch in reached:
            break
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def in_sections_until(sections: Iterable[int], last: datetime) -> list[str]:
    """Return the keys of what sections listed up to a moment's ten seconds, since there is news."""
    stretches = list(_until(last.astimezone(UTC)))
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def _until(last: datetime) -> Iterator[str]:
    """Give the last moment's own ten seconds, and before it the tens of seconds, minutes, hours,
    days, months, years, decades… that are whole, the latest first: each moment lies in exactly one.
    """
    moment = last.isoformat()
    yield moment[:18]
    yield from _earlier(moment, 18)
    yield from _earlier(moment, 16)
    yield from _earlier(moment, 15)
    yield from (f"{moment[:11]}{hour:02d}" for hour in range(last.hour - 1, -1, -1))
    yield from (f"{moment[:8]}{day:02d}" for day in range(last.day - 1, 0, -1))
    yield from (f"{moment[:5]}{month:02d}" for month in range(last.month - 1, 0, -1))
    for length in range(4, 0, -1):
        yield from _earlier(moment, length)


def _earlier(moment: str, length: int) -> Iterator[str]:
    """Give so much of the moment's words with each lower last digit."""
    for digit in range(int(moment[length - 1]) - 1, -1, -1):
        yield f"{moment[: length - 1]}{digit}"
