"""The way of the act itself: what a program withdraws in somebody's name is kept as the screens do.

The room ``stories`` calls this, and knows nothing of rows.
"""

from __future__ import annotations

from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import actions
from broadsheet.desk.withdrawal.things import Order
from broadsheet.stories.actions import Tombstone
from broadsheet.stories.models import Ground, Story

KIND = "story"
OPEN = (Withdrawal.State.PENDING, Withdrawal.State.STANDING)


class Rows:
    """Keeps the rows of stories; see ``stories.actions.two_persons``."""

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
        """Withdraw as the screen does."""
        order = Order(
            ground=ground.value,
            note=note,
            notice=tombstone.notice,
            names_it=tombstone.names_it,
        )
        actions.withdraw(KIND, str(story.pk), order, by=by, at=at)

    def restore(
        self, story: Story, *, by: User | None, note: str, at: datetime | None, as_it_was: bool
    ) -> bool:
        """Lift the row that is open, if there is one."""
        rows = Withdrawal.objects.filter(kind=KIND, thing_id=str(story.pk), state__in=OPEN)
        row = rows.order_by("-pk").first()
        if row is None:
            return False
        actions.lift(row, by=by, note=note, as_it_was=as_it_was, at=at)
        return True
