"""What takes two persons: the room above keeps who withdrew a story and who stands behind it.

It says here how, so that a program which calls the act in somebody's name goes the same way as
every screen. What a program does in nobody's name takes no second person, as at the desk.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from broadsheet.accounts.models import User
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import Tombstone


class Keeper(Protocol):
    """Keeps the rows; it calls the acts again, and says that it does."""

    def withdraw(
        self,
        story: Story,
        ground: Ground,
        *,
        by: User,
        note: str,
        at: datetime | None,
        tombstone: Tombstone,
    ) -> None:
        """Withdraw a story, and begin the time in which a second person confirms."""

    def restore(
        self, story: Story, *, by: User | None, note: str, at: datetime | None, as_it_was: bool
    ) -> bool:
        """Restore a story of which a row is kept; ``False`` if there is none."""


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Say who keeps the rows; the last word counts."""
    _keepers[:] = [keeper]


def withdrawn_by_two(
    story: Story,
    ground: Ground,
    *,
    by: User | None,
    note: str,
    at: datetime | None,
    tombstone: Tombstone,
) -> bool:
    """Withdraw through the keeper what a person withdraws by law; say whether that was done."""
    if by is None or ground is not Ground.LEGAL:
        return False
    for keeper in _keepers:
        keeper.withdraw(story, ground, by=by, note=note, at=at, tombstone=tombstone)
    return bool(_keepers)


def restored_by_row(
    story: Story, *, by: User | None, note: str, at: datetime | None, as_it_was: bool
) -> bool:
    """Restore through the keeper what it keeps a row of; say whether that was done."""
    return any(
        keeper.restore(story, by=by, note=note, at=at, as_it_was=as_it_was) for keeper in _keepers
    )
