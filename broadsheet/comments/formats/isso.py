"""Isso: its database, one SQLite file with the tables ``threads`` and ``comments``.

``threads.uri`` is the page's path. ``mode`` is 1 for what is shown, 2 for what waits, 4 for what
was deleted and has answers. Answers to answers stand one below the other, since Isso keeps one
level. ``created`` and ``modified`` are seconds since 1970. The text is Markdown as typed. Guests
only: a person is their e-mail address, where they gave one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.comments.foreign import values
from broadsheet.comments.foreign.incoming import (
    ForeignAuthor,
    ForeignThread,
    FormatError,
    HowToRead,
    Incoming,
    Refusal,
    State,
)
from broadsheet.comments.foreign.markdown import from_markdown
from broadsheet.comments.foreign.opening import accounted, without_strays

_MAGIC = b"SQLite format 3\x00"
_STATES = {1: State.APPROVED, 2: State.HELD, 4: State.DELETED}
_NEEDED = {"tid", "id", "parent", "created", "mode", "text", "author", "email", "website"}
LONGEST_TEXT = 100_000
_LONGEST_VALUE = 2**22
_QUERY = """
    SELECT c.id, c.parent, c.created, {modified}, c.mode, substr(c.text, 1, 100001), c.author,
           c.email, c.website, {likes}, c.tid, t.uri, t.title
    FROM comments AS c LEFT JOIN threads AS t ON t.id = c.tid ORDER BY c.id
"""
_Value = str | int | float | bytes | None


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every comment of an Isso database, and why one cannot be taken.

    The file is opened to be read and is never written to. Raises ``FormatError`` if it is no
    database of Isso.
    """
    del how  # Isso's times are complete.
    return accounted(_read(path))


def _read(path: Path) -> Iterator[Incoming | Refusal]:
    _look_at(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as isso:
            isso.text_factory = lambda found: found.decode("utf-8", "replace")
            isso.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            isso.execute("PRAGMA trusted_schema = OFF")
            isso.execute("PRAGMA cell_size_check = ON")
            for row in isso.execute(_query(isso)):
                yield _comment(row)
    except sqlite3.Error as error:
        raise FormatError(
            f"The database cannot be read: {error}. Copy it while Isso is stopped."
        ) from error


def _look_at(path: Path) -> None:
    try:
        with path.open("rb") as found:
            head = found.read(len(_MAGIC))
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error
    if head != _MAGIC:
        raise FormatError("This is no SQLite file: Isso's is named by dbpath in its settings.")


def _query(isso: sqlite3.Connection) -> str:
    """Return what is asked of this file, whose columns depend on the version of Isso."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (?, ?)"
    if len(isso.execute(tables, ("threads", "comments")).fetchall()) != len(
        ("threads", "comments")
    ):
        raise FormatError("This SQLite file has no tables of Isso's (threads, comments).")
    columns = {row[1] for row in isso.execute("PRAGMA table_info(comments)")}
    if missing := _NEEDED - columns:
        raise FormatError(f"The table of comments has no column {', '.join(sorted(missing))}.")
    return _QUERY.format(
        modified="c.modified" if "modified" in columns else "NULL",
        likes="c.likes" if "likes" in columns else "0",
    )


def _comment(row: tuple[_Value, ...]) -> Incoming | Refusal:
    number, parent, created, modified, mode, text, name, mail, page, likes, tid, uri, title = row
    key = values.key(number)
    state = _STATES.get(mode) if isinstance(mode, int) else None
    posted = _moment(created)
    fault = _fault(values.said(uri), posted, state, text)
    if fault or posted is None or state is None:
        return Refusal(f"comment {key}", fault, key)
    return Incoming(
        key=key,
        thread=ForeignThread(
            values.key(tid), _clean(uri), values.title(_clean(title)), _clean(uri)
        ),
        author=ForeignAuthor(
            name=values.name(_clean(name)),
            mail=values.mail(_clean(mail)),
            page=values.page(_clean(page)),
        ),
        text=from_markdown(_clean(text)),
        posted_at=posted,
        state=state,
        parent=values.key(parent),
        recommended=values.count(likes),
        edited_at=_moment(modified),
        place=f"comment {key}",
    )


def _clean(value: _Value) -> str:
    return without_strays(values.said(value))


def _moment(value: _Value) -> datetime | None:
    return values.moment(value, UTC) if isinstance(value, int | float) else None


def _fault(uri: str, posted: datetime | None, state: State | None, text: _Value) -> str:
    """Return why a comment cannot be taken, or nothing."""
    faults = (
        (not uri, "The comment's thread is not in the file."),
        (posted is None, "The comment's time cannot be read."),
        (state is None, "The comment's mode is unknown."),
        (not isinstance(text, str), "The comment's text is no text."),
        (len(str(text)) > LONGEST_TEXT, "The comment is longer than is read of one."),
    )
    return next((words for holds, words in faults if holds), "")
