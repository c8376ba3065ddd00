"""What the room does for readers' rights at its time, and what follows from decisions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions import appealing, erasing, noticing
from broadsheet.comments.rights import mailing, printing
from broadsheet.outbox.kinds import TimedAct, register_act, register_words
from broadsheet.records.actions import seal_later


def listen() -> None:
    """Register it all; called once, when the app is ready."""
    for acts in ("comment.", "appeal.", "voice."):
        seal_later(acts)
    printing.watch()
    mailing.install()
    register_act(TimedAct(erasing.EMPTY, erasing.empty, label=_("Empty what was sealed")))
    register_words(appealing.SETTLE, _("Appeal settled"))
    register_words(noticing.SEND, _("Notice of illegal content"))
    register_words(noticing.SETTLE, _("Notice decided"))
