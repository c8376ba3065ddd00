"""Single versions of a story as things that can be withdrawn: the story itself stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.withdrawal.things import Leaf
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.stories.actions import withdrawing_versions
from broadsheet.stories.models import Story, Version, WithdrawnVersion

MOST = 50


class Versions:
    """How one version of a story is withdrawn from its public history."""

    name = "version"
    label = gettext_lazy("Version of a story")
    may_withdraw = "story.withdraw"
    # The story's drafts hold the same words, and stay open to whoever writes on it.
    seals = False

    def called(self, thing: Version) -> str:
        """The headline, and which version."""
        words = {"headline": str(thing.story), "number": thing.number}
        return _("%(headline)s (version %(number)s)") % words

    def find(self, number: str) -> Version:
        """Return the version; raises ``LookupError``."""
        version = Version.objects.select_related("story").filter(pk=number).first()
        if version is None:
            raise LookupError(f"There is no version {number}.")
        return version

    def place(self, thing: Version) -> Story:
        """The story's own section decides."""
        story: Story = thing.story
        return story

    def hide(
        self, thing: Version, order: Order, *, by: User | None, at: datetime
    ) -> dict[str, Any]:
        """Withdraw by the act."""
        withdrawing_versions.take_away(thing, order, by=by, at=at)
        return {}

    def show(
        self,
        thing: Version,
        was: dict[str, Any] | None,
        *,
        by: User | None,
        at: datetime,
        note: str,
    ) -> None:
        """Restore by the act: a version is in the history or not, there is nothing between."""
        withdrawing_versions.give_back(thing, by=by, note=note, at=at)

    def read(self, thing: Version) -> list[Leaf]:
        """Return its words."""
        words = "\n\n".join(text for _place, text in thing.text)
        return [Leaf(self.called(thing), words)]

    def erase(self, thing: Version, *, by: User | None, at: datetime) -> None:
        """Refuse: the public history is only ever added to."""
        raise Refused(Reason("kept-for-ever", "A version is withdrawn, and never erased."))

    def screen(self, number: str) -> str:
        """The story's editing screen."""
        return reverse("wagtailadmin_pages:edit", args=[self.find(number).story_id])


def earlier_versions(story: Story) -> list[Version]:
    """Return the versions before the present one that may still be withdrawn, the newest first."""
    away = WithdrawnVersion.objects.filter(story=story).values("version")
    rows = Version.objects.filter(story=story).exclude(pk__in=away).order_by("-number")
    return list(rows.defer("text", "pictures")[1:MOST] if story.live else rows[:MOST])
