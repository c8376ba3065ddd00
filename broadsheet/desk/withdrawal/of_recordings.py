"""Recordings as things that can be withdrawn: by the acts of the room that keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.withdrawal.things import Leaf
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.recordings import withdrawing
from broadsheet.recordings.models import Recording


class Recordings:
    """How a recording is withdrawn."""

    name = "recording"
    label = _("Recording")
    may_withdraw = "recording.withdraw"
    # The library hides it from all but those who may withdraw; it is deleted there, not here.
    seals = False

    def called(self, thing: Recording) -> str:
        """The title in the library."""
        return str(thing.title)

    def find(self, number: str) -> Recording:
        """Return the recording; raises ``LookupError``."""
        row: Recording | None = Recording.objects.filter(pk=number).first()
        if row is None:
            raise LookupError(f"There is no recording {number}.")
        return row

    def place(self, thing: Recording) -> None:
        """A recording stands in no section."""

    def hide(
        self, thing: Recording, order: Order, *, by: User | None, at: datetime
    ) -> dict[str, Any]:
        """Withdraw by the act."""
        withdrawing.take_away(thing, order, by=by, at=at)
        return {}

    def show(
        self,
        thing: Recording,
        was: dict[str, Any] | None,
        *,
        by: User | None,
        at: datetime,
        note: str,
    ) -> None:
        """Restore by the act: a recording is on its pages or not, there is nothing between."""
        withdrawing.give_back(thing, by=by, note=note, at=at)

    def read(self, thing: Recording) -> list[Leaf]:
        """Return its words; it is played in the library by whoever may withdraw it."""
        words = "\n\n".join(filter(None, (thing.caption, thing.credit, thing.transcript)))
        return [Leaf(self.called(thing), words)]

    def erase(self, thing: Recording, *, by: User | None, at: datetime) -> None:
        """Refuse: a recording is deleted in the library, by the picture desk."""
        raise Refused(Reason("library", "A recording is deleted in the library."))

    def screen(self, number: str) -> str:
        """The recording's own screen in the library."""
        return reverse("wagtailsnippets_recordings_recording:edit", args=[number])
