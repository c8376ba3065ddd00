"""The way of the acts themselves: what a program withdraws in somebody's name is kept as well.

The rooms of the things call this, and know nothing of rows.
"""

from __future__ import annotations

from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import actions

OPEN = (Withdrawal.State.PENDING, Withdrawal.State.STANDING)


class Rows:
    """Keeps the rows of every kind of thing; see ``accounts.two_persons``."""

    def withdraw(
        self, kind: str, number: str, order: Order, *, by: User, at: datetime | None
    ) -> None:
        """Withdraw as the screen does."""
        actions.withdraw(kind, number, order, by=by, at=at)

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
        """Lift the row that is open, if there is one."""
        rows = Withdrawal.objects.filter(kind=kind, thing_id=number, state__in=OPEN)
        row = rows.order_by("-pk").first()
        if row is None:
            return False
        actions.lift(row, by=by, note=note, as_it_was=as_it_was, at=at)
        return True
