"""What the outbox is told of this room: what is done at its time, and its names for people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.adverts import actions
from broadsheet.outbox.kinds import TimedAct, register_act, register_place, register_words

DONE = {
    actions.BOOK: _("Advertisement booked"),
    actions.CHANGE: _("Advertisement changed"),
    actions.PAUSE: _("Advertisement paused"),
    actions.RESUME: _("Advertisement resumed"),
    actions.END: _("Advertisement ended"),
    actions.TURN: _("Advertisement turned at its time"),
}


def install() -> None:
    """Register the timed act and the words; called once, when the app is ready."""
    register_act(TimedAct(actions.TURN, actions.turn, label=DONE[actions.TURN]))
    for act, words in DONE.items():
        register_words(act, words)
    register_place(actions.KIND, lambda number: reverse("advert", args=[number]))
