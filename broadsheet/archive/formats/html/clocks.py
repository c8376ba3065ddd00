"""The two clocks of an article: first published, last updated, each with its zone.

JSON-LD comes first, then microdata, meta elements and what the page shows. A candidate with a
time and a zone is preferred to one without, of the same or the next day: pages often say a bare
day in one place and the minute in another. Nothing is made up: a day stays a day, a missing zone
is assumed to be the caller's and said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from broadsheet.archive.articles import FoundTime, Remark
from broadsheet.archive.formats.html import microdata, shown_times, stamps, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source

_SAME = timedelta(minutes=2)
_NEAR = timedelta(hours=36)
_SLACK = timedelta(days=1)
_SHORT = 200  # characters of a line of times
_FEW_CHILDREN, _MOST_SHOWN = 8, 6
PUBLISHED_META = [
    "article:published_time", "article:published", "og:published_time", "parsely-pub-date",
    "sailthru.date", "datepublished", "dc.date.issued", "dcterms.created", "dc.date",
    "dc.date.created", "publish-date", "publish_date", "publishdate", "published_time", "pubdate",
    "publication_date", "cxenseparse:recs:publishtime", "article.published",
    "article_date_original", "date", "last-published", "created", "originalpublicationdate",
]  # fmt: skip
UPDATED_META = [
    "article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified_time",
    "revised", "article.updated", "last-updated", "updated_time",
]  # fmt: skip


class Clocks(NamedTuple):
    """Both moments, with what a person should know about them."""

    published: FoundTime | None
    updated: FoundTime | None
    remarks: tuple[Remark, ...]


def read(source: Source, cut: list[Segment], headline: str, now: datetime) -> Clocks:
    """The two clocks of the page; ``now`` only tells a moment in the future."""
    shown = shown_times.read(source, cut, headline)
    published, updated = list(_published(source)), list(_updated(source))
    first = _best(published + [time for time, label in shown if label != "updated"])
    last = _best(updated + [time for time, label in shown if label == "updated"])
    # Only what the data says can contradict: a shown line may be another story's.
    remarks = [
        *_doubts("published", first, [one for one in published if not _is(one, last)]),
        *_doubts("updated", last, [one for one in updated if not _is(one, first)]),
    ]
    if first and last and last.value < first.value and not _same_day(first, last):
        message = "The page says it was updated before it was published: the update is left out."
        remarks.append(Remark("updated_before_published", message, last.lines))
        last = None
    if first is None:
        remarks.append(Remark("published_missing", "The page gives no date of publication."))
    elif first.value > now + _SLACK:
        message = "The date of publication lies in the future: check it."
        remarks.append(Remark("published_in_future", message, first.lines))
    return Clocks(first, last, tuple(remarks))


def _is(one: FoundTime, other: FoundTime | None) -> bool:
    """Whether a candidate is the moment of the other clock."""
    return other is not None and abs(one.value - other.value) < _SAME


def _same_day(one: FoundTime, other: FoundTime) -> bool:
    return (one.day_only or other.day_only) and abs(one.value - other.value) < _NEAR


def _published(source: Source) -> Iterator[FoundTime]:
    names = ("datePublished", "uploadDate", "dateCreated")
    yield from _linked(source, names[:1])
    yield from _micro(source, "datePublished")
    yield from _meta(source, PUBLISHED_META)
    yield from _linked(source, names[1:])


def _updated(source: Source) -> Iterator[FoundTime]:
    yield from _linked(source, ("dateModified",))
    yield from _micro(source, "dateModified")
    yield from _meta(source, UPDATED_META)


def _linked(source: Source, names: tuple[str, ...]) -> Iterator[FoundTime]:
    for value, lines in source.linked.values(*names):
        found = stamps.read(str(value), source.zone) if isinstance(value, (str, int)) else None
        if found:
            yield replace(found, lines=lines)


def _micro(source: Source, name: str) -> Iterator[FoundTime]:
    for value, element in microdata.values(source.tree, name):
        found = stamps.read(value, source.zone)
        if found:
            yield replace(found, lines=wording.lines_of(element))


def _meta(source: Source, names: list[str]) -> Iterator[FoundTime]:
    for value, lines in source.meta.all(*names):
        found = stamps.read(value, source.zone)
        if found:
            yield replace(found, lines=lines)


def _best(candidates: list[FoundTime]) -> FoundTime | None:
    """The first candidate, or a fuller one that says the same day more exactly."""
    if not candidates:
        return None
    first = candidates[0]
    near = [one for one in candidates if abs(one.value - first.value) < _NEAR]
    return min(near, key=lambda one: (one.day_only, bool(one.assumed_zone)))


def _doubts(clock: str, chosen: FoundTime | None, candidates: list[FoundTime]) -> Iterator[Remark]:
    """What was assumed for one clock, and whether the page disagrees with itself."""
    if chosen is None:
        return
    name = "date of publication" if clock == "published" else "time of the last update"
    if chosen.day_only:
        yield Remark(f"{clock}_day_only", f"The {name} is a day without a time.", chosen.lines)
    elif chosen.assumed_zone:
        message = f"The {name} has no zone: {chosen.assumed_zone} was assumed."
        yield Remark(f"{clock}_zone_assumed", message, chosen.lines)
    for doubt in chosen.doubts:
        yield Remark(
            f"{clock}_{doubt.replace('-', '_')}",
            f"The {name} can be read in two ways.",
            chosen.lines,
        )
    other = next((one for one in candidates if _contradicts(one, chosen)), None)
    if other:
        message = (
            f"The page gives two candidates for the {name}: {chosen.value:%Y-%m-%d %H:%M %z} was"
            f" taken, {other.value:%Y-%m-%d %H:%M %z} was not."
        )
        yield Remark(f"{clock}_two_candidates", message, chosen.lines + other.lines)


def _contradicts(one: FoundTime, chosen: FoundTime) -> bool:
    apart = abs(one.value - chosen.value)
    if one.day_only or chosen.day_only or one.assumed_zone or chosen.assumed_zone:
        return apart >= _NEAR
    return apart >= _SAME
