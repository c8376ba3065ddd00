"""What the room hears, does at its time, and keeps from the press."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.outbox.kinds import TimedAct, register_act, register_place, register_words
from broadsheet.press import plates
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.signals import story_corrected, story_erased
from broadsheet.trust import actions

UNPRINTED = "/corrections/ask/"


def listen() -> None:
    """Connect and register; called once, when the app is ready."""
    plates.keep_out(UNPRINTED)
    register_act(TimedAct(actions.FORGET, actions.forget, label=_("Erase a reader's address")))
    register_words(actions.ANSWER, _("Request answered"))
    register_place(actions.KIND, lambda number: reverse("correction_request", args=[number]))
    story_corrected.connect(_corrected, dispatch_uid="trust.corrected")
    story_erased.connect(_erased, dispatch_uid="trust.erased")


def _erased(story: Story, **_announced: Any) -> None:
    actions.erase_words(story)


def _corrected(story: Story, correction: Correction, **_announced: Any) -> None:
    actions.corrected(story, correction)
