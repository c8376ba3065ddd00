"""A worker of the tests, for a process of its own: it rings bells and sends what follows on."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import timedelta
from threading import Event

from broadsheet.kit.http import Door, Limits
from broadsheet.outbox import rounds
from broadsheet.outbox.kinds import (
    EffectKind,
    Receipt,
    Sending,
    TimedAct,
    register_act,
    register_effect,
)
from broadsheet.outbox.rules import Patience
from broadsheet.outbox.tests.cast import RING, ring
from broadsheet.outbox.tests.receiver import KEY

BEGIN = "import django; django.setup(); from broadsheet.outbox.tests.worker import go; go({!r})"
PATIENCE = Patience(3, timedelta(milliseconds=50), timedelta(milliseconds=100))
LIMIT = timedelta(seconds=5)


def go(url: str) -> None:
    """Register the acts and effects of the cast, and go round until told to stop."""
    register(url)
    ending = Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    threads = rounds.start(ending)
    ending.wait()
    rounds.wake()
    for thread in threads:
        thread.join(5)


def register(url: str) -> None:
    """Two effects follow from ringing a bell, one of them an alert; both go to ``url``."""
    door = Door(own=[url], limits=Limits(connect=2, read=30, total=30))

    def post(sending: Sending) -> Receipt:
        answer = door.send("POST", f"{url}/", {KEY: sending.key}, b"{}")
        if not answer.fine:
            raise RuntimeError(f"The receiver answers {answer.status}.")
        return Receipt({"status": answer.status})

    register_act(TimedAct(RING, ring))
    for name in ("echo", "alarm"):
        kind = EffectKind(name, frozenset({RING}), post, patience=PATIENCE, limit=LIMIT)
        register_effect(replace(kind, alert=name == "alarm"))
