"""Fronts as readers' pages show them: what stands where, with per-use words or the story's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.sections.queries import Place
from broadsheet.stories.cards import Card


@dataclass(frozen=True, slots=True)
class Placed:
    """A story in its place. The words are those of this use, else the story's own.

    ``id`` is the document's card, empty for a story that came by backfill. ``related`` are lines
    under a lead. The picture is ``card.picture``: of this use, else the story's own.
    """

    card: Card
    headline: str
    kicker: str
    standfirst: str
    size: str = "normal"
    pinned: bool = False
    id: str = ""
    related: tuple[Card, ...] = ()

    @property
    def pk(self) -> int:
        """The story's key."""
        return self.card.pk


@dataclass(frozen=True, slots=True)
class Shown:
    """A container with the stories that stand in it."""

    id: str
    layout: str
    title: str
    link: str
    section: Place | None
    language: str
    cards: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole front; ``front`` and ``version`` are their numbers, ``None`` for what has no row."""

    front: int | None = None
    version: int | None = None
    containers: tuple[Shown, ...] = field(default=())

    def stories(self) -> list[int]:
        """Return the stories on it from the top, related lines included."""
        placed = (one for shown in self.containers for one in shown.cards)
        return [pk for one in placed for pk in (one.pk, *(card.pk for card in one.related))]
