"""The cast of the tests: acts and effects that are made up, and ways to leave and look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from broadsheet.kit import clock
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import (
    Done,
    Due,
    EffectKind,
    NotYet,
    Receipt,
    Sending,
    Thing,
    TimedAct,
    effect_named,
    forget_effect,
    register_act,
    register_effect,
)
from broadsheet.outbox.models import Appointment, Effect
from broadsheet.outbox.sending import send_next
from broadsheet.records.actions import Subject, write

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
AN_HOUR = timedelta(hours=1)
RING = "bell.ring"


def bell(number: int = 1) -> Thing:
    """A subject that knows nothing of news."""
    return Thing("bell", str(number), f"Bell {number}")


CRACKED = Thing("bell", "1", "A cracked bell")


def ring(due: Due) -> bool:
    """An act: it writes one record, and fails for a bell with that name."""
    subject = Subject(due.subject.kind, due.subject.id, due.subject.name)
    record = write(RING, subject=subject, actor=None, at=due.at)
    if "cracked" in due.subject.name:
        raise RuntimeError("the bell is cracked")
    leave(Done(RING, due.subject, due.revision, record.pk, due.at, {"tone": "C"}))
    return True


def appoint(thing: Thing, due_at: datetime = NOON, revision: str = "1") -> Appointment:
    """Leave the act for a time, as a room does, and return the row."""
    register_act(TimedAct(RING, ring))
    with transaction.atomic():
        keep_appointments(thing, [Appointed(RING, due_at, revision)], at=NOON - AN_HOUR)
    row: Appointment = Appointment.objects.of(thing).latest("pk")
    return row


@dataclass
class Receiver:
    """Somebody outside: keeps what came, and answers as it was told."""

    answers: list[Callable[[Sending], Receipt | NotYet]] = field(default_factory=list)
    came: list[Sending] = field(default_factory=list)

    def __call__(self, sending: Sending) -> Receipt | NotYet:
        """Take one sending."""
        self.came.append(sending)
        return self.answers.pop(0)(sending) if self.answers else Receipt({"heard": True})


def raising(error: Exception) -> Callable[[Sending], Receipt]:
    """An answer that is no answer."""

    def fail(_sending: Sending) -> Receipt:
        raise error

    return fail


@contextmanager
def following(receiver: Receiver, **more: Any) -> Iterator[EffectKind]:
    """Say that an effect follows from ringing, for as long as the test needs it."""
    name = more.pop("name", "echo")
    kind = replace(EffectKind(name, frozenset({RING}), receiver), **more)
    before = effect_named(name)
    register_effect(kind)
    try:
        yield kind
    finally:
        forget_effect(name)
        if before is not None:
            register_effect(before)


def rung(thing: Thing, record: int = 1, revision: str = "1") -> None:
    """Ring now: the act's transaction with what follows from it."""
    with transaction.atomic():
        leave(Done(RING, thing, revision, record, clock.now(), {"tone": "C"}))


def send_all(at: datetime | None = None) -> int:
    """Send all that is ready now, or would be at a later moment."""
    sent = 0
    while send_next("the-test", at or clock.now()):
        sent += 1
    return sent


def only_effect() -> Effect:
    """The one effect there is."""
    return Effect.objects.get()
