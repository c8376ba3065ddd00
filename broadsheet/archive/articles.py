"""The neutral form of an imported article: what every format reads into and the loader writes from.

A format never guesses silently: what it chose between, assumed or could not place is said in
``warnings`` and ``unplaced``, each with the numbers of the source lines it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FormatError(ValueError):
    """The source cannot be read as an article; the message says why and what to do."""


class BlockKind(StrEnum):
    """Kinds of body block that a format can tell apart."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    PICTURE = "picture"
    LIST = "list"
    EMBED = "embed"
    TABLE = "table"


class FurnitureKind(StrEnum):
    """Parts of a page that surround an article and are not of it."""

    MARKET_STRIP = "market_strip"
    NAVIGATION = "navigation"
    SHARE = "share"
    PROMO = "promo"
    RAIL = "rail"
    VIDEOS = "videos"
    GALLERY = "gallery"
    COMMENTS = "comments"
    COMMENT_POLICY = "comment_policy"
    DISCLAIMER = "disclaimer"
    ADVERTISEMENT = "advertisement"
    FOOTER = "footer"
    BLANK = "blank"
    OTHER = "other"


class BylineKind(StrEnum):
    """An agency or a desk is an organisation, not a person."""

    PERSON = "person"
    DESK = "desk"
    AGENCY = "agency"


class TopicKind(StrEnum):
    """What a topic names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    SUBJECT = "subject"


@dataclass(frozen=True)
class Found:
    """A value and the numbers (from 1) of the source lines that it was read from."""

    value: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class FoundTime:
    """A moment as read. ``assumed_zone`` names the zone that the caller supplied because the
    source gave none; ``day_only`` is true where the source gave no time of day. ``doubts`` are
    codes of what had to be chosen: ``date-order`` (07/04 could be two days) and
    ``zone-ambiguous`` (CST is several zones); a format turns each into a warning.
    """

    value: datetime
    lines: tuple[int, ...] = ()
    assumed_zone: str = ""
    day_only: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundByline:
    """One name of a byline, in its order on the page; ``role`` is "author" or "editor"."""

    name: str
    kind: BylineKind
    lines: tuple[int, ...] = ()
    role: str = "author"


@dataclass(frozen=True)
class FoundTopic:
    """A topic with the kind that the source suggests."""

    name: str
    kind: TopicKind
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class FoundPicture:
    """The use of a picture: its own caption, credit and kind; ``source`` is its address, if any.

    ``kind`` is one of broadsheet.pictures' kinds ("photo", "file_photo", "representational",
    "illustration", "ai_made"); ``agency`` is a stable key in lower case ("pti"), or empty.
    """

    caption: str = ""
    credit: str = ""
    agency: str = ""
    kind: str = "photo"
    alt: str = ""
    source: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Block:
    """One block of the body. ``text`` is plain; ``html`` the cleaned inline markup, if any."""

    kind: BlockKind
    text: str = ""
    html: str = ""
    picture: FoundPicture | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Furniture:
    """A run of source lines that surrounds the article and is left out."""

    kind: FurnitureKind
    lines: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True)
class Remark:
    """Something that a person should know, with a stable code and the lines that it is about."""

    code: str
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article as a format read it.

    ``section`` is a path from the top ("Nation", "Delhi"). ``source_id`` identifies the article in
    its source (an address, or the digest of its content), so that a second run finds the first.
    For line-numbered reports ``line_count`` is N; fields, body, furniture and unplaced together
    cover the lines 1..N once (a line that gives several fields is listed under each of them).
    """

    source_id: str
    headline: Found
    standfirst: Found | None = None
    published: FoundTime | None = None
    updated: FoundTime | None = None
    section: tuple[Found, ...] = ()
    bylines: tuple[FoundByline, ...] = ()
    dateline: Found | None = None
    lead: FoundPicture | None = None
    body: tuple[Block, ...] = ()
    topics: tuple[FoundTopic, ...] = ()
    language: str = ""
    search_title: str = ""
    social_title: str = ""
    address: str = ""
    paper: str = ""
    line_count: int = 0
    furniture: tuple[Furniture, ...] = ()
    unplaced: tuple[Found, ...] = ()
    warnings: tuple[Remark, ...] = field(default=())
