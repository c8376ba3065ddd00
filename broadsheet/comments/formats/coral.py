"""Coral (6 and later): its ``comments`` collection as mongoexport writes it, a document a line.

The page of a comment stands in the collection ``stories`` and its author's name in ``users``:
``stories.json`` and ``users.json`` are read where they lie in the same folder. A comment's words
are its last revision's ``body``, in HTML. ``NONE`` is a comment that nobody has moderated and
everybody reads; ``PREMOD`` and ``SYSTEM_WITHHELD`` wait. Times are Mongo's Extended JSON, of
either version. Archived stories have their comments in ``archivedComments``: the same documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet.comments.foreign import values
from broadsheet.comments.foreign.hypertext import from_html
from broadsheet.comments.foreign.incoming import (
    ForeignAuthor,
    ForeignThread,
    HowToRead,
    Incoming,
    Refusal,
    State,
)
from broadsheet.comments.foreign.lines import objects
from broadsheet.comments.foreign.opening import accounted
from broadsheet.comments.foreign.shelf import Shelf

_STATES = {
    "NONE": State.APPROVED,
    "APPROVED": State.APPROVED,
    "PREMOD": State.HELD,
    "SYSTEM_WITHHELD": State.HELD,
    "REJECTED": State.REJECTED,
}
LONGEST_TEXT = 100_000


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every comment of a Coral export, and why one cannot be taken.

    Raises ``FormatError`` if it is no such export, or a file beside it is none.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    with Shelf() as stories, Shelf() as users:
        for name, shelf, facts in (
            ("stories.json", stories, _story),
            ("users.json", users, _user),
        ):
            beside = path.parent / name
            if beside.is_file() and beside != path:
                for found in objects(beside):
                    if isinstance(found, tuple):
                        shelf.put(values.key(found[1].get("id")), *facts(found[1]))
        for found in objects(path):
            if isinstance(found, Refusal):
                yield found
            else:
                yield _comment(*found, stories, users, how)


def _story(document: Mapping[str, Any]) -> tuple[str, ...]:
    metadata = _mapping(document.get("metadata"))
    return (values.said(document.get("url")), values.title(metadata.get("title")))


def _user(document: Mapping[str, Any]) -> tuple[str, ...]:
    role = values.said(document.get("role"))
    return (
        values.name(document.get("username")),
        values.mail(document.get("email")),
        "" if role in {"", "COMMENTER"} else "staff",
    )


def _comment(
    line: int, document: Mapping[str, Any], stories: Shelf, users: Shelf, how: HowToRead
) -> Incoming | Refusal:
    place = f"line {line}"
    key = values.key(document.get("id"))
    revision, revisions = _last_revision(document)
    posted = _moment(document.get("createdAt"), how)
    state = _state(document)
    body = values.said(revision.get("body"))
    story = values.key(document.get("storyID"))
    fault = _fault(key, story, posted, state, body)
    if fault or posted is None or state is None:
        return Refusal(place, fault, key)
    address, title = stories.get(story) or ("", "")
    tags = _tags(document)
    return Incoming(
        key=key,
        thread=ForeignThread(story, address, title, story),
        author=_author(document, users, staff="STAFF" in tags),
        text=from_html(body + _media(revision)),
        posted_at=posted,
        state=state,
        parent=values.key(document.get("parentID")),
        recommended=values.count(_mapping(document.get("actionCounts")).get("REACTION")),
        edited_at=_moment(revision.get("createdAt"), how) if revisions > 1 else None,
        picked="FEATURED" in tags,
        place=place,
    )


def _fault(key: str, story: str, posted: datetime | None, state: State | None, body: str) -> str:
    """Return why a comment cannot be taken, or nothing."""
    faults = (
        (not key, "The document has no id: is it of another collection?"),
        (not story, "The comment names no story."),
        (posted is None, "The comment's time cannot be read."),
        (state is None, "The comment's status is unknown."),
        (len(body) > LONGEST_TEXT, "The comment is longer than is read of one."),
    )
    return next((words for holds, words in faults if holds), "")


def _last_revision(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
    revisions = document.get("revisions")
    if not isinstance(revisions, list) or not revisions:
        return {}, 0
    return _mapping(revisions[-1]), len(revisions)


def _state(document: Mapping[str, Any]) -> State | None:
    if document.get("deletedAt"):
        return State.DELETED
    return _STATES.get(values.said(document.get("status")))


def _tags(document: Mapping[str, Any]) -> set[str]:
    tags = document.get("tags")
    if not isinstance(tags, list):
        return set()
    return {values.said(_mapping(tag).get("type")) for tag in tags}


def _media(revision: Mapping[str, Any]) -> str:
    """Return a picture or post that was attached to a comment as its address."""
    address = values.page(_mapping(revision.get("media")).get("url"))
    return f"<p>{address}</p>" if address else ""


def _author(document: Mapping[str, Any], users: Shelf, *, staff: bool) -> ForeignAuthor:
    key = values.key(document.get("authorID"))
    name, mail, role = users.get(key) or ("", "", "")
    return ForeignAuthor(name=name, key=key, mail=mail, staff=staff or role == "staff")


def _moment(value: Any, how: HowToRead) -> datetime | None:
    """Read ``{"$date": …}``: text, milliseconds, or ``{"$numberLong": milliseconds}``."""
    value = _mapping(value).get("$date") if isinstance(value, Mapping) else value
    if isinstance(value, Mapping):
        value = value.get("$numberLong")
        value = int(value) if isinstance(value, str) and value.isdecimal() else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return values.moment(value / 1000, how.zone)
    return values.moment(value, how.zone)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
