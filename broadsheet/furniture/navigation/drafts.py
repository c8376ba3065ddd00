"""The editor's rows as they are typed: arranged, read into a document, and shown again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, localtime, make_aware
from django.utils.translation import gettext as _

from broadsheet.furniture.navigation import naming, rules
from broadsheet.furniture.navigation.rules import Document, Entry

FIELDS = ("place", "kind", "to", "words", "starts", "ends")
# A form of more rows than all places have room for was not made by our screen.
MOST = sum(rules.ROOM.values()) + len(rules.ROOM)


@dataclass(frozen=True)
class Draft:
    """One row of the screen; ``fault`` says what is wrong with it."""

    place: str
    kind: str = rules.SECTION
    to: str = ""
    words: str = ""
    starts: str = ""
    ends: str = ""
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.to.strip() or self.words.strip())

    @property
    def is_dated(self) -> bool:
        """Whether it has dates, or a fault that may be theirs."""
        return bool(self.starts or self.ends)


@dataclass(frozen=True)
class Screen:
    """All that the editor has before them; ``arranged`` are the places that they arrange."""

    rows: tuple[Draft, ...] = ()
    arranged: frozenset[str] = frozenset()
    imprint: str = ""
    note: str = ""

    def of(self, place: str) -> list[tuple[int, Draft]]:
        """Return a place's rows with their numbers on the screen."""
        return [(number, row) for number, row in enumerate(self.rows) if row.place == place]


def typed(posted: Any) -> Screen:
    """Return what was posted; columns of unequal length are cut to the shortest."""
    columns = [posted.getlist(f"row-{name}") for name in FIELDS]
    rows = (Draft(*cells) for cells in zip(*columns, strict=False))
    return Screen(
        tuple(row for row in rows if row.place in rules.PLACES)[:MOST],
        frozenset(posted.getlist("arranged")) & rules.BY_ITSELF,
        posted.get("imprint", "").replace("\r\n", "\n"),
        posted.get("note", "")[:200],
    )


def shown(document: Document) -> Screen:
    """Return a document as the editor sees it."""
    names = naming.names(row for _place, row in document.every())
    rows = tuple(_draft(place, row, names) for place, row in document.every())
    arranged = frozenset(one for one in rules.BY_ITSELF if document.rows(one) is not None)
    return Screen(rows, arranged, document.imprint)


def _draft(place: str, row: Entry, names: Mapping[tuple[str, str], str]) -> Draft:
    to = row.target if row.kind == rules.PAGE else names.get((row.kind, row.target), "")
    starts, ends = _typed_moment(row.starts), _typed_moment(row.ends)
    return Draft(place, row.kind, to, row.words, starts, ends)


def _typed_moment(at: datetime | None) -> str:
    return localtime(at).strftime("%Y-%m-%dT%H:%M") if at else ""


# --- arranging, one button at a time ---


def arranged(screen: Screen, do: str, itself: Mapping[str, Sequence[Draft]]) -> Screen:
    """Return the screen after a button: ``up:3``, ``down:3``, ``out:3``, ``add:strip``,
    ``take:strip`` (arrange what was by itself, from ``itself``), ``leave:strip``.
    """
    what, _colon, which = do.partition(":")
    if what in ("up", "down", "out") and which.isdecimal() and int(which) < len(screen.rows):
        return replace(screen, rows=_stepped(screen.rows, what, int(which)))
    others = tuple(row for row in screen.rows if row.place != which)
    if what == "add" and which in rules.PLACES:
        return replace(screen, rows=(*screen.rows, Draft(which)))
    if what == "take" and which in rules.BY_ITSELF:
        rows = (*others, *itself[which])
        screen = replace(screen, rows=rows, arranged=screen.arranged | {which})
    elif what == "leave" and which in rules.BY_ITSELF:
        screen = replace(screen, rows=others, arranged=screen.arranged - {which})
    return screen


def _stepped(rows: tuple[Draft, ...], what: str, number: int) -> tuple[Draft, ...]:
    """Return rows with one of them gone, or put before or after its neighbour in its place."""
    row = rows[number]
    rest = [*rows[:number], *rows[number + 1 :]]
    if what == "out":
        return tuple(rest)
    near = [at for at, one in enumerate(rest) if one.place == row.place]
    mine = sum(1 for at in near if at < number)
    if what == "up" and mine > 0:
        rest.insert(near[mine - 1], row)
    elif what == "down" and mine < len(near):
        rest.insert(near[mine] + 1, row)
    else:
        return rows
    return tuple(rest)


# --- reading ---


def read(screen: Screen) -> tuple[Document, Screen]:
    """Return the document that was typed, and the screen with a fault in each row that has one.

    An empty row counts for nothing.
    """
    places: dict[str, list[Entry]] = {
        place: [] for place in rules.PLACES if place not in rules.BY_ITSELF - screen.arranged
    }
    rows = []
    for row in screen.rows:
        if row.is_empty or row.place not in places:
            continue
        entry, fault = _entry(row)
        rows.append(replace(row, fault=fault))
        places[row.place].append(entry)
    kept: dict[str, Any] = {place: tuple(entries) for place, entries in places.items()}
    kept |= dict.fromkeys(rules.BY_ITSELF - screen.arranged)
    return Document(kept, screen.imprint.strip()), replace(screen, rows=tuple(rows))


def _entry(row: Draft) -> tuple[Entry, str]:
    faults: list[str] = []
    target = "" if row.kind == rules.HEADING else row.to.strip()
    if row.kind in (rules.SECTION, rules.TOPIC, rules.PERSON):
        try:
            target = naming.number_of(row.kind, target)
        except LookupError as error:
            faults.append(str(error.args[0]))
    moments = [_moment(row.starts, faults), _moment(row.ends, faults)]
    entry = Entry(row.kind, target, row.words.strip(), *moments)
    if not faults:
        faults += [words for _code, words in rules.against_row(row.place, entry)]
    return entry, " ".join(faults)


def _moment(text: str, faults: list[str]) -> datetime | None:
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        faults.append(_("Write a date and a time, like 2026-11-22 06:00."))
        return None
    return make_aware(found) if is_naive(found) else found


def faults(screen: Screen) -> Iterator[str]:
    """Return the faults of all rows."""
    return (row.fault for row in screen.rows if row.fault)


def drafts_of(place: str, entries: Iterable[Entry]) -> list[Draft]:
    """Return rows for a place, as the editor would have typed them."""
    there = list(entries)
    names = naming.names(there)
    return [_draft(place, row, names) for row in there]
