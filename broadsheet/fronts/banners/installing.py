"""Makes the part known to the press and the outbox, and hears of stories that go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.banners import actions, printing
from broadsheet.outbox.kinds import TimedAct, register_act, register_place, register_words
from broadsheet.stories.models import Story
from broadsheet.stories.signals import story_unpublished, story_withdrawn

DONE = {
    "banner.raise": _("Banner raised"),
    "banner.change": _("Banner changed"),
    "banner.take_down": _("Banner taken down"),
    "banner.gone": _("Banner gone with its story"),
    actions.END: _("Banner over at its time"),
}


def install() -> None:
    """Register slots, the end of a banner, and the words; called once, when the app is ready."""
    printing.watch()
    register_act(TimedAct(actions.END, actions.end_at_its_time, label=_("Banner ends")))
    register_place(actions.KIND, lambda number: reverse("banner", args=[number]))
    for act, words in DONE.items():
        register_words(act, words)
    story_withdrawn.connect(_story_gone, dispatch_uid="fronts.banners.story_withdrawn")
    story_unpublished.connect(_story_gone, dispatch_uid="fronts.banners.story_unpublished")


def _story_gone(story: Story, at: datetime, **_announced: Any) -> None:
    actions.go_with_story(story.pk, at=at)
