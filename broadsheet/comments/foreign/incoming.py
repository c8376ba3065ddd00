"""The neutral form of a comment from elsewhere: what every format reads into, one loader writes.

A format never leaves anything out silently: what it cannot take is a ``Refusal`` that says why,
so that what was found in a file is always what was read and what was refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path


class FormatError(ValueError):
    """The file cannot be read as that format at all; the message says why and what to do."""


class State(StrEnum):
    """What had become of a comment where it comes from."""

    APPROVED = "approved"
    HELD = "held"
    REJECTED = "rejected"
    SPAM = "spam"
    DELETED = "deleted"


@dataclass(frozen=True)
class ForeignThread:
    """Under what a comment stood: ``key`` names the thread in its file, the rest finds the story.

    ``address`` is the page's own, whole or a path; ``identifier`` is what the page called itself,
    often an article's number.
    """

    key: str
    address: str = ""
    title: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class ForeignAuthor:
    """Who wrote it. ``key`` is stable within the source and empty for a guest without a trace.

    ``mail`` is an address in lower case, or empty; ``page`` is an address of theirs on the web.
    """

    name: str = ""
    key: str = ""
    mail: str = ""
    page: str = ""
    staff: bool = False


@dataclass(frozen=True)
class Incoming:
    """One comment as read. ``text`` is in our plain markup: paragraphs, ``> quotes``, *emphasis*.

    ``parent`` is the key of the comment that it answers, or empty. ``recommended`` counts those
    who liked it. ``place`` tells a person where in the file it stands. ``remarks`` are words on
    what had to be chosen. An address on the network is never read into this.
    """

    key: str
    thread: ForeignThread
    author: ForeignAuthor
    text: str
    posted_at: datetime
    state: State = State.APPROVED
    parent: str = ""
    recommended: int = 0
    edited_at: datetime | None = None
    picked: bool = False
    language: str = ""
    place: str = ""
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Refusal:
    """One thing found in the file that does not come in: where it stands, its key, and why.

    ``broken_off`` is true where nothing after it could be read.
    """

    place: str
    why: str
    key: str = ""
    broken_off: bool = False


@dataclass(frozen=True)
class HowToRead:
    """What a file leaves open: the zone of times that name none."""

    zone: tzinfo = UTC


Reader = Callable[[Path, HowToRead], Iterator[Incoming | Refusal]]
