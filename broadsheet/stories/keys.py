"""What pages are made from in this room, as the press knows it: rows, and what could be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

# Of all stories that are out.
EVERY = "list-stories"
# Of all rows of the ledger.
LEDGER = "list-corrections"
# Up to how many hours, days and months older stories beside a story are named one by one.
_HOURS, _DAYS, _MONTHS = 36, 31, 24
_HOUR = timedelta(hours=1)


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
    """Return the stretches that a moment lies in: its hour, day, month and year (UTC), then its
    decade, century and millennium by the first digits of the year.
    """
    moment = at.astimezone(UTC).isoformat()
    return tuple(moment[:length] for length in (13, 10, 7, 4, 3, 2, 1))


def in_section_around(section: int, at: datetime) -> list[str]:
    """Return the keys of the stories that a section listed in those stretches of time."""
    return [f"{in_section(section)}-{stretch}" for stretch in around(at)]


def in_sections_between(sections: Iterable[int], oldest: datetime, newest: datetime) -> list[str]:
    """Return the keys of what sections listed between two moments, by the finest stretch that does.

    However long ago the oldest was, they are few; and a story that comes today touches the pages
    of no earlier hour.
    """
    stretches = list(_stretches(oldest.astimezone(UTC), newest.astimezone(UTC)))
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def in_sections_until(sections: Iterable[int], last: datetime) -> list[str]:
    """Return the keys of what sections listed up to a moment's hour, since there is news."""
    stretches = list(_until(last.astimezone(UTC)))
    return [f"{in_section(section)}-{stretch}" for section in sections for stretch in stretches]


def _until(last: datetime) -> Iterator[str]:
    """Give the last moment's own hour, and before it the hours, days, months, years, decades…
    that are whole: each moment lies in exactly one of them.
    """
    moment = last.isoformat()
    yield moment[:13]
    yield from (f"{moment[:11]}{hour:02d}" for hour in range(last.hour))
    yield from (f"{moment[:8]}{day:02d}" for day in range(1, last.day))
    yield from (f"{moment[:5]}{month:02d}" for month in range(1, last.month))
    for place in range(4):
        yield from (f"{moment[:place]}{digit}" for digit in range(int(moment[place])))


def _stretches(first: datetime, last: datetime) -> Iterator[str]:
    hours = int((last - first) / _HOUR)
    if hours < _HOURS:
        moments = [*(first + _HOUR * more for more in range(hours + 1)), last]
        return iter(dict.fromkeys(around(moment)[0] for moment in moments))
    days = (last.date() - first.date()).days
    if days < _DAYS:
        return ((first + timedelta(days=more)).date().isoformat() for more in range(days + 1))
    start = 12 * first.year + first.month - 1
    months = 12 * last.year + last.month - 1 - start
    if months < _MONTHS:
        counted = (divmod(start + more, 12) for more in range(months + 1))
        return (f"{year:04d}-{month + 1:02d}" for year, month in counted)
    return (f"{year:04d}" for year in range(first.year, last.year + 1))
