"""What is done to fronts at its time, and what their acts are called for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.actions import publishing
from broadsheet.fronts.actions.act import EXPIRE, GO_LIVE
from broadsheet.outbox.kinds import TimedAct, register_act, register_words

DONE = {
    "front.make": _("Front made"),
    "front.change": _("Front changed"),
    "front.place": _("Rail placed"),
    "front.publish": _("Front published"),
    "front.plan": _("Front planned"),
    "front.cancel": _("Plan of a front cancelled"),
    "front.roll_back": _("Front rolled back"),
    "front.throw_away": _("Draft of a front thrown away"),
    GO_LIVE: _("Front went live as planned"),
    EXPIRE: _("A card on a front reached its end"),
}


def install() -> None:
    """Say how each act is done at its time; called once, when the app is ready."""
    register_act(TimedAct(GO_LIVE, publishing.go_live, label=_("Front goes live")))
    register_act(TimedAct(EXPIRE, publishing.expire, label=_("Card leaves a front")))
    for act, words in DONE.items():
        register_words(act, words)
