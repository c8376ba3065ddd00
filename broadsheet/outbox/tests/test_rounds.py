"""The worker's rounds: at the second, woken when something is left, and not to be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.db import DatabaseError

from broadsheet.kit import clock
from broadsheet.outbox import rounds
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.tests.cast import NOON, RING, Receiver, appoint, bell, following, rung
from broadsheet.records.models import Record

PATIENCE = 30.0
A_BUSY_MACHINES = 9.0


def until(true: Callable[[], bool]) -> None:
    """Wait for a condition, not for a time."""
    pulse, ends = Event(), clock.now() + timedelta(seconds=PATIENCE)
    while not true():
        assert clock.now() < ends
        pulse.wait(0.02)


@pytest.fixture
def going_round(transactional_db: None) -> Iterator[Event]:
    """The worker's threads in this process, ended with the test."""
    ending = Event()
    threads = rounds.start(ending)
    yield ending
    ending.set()
    rounds.wake()
    for thread in threads:
        thread.join(PATIENCE)

    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.usefixtures("going_round")
def test_an_act_is_done_within_its_second() -> None:
    """The worker sleeps until the time comes, and no longer; a busy machine may take its own."""
    due_at = clock.now() + timedelta(seconds=1)
    row = appoint(bell(), due_at)
    until(lambda: Appointment.objects.get(pk=row.pk).state == State.DONE)
    at = Record.objects.get(act=RING).at

    assert due_at <= at < due_at + timedelta(seconds=A_BUSY_MACHINES + 1)


@pytest.mark.usefixtures("going_round")
def test_an_effect_is_sent_as_soon_as_its_act_is_committed() -> None:
    """Whoever leaves one in this process wakes the threads that send."""
    receiver = Receiver()
    with following(receiver):
        rung(bell())
        until(lambda: bool(receiver.came))

    assert receiver.came[0].key == "echo:bell-1:revision-1"


@pytest.mark.parametrize(
    ("due", "seconds"),
    [
        (None, rounds.LOOK_EVERY),
        (NOON + timedelta(hours=1), rounds.LOOK_EVERY),
        (NOON + timedelta(seconds=0.1), 0.1),
        (NOON - timedelta(hours=1), rounds.SHORTEST),
    ],
)
def test_it_sleeps_until_the_next_thing_is_due(due: datetime | None, seconds: float) -> None:
    """Never too long to look, and never turning round on what another worker holds."""
    assert rounds.nap(due, NOON) == pytest.approx(seconds)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [DatabaseError("away"), RuntimeError("a slip of ours")])
def test_a_round_that_fails_is_gone_again(error: Exception) -> None:
    """Whatever fails is told in the log; the thread lives on."""

    def fail() -> bool:
        raise error

    one = rounds.Round("acts", fail, lambda: NOON)

    assert rounds.once_round(one, Event()) == rounds.AFTER_A_FAULT


@pytest.mark.django_db
def test_a_look_at_an_idle_outbox_costs_one_question() -> None:
    """Four times a second, for ever: nothing is locked, and nothing is asked twice."""
    asked: list[str] = []

    def next_at() -> None:
        asked.append("next")

    def work() -> bool:
        asked.append("work")
        return False

    rounds.once_round(rounds.Round("acts", work, next_at), Event())

    assert asked == ["next"]
