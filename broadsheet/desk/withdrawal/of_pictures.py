"""Pictures as things that can be withdrawn: by the acts of the room that keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.withdrawal.things import Leaf
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.pictures import withdrawing
from broadsheet.pictures.models import Picture


class Pictures:
    """How a picture is withdrawn."""

    name = "picture"
    label = _("Picture")
    may_withdraw = "picture.withdraw"
    # The library hides it from all but those who may withdraw; it is deleted there, not here.
    seals = False

    def called(self, thing: Picture) -> str:
        """The title in the library."""
        return str(thing.title)

    def find(self, number: str) -> Picture:
        """Return the picture; raises ``LookupError``."""
        picture: Picture | None = Picture.objects.filter(pk=number).first()
        if picture is None:
            raise LookupError(f"There is no picture {number}.")
        return picture

    def place(self, thing: Picture) -> None:
        """A picture stands in no section."""

    def hide(
        self, thing: Picture, order: Order, *, by: User | None, at: datetime
    ) -> dict[str, Any]:
        """Withdraw by the act."""
        withdrawing.take_away(thing, order, by=by, at=at)
        return {}

    def show(
        self,
        thing: Picture,
        was: dict[str, Any] | None,
        *,
        by: User | None,
        at: datetime,
        note: str,
    ) -> None:
        """Restore by the act: a picture is on its pages or not, there is nothing between."""
        withdrawing.give_back(thing, by=by, note=note, at=at)

    def read(self, thing: Picture) -> list[Leaf]:
        """Return its words; it is seen in the library by whoever may withdraw it."""
        return [Leaf(self.called(thing), f"{thing.caption}\n\n{thing.credit}")]

    def erase(self, thing: Picture, *, by: User | None, at: datetime) -> None:
        """Refuse: a picture is deleted in the library, by the picture desk."""
        raise Refused(Reason("library", "A picture is deleted in the library."))

    def screen(self, number: str) -> str:
        """The picture's own screen in the library."""
        return reverse("wagtailimages:edit", args=[number])
