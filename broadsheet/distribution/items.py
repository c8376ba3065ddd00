"""A feed and what is in it, as data: the three formats are written from the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without an item was last changed: a page carries nothing of the clock."""


@dataclass(frozen=True)
class Author:
    """A person, desk or agency in a byline; ``home`` is the full address of its page."""

    name: str
    home: str


@dataclass(frozen=True)
class Category:
    """A section or a topic, or a mark: ``scheme`` says which, as a full address or a word."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True)
class Image:
    """A picture's file with its words. ``address`` is full; sizes are in pixels."""

    address: str
    mime: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Media:
    """A film's or a sound's file. ``address`` is full, ``size`` in bytes."""

    address: str
    mime: str
    medium: str
    seconds: int
    size: int
    title: str = ""


@dataclass(frozen=True)
class Item:
    """A story in a feed. ``updated`` moves at a substantive change alone."""

    id: str
    address: str
    title: str
    language: str
    published: datetime
    updated: datetime
    summary: str
    html: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[Category, ...] = ()
    image: Image | None = None
    sponsor: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True)
class Gone:
    """A story that was withdrawn: its name for machines, and when. Nothing else is said of it."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """A feed. ``address`` is its own in the wanted format, ``others`` those in the others."""

    id: str
    title: str
    about: str
    language: str
    home: str
    address: str
    paper: str
    hub: str = ""
    items: tuple[Item, ...] = ()
    gone: tuple[Gone, ...] = field(default=())

    @property
    def updated(self) -> datetime:
        """When something in it last changed in substance."""
        return max(self._moments(), default=NEVER)

    def _moments(self) -> Iterator[datetime]:
        yield from (item.updated for item in self.items)
        yield from (gone.at for gone in self.gone)
