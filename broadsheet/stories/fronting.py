"""Where a room above arranges the home page and the first pages of sections and topics.

Without one, and where it has nothing arranged, a page is the plain list of its stories.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Protocol

from broadsheet.stories.lists import ListPage


class Arranged(Protocol):
    """A page that somebody arranged, as its template shows it."""

    def stories(self) -> Collection[int]:
        """Return the stories on it, by their keys."""


Compose = Callable[[str, int | None], Arranged | None]
HOME, SECTION, TOPIC = "home", "section", "topic"
_composing: list[Compose] = []


def compose_with(compose: Compose) -> None:
    """Have a room arrange pages: asked by ``HOME``, ``SECTION`` or ``TOPIC`` and the row's number.

    The last word counts.
    """
    _composing[:] = [compose]


def arranged(kind: str, of: int | None = None) -> Arranged | None:
    """Return the page that somebody arranged, or ``None``."""
    return _composing[0](kind, of) if _composing else None


def without(front: Arranged, listed: ListPage) -> ListPage:
    """Return a list without the stories that stand over it: none is on a page twice."""
    shown = set(front.stories())
    return replace(listed, stories=[one for one in listed.stories if one.pk not in shown])
