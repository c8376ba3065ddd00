"""A table in CSV (RFC 4180, UTF-8, with a first line of names): for every system without a reader.

Columns ``id``, ``story`` (an address, a path or a story's number), ``text`` and ``posted_at`` are
needed; ``parent_id``, ``author``, ``author_id``, ``email``, ``state``, ``recommended``,
``edited_at``, ``title``, ``language``, ``picked`` and ``staff`` may be there; others are left.
``text`` is plain text in our own markup, or HTML where the column is named ``html`` instead.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from broadsheet.comments.foreign import values
from broadsheet.comments.foreign.hypertext import from_html, tidied
from broadsheet.comments.foreign.incoming import (
    ForeignAuthor,
    ForeignThread,
    FormatError,
    HowToRead,
    Incoming,
    Refusal,
    State,
)
from broadsheet.comments.foreign.opening import accounted, numbered_lines, without_strays

NEEDED = ("id", "story", "posted_at")
LONGEST_TEXT = 100_000
_MOST_LINES = 10_000
"""Lines of one row: a quote that never ends would swallow the rest of the file."""


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every row of a table of comments, and why one cannot be taken.

    Raises ``FormatError`` if a needed column is not there.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    names: list[str] = []
    for line, row in _rows(path):
        if isinstance(row, str):
            yield Refusal(f"line {line}", row)
        elif not names:
            names = _names(row)
        elif any(cell.strip() for cell in row):
            yield _comment(line, names, row, how)
    if not names:
        raise FormatError("The table has no line of names.")


def _rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row with the line it begins at, or why it cannot be read."""
    lines = _Lines(path)
    while True:
        at = lines.at + 1
        lines.begin()
        try:
            row = next(csv.reader(lines, strict=True), None)
        except csv.Error as error:
            yield at, f"The row cannot be read as CSV: {error}."
            continue
        if row is None:
            return
        yield at, row


class _Lines:
    """The lines of a file as csv wants them, counted, and no more than a row may have."""

    def __init__(self, path: Path) -> None:
        self.lines = numbered_lines(path)
        self.at = 0
        self.of_row = 0

    def begin(self) -> None:
        self.of_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.at, line = next(self.lines)
        self.of_row += 1
        if line is None or self.of_row > _MOST_LINES:
            raise csv.Error("a row of over 4 MB or 10,000 lines; is a quotation mark missing?")
        return without_strays(line) + "\n"


def _names(row: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    missing = [name for name in NEEDED if name not in names]
    if "text" not in names and "html" not in names:
        missing.append("text")
    if missing:
        raise FormatError(
            f"The table has no column {', '.join(missing)}. Its first line must name the columns,"
            " with commas between them."
        )
    return names


def _comment(line: int, names: list[str], row: list[str], how: HowToRead) -> Incoming | Refusal:
    place = f"line {line}"
    if len(row) != len(names):
        return Refusal(place, f"The row has {len(row)} cells, the first line {len(names)}.")
    cells = dict(zip(names, row, strict=True))
    key = values.key(cells["id"])
    posted = values.moment(cells["posted_at"], how.zone)
    fault = _fault(cells, key, posted)
    if fault or posted is None:
        return Refusal(place, fault, key)
    story = cells["story"].strip()
    return Incoming(
        key=key,
        thread=ForeignThread(
            values.key(story), story, values.title(cells.get("title")), story[:500]
        ),
        author=_author(cells),
        text=_text(cells),
        posted_at=posted,
        state=State(_state(cells)),
        parent=values.key(cells.get("parent_id")),
        recommended=values.count(cells.get("recommended", "").strip()),
        edited_at=values.moment(cells.get("edited_at"), how.zone),
        picked=values.is_true(cells.get("picked")),
        language=values.said(cells.get("language"))[:8],
        place=place,
    )


def _state(cells: Mapping[str, str]) -> str:
    return cells.get("state", "").strip().lower() or State.APPROVED


def _text(cells: Mapping[str, str]) -> str:
    return from_html(cells["html"]) if "html" in cells else tidied(cells["text"])


def _fault(cells: Mapping[str, str], key: str, posted: datetime | None) -> str:
    """Return why a row cannot be taken, or nothing."""
    states = ", ".join(State)
    text = cells.get("html") or cells.get("text") or ""
    faults = (
        (not key, "The row has no id."),
        (not cells["story"].strip(), "The row names no story."),
        (posted is None, f"The time is none: {cells['posted_at'][:40]!r}."),
        (_state(cells) not in set(State), f"The state is none of {states}."),
        (len(text) > LONGEST_TEXT, "The comment is longer than is read of one."),
    )
    return next((words for holds, words in faults if holds), "")


def _author(cells: Mapping[str, str]) -> ForeignAuthor:
    return ForeignAuthor(
        name=values.name(cells.get("author")),
        key=values.key(cells.get("author_id")),
        mail=values.mail(cells.get("email")),
        staff=values.is_true(cells.get("staff")),
    )
