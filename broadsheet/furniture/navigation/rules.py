"""Decisions about navigation: rows in, answer out; no framework, no clock.

A document has the rows of every place by its name. A place that is ``None`` looks after itself:
it has the sections of the paper, in the order of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from broadsheet.furniture.rules import is_address
from broadsheet.kit.refusals import Reason

SECTION, TOPIC, PERSON, PAGE, HEADING = "section", "topic", "person", "page", "heading"
KINDS = (SECTION, TOPIC, PERSON, PAGE, HEADING)
STRIP, MORE, FOOTER = "strip", "more", "footer"
EAR_START, EAR_END, POLICIES = "ear_start", "ear_end", "policies"
# How many rows a place has room for.
ROOM = {STRIP: 24, MORE: 80, EAR_START: 2, EAR_END: 2, FOOTER: 60, POLICIES: 10}
PLACES = tuple(ROOM)
# What is made from the section tree until the editor arranges it.
BY_ITSELF = frozenset({STRIP, MORE, FOOTER})
WITH_HEADINGS = frozenset({MORE, FOOTER})
WORDS, IMPRINT = 60, 600


@dataclass(frozen=True)
class Entry:
    """One row. ``target`` is a row's number, or a page's address; a heading has words alone.

    It stands from ``starts`` until before ``ends``; without words it is called what its target is.
    """

    kind: str
    target: str = ""
    words: str = ""
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True)
class Group:
    """Rows under one heading, which may be empty."""

    heading: str
    entries: tuple[Entry, ...]


Rows = tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """All that stands around the pages of a language; ``imprint`` is who publishes the paper."""

    places: Mapping[str, Rows | None] = field(default_factory=dict)
    imprint: str = ""

    def rows(self, place: str) -> Rows | None:
        """Return a place's rows; ``None`` where it looks after itself."""
        return self.places.get(place, None if place in BY_ITSELF else ())

    def every(self) -> Iterable[tuple[str, Entry]]:
        """Return every row with its place."""
        return ((place, row) for place in PLACES for row in self.rows(place) or ())


def standing(rows: Iterable[Entry], at: datetime) -> Rows:
    """Return the rows that stand at a moment."""
    return tuple(
        row
        for row in rows
        if (row.starts is None or row.starts <= at) and (row.ends is None or at < row.ends)
    )


def moments(document: Document, after: datetime) -> list[datetime]:
    """Return when any row begins or ends after a moment, in order, each once."""
    found = {at for _place, row in document.every() for at in (row.starts, row.ends) if at}
    return sorted(at for at in found if at > after)


def grouped(rows: Iterable[Entry]) -> list[Group]:
    """Divide rows at their headings; a heading that nothing stands under is left out."""
    groups = [Group("", ())]
    for row in rows:
        if row.kind == HEADING:
            groups.append(Group(row.words, ()))
        else:
            groups[-1] = replace(groups[-1], entries=(*groups[-1].entries, row))
    return [group for group in groups if group.entries]


def against(document: Document) -> tuple[Reason, ...]:
    """Return every reason against a document."""
    found: list[Reason] = []
    for place in PLACES:
        rows = document.rows(place) or ()
        if len(rows) > ROOM[place]:
            words = (
                f"“{place}” has room for {ROOM[place]} rows: take {len(rows) - ROOM[place]} out."
            )
            found.append(Reason("too-many", words))
        for number, row in enumerate(rows, 1):
            where = f"{place}, row {number}"
            found += [Reason(code, f"{where}: {words}") for code, words in against_row(place, row)]
    if len(document.imprint) > IMPRINT:
        found.append(Reason("imprint", f"The imprint has at most {IMPRINT} letters."))
    return tuple(found)


def against_row(place: str, row: Entry) -> Iterable[tuple[str, str]]:
    """Return every reason against a row at a place: a code, and words."""
    if row.kind not in KINDS:
        yield "kind", f"“{row.kind}” is no kind of row."
    if row.kind == HEADING and place not in WITH_HEADINGS:
        yield "heading", "A heading stands in the sheet or the footer only."
    if row.kind in (HEADING, PAGE) and not row.words.strip():
        yield "words", "Say what readers see."
    if len(row.words) > WORDS:
        yield "words", f"At most {WORDS} letters."
    if row.kind == PAGE and not is_address(row.target):
        yield "address", "Write /a/path of ours, or https:// and a site."
    if row.kind in (SECTION, TOPIC, PERSON) and not row.target.isdecimal():
        yield "target", "Choose where it leads."
    if row.starts and row.ends and row.starts >= row.ends:
        yield "dates", "It must end after it starts."


# --- as it is kept ---


def stored(document: Document) -> dict[str, Any]:
    """Return a document as JSON holds it; moments as ISO 8601."""
    places = {
        place: None if rows is None else [_stored(row) for row in rows]
        for place in PLACES
        if (rows := document.rows(place)) is not None or place in BY_ITSELF
    }
    return {"places": places, "imprint": document.imprint}


def _stored(row: Entry) -> dict[str, str]:
    found = {"kind": row.kind, "target": row.target, "words": row.words}
    for name, at in (("starts", row.starts), ("ends", row.ends)):
        if at is not None:
            found[name] = at.isoformat()
    return {name: value for name, value in found.items() if value}


def read(kept: Mapping[str, Any]) -> Document:
    """Return a document from its JSON."""
    places = kept.get("places") or {}
    return Document(
        {
            place: None if rows is None else tuple(_read(row) for row in rows)
            for place, rows in places.items()
        },
        kept.get("imprint", ""),
    )


def _read(row: Mapping[str, str]) -> Entry:
    starts, ends = row.get("starts"), row.get("ends")
    return Entry(
        row["kind"],
        row.get("target", ""),
        row.get("words", ""),
        datetime.fromisoformat(starts) if starts else None,
        datetime.fromisoformat(ends) if ends else None,
    )
