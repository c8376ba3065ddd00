"""Stories as things that can be withdrawn: by the acts of the room that keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.withdrawal.things import Leaf
from broadsheet.kit.html import plain
from broadsheet.stories import actions
from broadsheet.stories.actions import Tombstone, removing
from broadsheet.stories.models import Ground, Story


class Stories:
    """How a story is withdrawn."""

    name = "story"
    label = _("Story")
    may_withdraw = "story.withdraw"
    seals = True

    def called(self, thing: Story) -> str:
        """The headline."""
        return str(thing)

    def find(self, number: str) -> Story:
        """Return the story; raises ``LookupError``."""
        story: Story | None = Story.objects.filter(pk=number).first()
        if story is None:
            raise LookupError(f"There is no story {number}.")
        return story

    def place(self, thing: Story) -> Story:
        """A story's own section decides."""
        return thing

    def hide(self, thing: Story, order: Order, *, by: User | None, at: datetime) -> dict[str, Any]:
        """Withdraw by the act; what was out is kept by the number of its revision."""
        was = {"revision": thing.live_revision_id if thing.live else None}
        says = Tombstone(order.notice.strip(), order.names_it)
        ground = Ground(order.ground)
        removing.take_away(thing, ground, by=by, note=order.note, at=at, tombstone=says)
        return was

    def show(
        self, thing: Story, was: dict[str, Any] | None, *, by: User | None, at: datetime, note: str
    ) -> None:
        """Restore by the act."""
        revision = was["revision"] if was else None
        removing.give_back(thing, by=by, at=at, note=note, as_it_was=revision)

    def read(self, thing: Story) -> list[Leaf]:
        """Return its words as readers had them, then the drafts that say something else."""
        leaves = [Leaf(str(_("As it was published")), words_of(thing))]
        seen = {leaves[0].words}
        for revision in thing.revisions.order_by("-created_at", "-pk")[:50]:
            words = words_of(revision.as_object())
            if words not in seen:
                seen.add(words)
                leaves.append(Leaf(f"{revision.created_at:%Y-%m-%d %H:%M}", words))
        return leaves

    def erase(self, thing: Story, *, by: User | None, at: datetime) -> None:
        """Erase by the act."""
        actions.erase_sealed(thing, by=by, at=at)

    def screen(self, number: str) -> str:
        """The story's editing screen."""
        return reverse("wagtailadmin_pages:edit", args=[number])


def words_of(story: Story) -> str:
    """Return a story's words, plainly: headline, standfirst, and each block of the body."""
    blocks = (plain(block.render({"dateline": ""})) for block in story.body)
    return "\n\n".join(words for words in (story.title, story.standfirst, *blocks) if words)
