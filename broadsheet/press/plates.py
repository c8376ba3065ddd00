"""Plates: the families of addresses that rooms want printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Wanted:
    """An address to print, and its news value: ``weight`` 0 first, then the newest ``dated``."""

    address: str
    weight: int = 5
    dated: datetime | None = None


def _no_addresses() -> Iterator[Wanted]:
    return iter(())


@dataclass(frozen=True)
class Plate:
    """A family of addresses. The site's own resolver renders each; the press only asks for it.

    ``pattern`` matches a whole address; ``addresses`` lists all that should be printed; ``worth``
    gives an address its news value without asking the database. A ``lazy`` plate's sheets are set
    aside at a change and printed when a reader asks. A ``last`` one has what no other plate has; a
    ``first`` one has its addresses also where another's pattern would match them.
    """

    name: str
    pattern: re.Pattern[str]
    addresses: Callable[[], Iterator[Wanted]] = _no_addresses
    worth: Callable[[str], Wanted] = Wanted
    lazy: bool = False
    last: bool = False
    first: bool = False


_plates: list[Plate] = []
_kept_out: list[str] = []


def register(plate: Plate) -> None:
    """Add a plate, once; the first that matches an address has it, in the order of the rooms."""
    if plate.name not in {known.name for known in _plates}:
        _plates.append(plate)
        _plates.sort(key=lambda known: (known.last, not known.first))


def registered() -> tuple[Plate, ...]:
    """Return every plate."""
    return tuple(_plates)


def keep_out(start: str) -> None:
    """Have nothing printed whose address begins so, like ``/review/``.

    Such pages are of one reader: a form, or what a secret address leads to. Logs have the beginning
    of their addresses alone.
    """
    if start not in _kept_out:
        _kept_out.append(start)


def kept_out() -> tuple[str, ...]:
    """Return the beginnings of all addresses that are never printed."""
    return tuple(_kept_out)


def plate_for(address: str) -> Plate | None:
    """Return the plate that an address belongs to, or ``None`` if nobody prints it."""
    if address.startswith(kept_out()):
        return None
    return next((plate for plate in _plates if plate.pattern.fullmatch(address)), None)
