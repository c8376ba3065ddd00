"""Makes the part known to the outbox, and the outbox's appointments to the part."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.two_persons import keep_with
from broadsheet.desk.withdrawal import actions, telling, things
from broadsheet.desk.withdrawal.keeping import Rows
from broadsheet.desk.withdrawal.of_pictures import Pictures
from broadsheet.desk.withdrawal.of_recordings import Recordings
from broadsheet.desk.withdrawal.of_stories import Stories
from broadsheet.desk.withdrawal.of_versions import Versions
from broadsheet.outbox.kinds import (
    TimedAct,
    register_act,
    register_effect,
    register_place,
    register_words,
)


def install() -> None:
    """Register what can be withdrawn, how it comes back, and who is told."""
    keep_with(Rows())
    things.register(Stories())
    things.register(Versions())
    things.register(Pictures())
    things.register(Recordings())
    register_act(TimedAct(actions.RETURN, actions.come_back, label=_("Comes back unconfirmed")))
    register_effect(telling.mail)
    register_place(actions.KIND, lambda number: reverse("withdrawal", args=[number]))
    for act, words in telling.SUBJECTS.items():
        register_words(act, words)
