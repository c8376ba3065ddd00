"""What takes two persons: a room above keeps who withdrew a thing and who stands behind it.

It says here how, so that a program which calls the act in somebody's name goes the same way as
every screen. What a program does in nobody's name takes no second person, as at the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from broadsheet.accounts.models import User

BY_LAW = "legal"


@dataclass(frozen=True)
class Order:
    """What whoever withdraws a thing says of it."""

    ground: str
    note: str
    notice: str = ""
    names_it: bool = False


class Keeper(Protocol):
    """Keeps the rows; it calls what does the act, and says that it does.

    ``kind`` and ``number`` name the thing, as the room that keeps it is known to the keeper.
    """

    def withdraw(
        self, kind: str, number: str, order: Order, *, by: User, at: datetime | None
    ) -> None:
        """Withdraw a thing, and begin the time in which a second person confirms."""

    def restore(
        self,
        kind: str,
        number: str,
        *,
        by: User | None,
        note: str,
        at: datetime | None,
        as_it_was: bool,
    ) -> bool:
        """Restore a thing of which a row is kept; ``False`` if there is none."""


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Say who keeps the rows; the last word counts."""
    _keepers[:] = [keeper]


def withdrawn_by_two(
    kind: str, number: str, order: Order, *, by: User | None, at: datetime | None
) -> bool:
    """Withdraw through the keeper what a person withdraws by law; say whether that was done."""
    if by is None or order.ground != BY_LAW:
        return False
    for keeper in _keepers:
        keeper.withdraw(kind, number, order, by=by, at=at)
    return bool(_keepers)


def restored_by_row(
    kind: str,
    number: str,
    *,
    by: User | None,
    note: str,
    at: datetime | None,
    as_it_was: bool = True,
) -> bool:
    """Restore through the keeper what it keeps a row of; say whether that was done."""
    return any(
        keeper.restore(kind, number, by=by, note=note, at=at, as_it_was=as_it_was)
        for keeper in _keepers
    )
