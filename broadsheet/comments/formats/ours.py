"""Our own: what ``broadsheet comments export`` writes, JSON a line, complete for its comments.

The first line is ``{"broadsheet_comments": 1, "paper": …, "exported_at": …}``, every other is a
comment with its thread (the story's number and address), its author's name (no mail: this paper's
readers are known by their accounts), its words as written, and its state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

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
from broadsheet.comments.foreign.lines import objects
from broadsheet.comments.foreign.opening import accounted

HEAD = "broadsheet_comments"
VERSION = 1
LONGEST_TEXT = 200_000
STATES = {
    "shown": State.APPROVED,
    "held": State.HELD,
    "rejected": State.REJECTED,
    "removed": State.REJECTED,
    "deleted": State.DELETED,
    "erased": State.DELETED,
}


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every comment of our own export, and why one cannot be taken.

    Raises ``FormatError`` if it is no such export, or one of a later version.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    headed = False
    for found in objects(path):
        if not headed:
            _look_at_head(found)
            headed = True
        elif isinstance(found, Refusal):
            yield found
        else:
            yield _comment(*found, how)


def _look_at_head(found: tuple[int, dict[str, Any]] | Refusal) -> None:
    version = None if isinstance(found, Refusal) else found[1].get(HEAD)
    if version is None:
        raise FormatError(f"The first line does not name {HEAD}: this is another format.")
    if version != VERSION:
        raise FormatError(f"The export is of version {version!r}: only {VERSION} is known here.")


def _comment(line: int, document: Mapping[str, Any], how: HowToRead) -> Incoming | Refusal:
    key = values.key(document.get("id"))
    posted = values.moment(document.get("posted_at"), how.zone)
    state = STATES.get(values.said(document.get("state")))
    text = values.said(document.get("text"))
    thread = _mapping(document.get("thread"))
    faults = (
        (not key, "The comment has no number."),
        (posted is None, "The comment's time cannot be read."),
        (state is None, "The comment's state is unknown."),
        (not thread, "The comment names no thread."),
        (len(text) > LONGEST_TEXT, "The comment is longer than is read of one."),
    )
    fault = next((words for holds, words in faults if holds), "")
    if fault or posted is None or state is None:
        return Refusal(f"line {line}", fault, key)
    author = _mapping(document.get("author"))
    return Incoming(
        key=key,
        thread=_thread(thread),
        author=ForeignAuthor(
            name=values.name(author.get("name")),
            key=values.key(author.get("key")),
            staff=author.get("staff") is True,
        ),
        text=text,
        posted_at=posted,
        state=state,
        parent=values.key(document.get("parent")),
        recommended=values.count(document.get("recommended")),
        edited_at=values.moment(document.get("edited_at"), how.zone),
        picked=document.get("picked") is True,
        language=values.said(document.get("language"))[:8],
        place=f"line {line}",
    )


def _thread(thread: Mapping[str, Any]) -> ForeignThread:
    address, number = values.said(thread.get("address")), values.said(thread.get("story"))
    return ForeignThread(
        key=values.key(number or address),
        address=address,
        title=values.title(thread.get("title")),
        identifier=number,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
