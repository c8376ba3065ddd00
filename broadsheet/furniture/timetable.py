"""What the outbox is told of this room: acts at their time, and their names for people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.furniture.models import Menu
from broadsheet.furniture.navigation import actions as navigation
from broadsheet.furniture.promos import actions as promos
from broadsheet.outbox.kinds import TimedAct, register_act, register_place, register_words

DONE = {
    navigation.CHANGE: _("Navigation changed"),
    navigation.TURN: _("Navigation turned at its time"),
    promos.ADD: _("Promo added"),
    promos.CHANGE: _("Promo changed"),
    promos.TURN: _("Promo turned at its time"),
}


def install() -> None:
    """Register the timed acts and the words; called once, when the app is ready."""
    register_act(TimedAct(navigation.TURN, navigation.turn, label=DONE[navigation.TURN]))
    register_act(TimedAct(promos.TURN, promos.turn, label=DONE[promos.TURN]))
    for act, words in DONE.items():
        register_words(act, words)
    register_place(navigation.KIND, _screen_of_menu)
    register_place(promos.KIND, lambda number: reverse("promo", args=[number]))


def _screen_of_menu(number: str) -> str:
    row = Menu.objects.filter(pk=number).first()
    return reverse("navigation", args=[row.language]) if row else reverse("navigation_home")
