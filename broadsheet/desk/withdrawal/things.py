"""What can be withdrawn: each kind of thing says how it is hidden, shown again, read and erased.

A kind is registered while Django starts, by the room that keeps the thing, or for a room beside
this one by ``config``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order


@dataclass(frozen=True)
class Leaf:
    """One part of a sealed text, as it is read: a heading and plain words."""

    heading: str
    words: str


class Kind(Protocol):
    """How one kind of thing is withdrawn. Every call is inside the transaction of its act.

    ``may_withdraw`` is the act of ``accounts.rules`` that is asked for. What ``seals`` is closed
    to the desk too on the legal ground, kept for as long as the law says, and then may be erased.
    """

    name: str
    label: Any
    may_withdraw: str
    seals: bool

    def find(self, number: str) -> Any:
        """Return the thing; raises ``LookupError`` if it is not there."""
        ...

    def called(self, thing: Any) -> str:
        """Return the thing's name, for the lists, the log and the mails."""
        ...

    def place(self, thing: Any) -> Any:
        """Return the page whose section decides who may, or ``None`` for what stands in none."""
        ...

    def hide(self, thing: Any, order: Order, *, by: User | None, at: datetime) -> dict[str, Any]:
        """Hide the thing from every reader; return what it needs to come back as it was.

        Asks for the permission, raises ``Refused``, writes the log.
        """
        ...

    def show(
        self, thing: Any, was: dict[str, Any] | None, *, by: User | None, at: datetime, note: str
    ) -> None:
        """End the withdrawal; with ``was`` readers have the thing again as it was."""
        ...

    def read(self, thing: Any) -> list[Leaf]:
        """Return the sealed text, to be read."""
        ...

    def erase(self, thing: Any, *, by: User | None, at: datetime) -> None:
        """Erase the text and leave the tombstone."""
        ...

    def screen(self, number: str) -> str:
        """Return the address of the thing's own screen at the desk, or ""."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind of thing; the last word under a name counts."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """Return the kind of that name; raises ``LookupError`` that lists those there are."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"{name!r} is no kind of thing; there are {', '.join(_kinds)}.") from None
