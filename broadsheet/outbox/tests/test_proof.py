"""A thousand acts due at one second, with workers that are killed on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from threading import Event
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from broadsheet.kit import clock
from broadsheet.kit.tests.counts import SOAK, examples
from broadsheet.outbox import queries
from broadsheet.outbox.kinds import Thing, TimedAct, register_act
from broadsheet.outbox.models import Appointment, Effect, State
from broadsheet.outbox.tests.cast import CRACKED, RING, bell, ring
from broadsheet.outbox.tests.receiver import Desk, desk
from broadsheet.outbox.tests.worker import BEGIN
from broadsheet.records.models import Record

BELLS = examples(50)
PATIENCE = 900.0 if SOAK else 60.0
DEAF = 7
ENDS = (State.DONE, State.PARKED, State.UNKNOWN)


def database_url() -> str:
    """The tests' database, as another process finds it."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{there['NAME']}"
    who = f"{there['USER']}:{quote(there['PASSWORD'], safe='')}"
    return f"postgres://{who}@{there['HOST']}:{there['PORT']}/{there['NAME']}"


@contextmanager
def worker(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that runs until the end of the test, or until it is killed."""
    command = [sys.executable, "-c", BEGIN.format(url)]
    env = {**os.environ, "DATABASE_URL": database_url(), "LOG_LEVEL": "error"}
    # The failures of the play are written to its log as errors; nobody reads them here.
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Wait for a condition, not for a time."""
    pulse = Event()
    ends = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > ends:
            raise AssertionError(f"{what} never came")
        pulse.wait(0.05)


def appoint_all(due_at: datetime) -> None:
    """Leave the acts, one of them on a bell that is cracked."""
    register_act(TimedAct(RING, ring))
    things: list[Thing] = [bell(number) for number in range(2, BELLS + 1)]
    rows = [
        Appointment(
            act=RING,
            subject_kind=one.kind,
            subject_id=one.id,
            subject=one.name,
            revision="1",
            due_at=due_at,
            next_at=due_at,
            made_at=clock.now(),
        )
        for one in (CRACKED, *things)
    ]
    with transaction.atomic():
        Appointment.objects.bulk_create(rows)


def rung() -> int:
    """How many acts were done."""
    return Appointment.objects.filter(state=State.DONE).count()


def finish_with_two_killed(receiver: Desk) -> None:
    """Two workers at once; each is killed once on the way, and another comes in its place."""
    with ExitStack() as running:
        first, second = (running.enter_context(worker(receiver.url)) for _ in range(2))
        wait_until(receiver.held.is_set, "the first alert")
        wait_until(lambda: rung() >= BELLS // 3, "a third of the acts")
        first.kill()
        first.wait()
        running.enter_context(worker(receiver.url))
        wait_until(lambda: rung() >= BELLS * 2 // 3, "two thirds of the acts")
        second.kill()
        second.wait()
        receiver.let_go.set()
        running.enter_context(worker(receiver.url))
        wait_until(lambda: rung() == BELLS - 1, "the last act")
        left = Effect.objects.exclude(state__in=ENDS)
        wait_until(lambda: not left.exists(), "the last effect")


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_each_act_happens_once_and_each_effect_is_sent_whoever_is_killed() -> None:
    """The promise of the room, with two workers at once, each killed with SIGKILL on the way.

    One act always fails; one receiver always refuses one effect; one alert is on its way when its
    worker is killed.
    """
    due_at = clock.now() + timedelta(seconds=2)
    appoint_all(due_at)
    with desk(refused=f"echo:bell-{DEAF}:") as receiver:
        finish_with_two_killed(receiver)
    records = Counter(Record.objects.filter(act=RING).values_list("subject_id", flat=True))
    names = [str(number) for number in range(2, BELLS + 1)]

    assert records == dict.fromkeys(names, 1)
    assert not Record.objects.filter(act=RING, at__lt=due_at).exists()

    echoes, alarms = (Effect.objects.filter(name=name) for name in ("echo", "alarm"))
    parked = queries.parked_effects().get(name="echo")

    assert (parked.subject_id, parked.tries, parked.state) == (str(DEAF), 3, State.PARKED)
    assert "503" in parked.reason
    assert echoes.filter(state=State.DONE, receipt={"status": 204}).count() == BELLS - 2

    twice = [key for key, count in receiver.came.items() if count > 1 and "alarm" in key]
    unknown = alarms.filter(state=State.UNKNOWN)
    never_came = {row.key for row in (*echoes, *alarms)} - set(receiver.came)

    assert twice == []
    # A worker may be killed before it has sent what it claimed: nobody can know that either.
    assert never_came <= {row.key for row in unknown}
    assert 1 <= unknown.count() <= 4  # two killed, each with two threads that send
    assert alarms.filter(state=State.DONE).count() == BELLS - 1 - unknown.count()
    assert Appointment.objects.get(subject_id="1").tries >= 1
