"""Remark42: its own backup, which is JSON a line, packed with gzip or not.

The first line tells of the file (``version``, blocked and verified users, closed pages), every
other is a comment: ``text`` is HTML made from what was typed (``orig``), ``votes`` says of each
voter whether they liked it, ``locator.url`` is the page. What was deleted keeps its line, empty.
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
    FormatError,
    HowToRead,
    Incoming,
    Refusal,
    State,
)
from broadsheet.comments.foreign.lines import objects
from broadsheet.comments.foreign.opening import accounted

_VERSIONS = (0, 1)
LONGEST_TEXT = 100_000


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every comment of a Remark42 backup, and why one cannot be taken.

    Raises ``FormatError`` if it is no such backup, or one of a version that is not known.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    first = True
    for found in objects(path):
        if isinstance(found, Refusal):
            yield found
        elif first and "locator" not in found[1]:
            _look_at_head(found[1])
        else:
            yield _comment(*found, how)
        first = False


def _look_at_head(head: Mapping[str, Any]) -> None:
    version = head.get("version", 0)
    if "users" not in head and "posts" not in head and "version" not in head:
        raise FormatError("The first line is no head of a Remark42 backup.")
    if version not in _VERSIONS:
        raise FormatError(f"The backup is of version {version!r}: only 0 and 1 are known.")


def _comment(line: int, document: Mapping[str, Any], how: HowToRead) -> Incoming | Refusal:
    place = f"line {line}"
    key = values.key(document.get("id"))
    address = values.said(_mapping(document.get("locator")).get("url"))
    posted = values.moment(document.get("time"), how.zone)
    text = values.said(document.get("text"))
    fault = _fault(key, address, posted, text)
    if fault or posted is None:
        return Refusal(place, fault, key)
    edit = _mapping(document.get("edit")).get("time")
    return Incoming(
        key=key,
        thread=ForeignThread(
            values.key(address), address, values.title(document.get("title")), address
        ),
        author=_author(_mapping(document.get("user"))),
        text=from_html(text),
        posted_at=posted,
        state=State.DELETED if document.get("delete") is True else State.APPROVED,
        parent=values.key(document.get("pid")),
        recommended=_liked(document),
        edited_at=values.moment(edit, how.zone) if edit else None,
        picked=document.get("pin") is True,
        place=place,
    )


def _fault(key: str, address: str, posted: datetime | None, text: str) -> str:
    """Return why a comment cannot be taken, or nothing."""
    faults = (
        (not key, "The comment has no id."),
        (not address, "The comment names no page."),
        (posted is None, "The comment's time cannot be read."),
        (len(text) > LONGEST_TEXT, "The comment is longer than is read of one."),
    )
    return next((words for holds, words in faults if holds), "")


def _liked(document: Mapping[str, Any]) -> int:
    """Return how many liked it: the voters for it, or the score where they are not kept."""
    votes = document.get("votes")
    if isinstance(votes, Mapping) and votes:
        return sum(1 for liked in votes.values() if liked is True)
    return values.count(document.get("score"))


def _author(user: Mapping[str, Any]) -> ForeignAuthor:
    return ForeignAuthor(
        name=values.name(user.get("name")),
        key=values.key(user.get("id")),
        staff=user.get("admin") is True,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
