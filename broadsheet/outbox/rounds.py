"""The worker's rounds: acts at the second, effects as soon as they are left, each in a thread.

A slow receiver keeps no act waiting, for they have threads of their own. A thread sleeps until the
next thing is due, and is woken when something is left in this process; what other processes leave
is found at the next look.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from typing import Any

import structlog
from django.db import close_old_connections, connections
from django.db.models import Min

from broadsheet.kit import clock
from broadsheet.outbox.models import Appointment, Effect, State
from broadsheet.outbox.sending import send_next
from broadsheet.outbox.signals import stirred
from broadsheet.outbox.timekeeping import do_next

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks, at most: what other processes leave is found then."""
HELPERS_LOOK_EVERY = 1.0
"""The same for a thread that helps another one out."""
AFTER_A_FAULT = 2.0
"""Seconds until the next look after one that failed."""
SHORTEST = 0.02
"""Seconds between two looks, at least."""
_sleepers: set[Event] = set()


@dataclass(frozen=True)
class Round:
    """What one thread does again and again: ``work`` says whether there was anything to do."""

    name: str
    work: Callable[[], bool]
    next_at: Callable[[], datetime | None]
    look_every: float = LOOK_EVERY


def listen() -> None:
    """Hear when something is left in this process."""
    stirred.connect(wake, dispatch_uid="outbox.rounds")


def wake(**_signal: Any) -> None:
    """Wake every thread of this process that sleeps until the next thing is due."""
    for sleeper in tuple(_sleepers):
        sleeper.set()


def start(ending: Event) -> list[Thread]:
    """Start the threads; they end soon after ``ending`` is set and ``wake`` is called."""
    rounds = (
        Round("acts", _do_one, _next_act),
        Round("effects", _sender(), _next_effect),
        # One slow receiver keeps no other effect waiting.
        Round("more-effects", _sender(), _next_effect, HELPERS_LOOK_EVERY),
    )
    threads = [
        Thread(target=_go_round, args=[one, ending], daemon=True, name=f"outbox-{one.name}")
        for one in rounds
    ]
    for thread in threads:
        thread.start()
    return threads


def _do_one() -> bool:
    return do_next(clock.now()) is not None


def _sender() -> Callable[[], bool]:
    worker = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
    return lambda: send_next(worker, clock.now())


def _next_act() -> datetime | None:
    return _earliest(Appointment.objects.filter(state=State.WAITING), "next_at")


def _next_effect() -> datetime | None:
    waiting = _earliest(Effect.objects.filter(state=State.WAITING, after=""), "next_at")
    claimed = _earliest(Effect.objects.filter(lost_at__isnull=False), "lost_at")
    return min(filter(None, (waiting, claimed)), default=None)


def _earliest(rows: Any, column: str) -> datetime | None:
    found: datetime | None = rows.aggregate(at=Min(column))["at"]
    return found


def _go_round(one: Round, ending: Event) -> None:
    """Work until nothing is due, sleep until the next is, again and again."""
    sleeper = Event()
    _sleepers.add(sleeper)
    try:
        while not ending.is_set():
            sleeper.clear()
            sleeper.wait(once_round(one, ending))
    finally:
        _sleepers.discard(sleeper)
        connections.close_all()


def once_round(one: Round, ending: Event) -> float:
    """Do what is due, if anything is, and return for how many seconds to sleep then.

    Whatever fails is told, and the round is gone again: the database comes back, and so do we.
    """
    close_old_connections()
    try:
        due = one.next_at()
        if due is not None and due <= clock.now():
            while not ending.is_set() and one.work():
                continue
            due = one.next_at()
        return nap(due, clock.now(), one.look_every)
    except Exception:
        log.exception("outbox.round_failed", round=one.name)
        return AFTER_A_FAULT


def nap(due: datetime | None, at: datetime, longest: float = LOOK_EVERY) -> float:
    """Return the seconds to sleep until ``due``, and never longer than ``longest``.

    What is due already and was not done is in another worker's hands: a short pause then.
    """
    if due is None:
        return longest
    return min(max((due - at).total_seconds(), SHORTEST), longest)
