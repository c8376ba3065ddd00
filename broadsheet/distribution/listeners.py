"""What the room hears of stories, and what it does at its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.distribution import actions
from broadsheet.kit import clock
from broadsheet.outbox.kinds import TimedAct, register_act, register_place, register_words
from broadsheet.stories import signals
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change

HEARD = {
    "story.publish": "story_published",
    "story.unpublish": "story_unpublished",
    "story.withdraw": "story_withdrawn",
    "story.restore": "story_restored",
    "story.move": "story_moved",
    "story.rename": "story_renamed",
}
"""The acts after which a sitemap says something else, and what each announces."""


def listen() -> None:
    """Connect and register; called once, when the app is ready."""
    register_act(
        TimedAct(actions.LOOK, actions.move_window, label=_("Let go of the news of two days ago"))
    )
    register_words(actions.FEEDS, _("Feeds changed"))
    register_words(actions.FILES, _("Files for machines changed"))
    register_place(actions.WINDOW.kind, lambda _number: reverse("machines"))
    signals.within_act.connect(_noted, dispatch_uid="distribution.noted")
    for name in HEARD.values():
        getattr(signals, name).connect(_heard, dispatch_uid=f"distribution.{name}")
    signals.stories_brought_in.connect(_brought_in, dispatch_uid="distribution.brought_in")


def _noted(
    act: str, story: Story, at: datetime, change: Change | None = None, **_announced: Any
) -> None:
    """Note which sitemap changed; a slip that was mended changes none."""
    if act in HEARD and change is not Change.TYPO and story.published_at is not None:
        actions.note_sitemap(story.number, at)


def _heard(story: Story, change: Change | None = None, **_announced: Any) -> None:
    """See to it that a story leaves the news again."""
    if change is not Change.TYPO and story.published_at is not None:
        actions.open_window(clock.now())


def _brought_in(story_ids: Iterable[int], at: datetime, **_announced: Any) -> None:
    numbers = Story.objects.filter(pk__in=list(story_ids)).exclude(published_at=None)
    actions.keep_sitemaps(numbers.values_list("number", flat=True), at)
