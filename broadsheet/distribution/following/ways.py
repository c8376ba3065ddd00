"""The ways in which something can be followed. Rooms that bring one register it here.

A way is a template and what it needs; it is offered on the page of whatever it can be had for. It
knows nothing of the reader: the page is printed. A form leads by a link to an unprinted page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.distribution.addresses import KINDS, FeedAddress


@dataclass(frozen=True)
class Followed:
    """What is followed. ``family`` and ``name`` are those of its feed; ``home`` is its path."""

    family: str
    name: str
    title: str
    language: str
    home: str
    is_live: bool = False

    @property
    def address(self) -> str:
        """Where its page of ways is."""
        return follow_path(self.family, self.name)

    @property
    def feeds(self) -> dict[str, str]:
        """The paths of its feeds, by format."""
        return {kind: FeedAddress(self.family, self.name, kind).path for kind in KINDS}


@dataclass(frozen=True)
class Way:
    """One way to follow. ``offer`` gives its template what that needs; ``None``: not had here.

    The ways stand on the page by ``order``, the lowest first.
    """

    name: str
    template: str
    offer: Callable[[Followed], Mapping[str, Any] | None]
    order: int = 50


_ways: list[Way] = []


def register(way: Way) -> None:
    """Add a way, once."""
    if way.name not in {known.name for known in _ways}:
        _ways.append(way)
        _ways.sort(key=lambda known: (known.order, known.name))


def offered(what: Followed) -> list[dict[str, Any]]:
    """Return what the page shows of each way: ``template``, and what that needs."""
    found = ((way, way.offer(what)) for way in _ways)
    return [{"template": way.template, **told} for way, told in found if told is not None]


def follow_path(family: str, name: str) -> str:
    """Return where the page of ways to follow something is."""
    return f"/follow/{family}/{name}/"
