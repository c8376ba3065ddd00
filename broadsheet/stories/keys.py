"""What pages are made from in this room, as the press knows it: rows, and what could be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b

# Of all stories that are out.
EVERY = "list-stories"
# Of all rows of the ledger.
LEDGER = "list-corrections"
# Minutes of the finest stretch of time by which pages name what stood in a list.
_QUARTER = 15


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
    """Return the stretches that a moment lies in: its quarter of an hour, hour, day, month and year
    (UTC), then its decade, century and millennium by the first digits of the year.
    """
    there = at.astimezone(UTC)
    moment = there.isoformat()
    wholes = (moment[:length] for length in (13, 10, 7, 4, 3, 2, 1))
    return (f"{moment[:13]}q{there.minute // _QUARTER}", *wholes)


def in_section_around(section: int, at: datetime) -> list[str]:
    """Return the keys of the stories that a section listed in those stretches of time."""
    return [f"{in_section(section)}-{stretch}" for stretch in around(at)]


def in_sections_between(sections: Iterable[int], oldest: datetime, newest: datetime) -> list[str]:
    """Return the keys of what sections listed between two moments.

    They are fine where it is near the newest and coarse where it is long ago: few, and a story that
    comes later touches a page of the same quarter of an hour alone.
    """
    reached = around(oldest)
    stretches = []
    for stretch in _until(newest.astimezone(UTC)):
        stretches.append(stretch)
        if stretch in reached:
            break
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def in_sections_until(sections: Iterable[int], last: datetime) -> list[str]:
    """Return the keys of what sections listed up to a moment's quarter, since there is news."""
    stretches = list(_until(last.astimezone(UTC)))
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def _until(last: datetime) -> Iterator[str]:
    """Give the last moment's own quarter of an hour, and before it the quarters, hours, days,
    months, years, decades… that are whole, the latest first: each moment lies in exactly one.
    """
    moment = last.isoformat()
    yield from (f"{moment[:13]}q{one}" for one in range(last.minute // _QUARTER, -1, -1))
    yield from (f"{moment[:11]}{hour:02d}" for hour in range(last.hour - 1, -1, -1))
    yield from (f"{moment[:8]}{day:02d}" for day in range(last.day - 1, 0, -1))
    yield from (f"{moment[:5]}{month:02d}" for month in range(last.month - 1, 0, -1))
    for place in range(3, -1, -1):
        yield from (f"{moment[:place]}{digit}" for digit in range(int(moment[place]) - 1, -1, -1))
