"""Effects: left with the act, sent under one key, receipted, or parked with their reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from broadsheet.accounts.tests.cast import staff
from broadsheet.kit import clock
from broadsheet.outbox import queries
from broadsheet.outbox.actions import leave, retry
from broadsheet.outbox.kinds import Done, HopelessError, NotSentError, NotYet, Receipt, Sending
from broadsheet.outbox.models import Effect, State
from broadsheet.outbox.rules import Patience
from broadsheet.outbox.sending import send_next
from broadsheet.outbox.tests.cast import (
    AN_HOUR,
    NOON,
    RING,
    Receiver,
    bell,
    following,
    only_effect,
    raising,
    rung,
    send_all,
)

pytestmark = pytest.mark.django_db
TWICE = Patience(tries=2, first=timedelta(seconds=1), longest=timedelta(seconds=1))


def test_an_effect_is_sent_with_its_key_and_receipted() -> None:
    """The receiver gets what the act said; the receipt says when a reader could first see it."""
    receiver = Receiver([lambda _sending: Receipt({"status": 200}, seen_at=NOON)])
    with following(receiver):
        rung(bell())
        sent = send_all()
    row = only_effect()

    assert sent == 1
    assert receiver.came[0].key == "echo:bell-1:revision-1"
    assert receiver.came[0].payload == {"tone": "C"}
    assert (row.state, row.receipt, row.seen_at) == (State.DONE, {"status": 200}, NOON)


def test_an_act_that_is_dated_back_leaves_nothing_late() -> None:
    """What an archive or a demo publishes with old dates is left now."""
    with following(Receiver()), transaction.atomic():
        leave(Done(RING, bell(), "1", 1, NOON - 10_000 * AN_HOUR, {}))

    assert queries.effects(clock.now()).late == 0


def test_an_effect_goes_with_its_act() -> None:
    """An act that was not committed has no effects."""

    @transaction.atomic
    def ring_and_fail() -> None:
        rung(bell())
        raise RuntimeError

    with following(Receiver()), pytest.raises(RuntimeError):
        ring_and_fail()

    assert not Effect.objects.exists()


def test_the_same_revision_has_each_effect_once() -> None:
    """Publishing the same revision again pushes nothing again; the next revision does."""
    receiver = Receiver()
    with following(receiver):
        rung(bell(), record=1, revision="1")
        rung(bell(), record=2, revision="1")
        rung(bell(), record=3, revision="2")
        send_all()

    assert [one.key for one in receiver.came] == [
        "echo:bell-1:revision-1",
        "echo:bell-1:revision-2",
    ]


def test_an_effect_may_follow_each_time_the_act_is_done() -> None:
    """Whether readers see it is asked after each publication."""
    receiver = Receiver()
    with following(receiver, once_per="act"):
        rung(bell(), record=1)
        rung(bell(), record=2)
        send_all()

    assert [one.key for one in receiver.came] == ["echo:bell-1:act-1", "echo:bell-1:act-2"]


def test_an_effect_that_is_not_wanted_this_time_is_not_left() -> None:
    """Its kind looks at the facts of the act."""
    with following(Receiver(), wanted=lambda _done: None):
        rung(bell())

    assert not Effect.objects.exists()


def test_a_failing_effect_is_retried_with_pauses_and_then_parked_with_its_reason() -> None:
    """The same key at each try; a person brings it back, and it is sent under that key again."""
    away = raising(ConnectionError("nobody listens there"))
    receiver = Receiver([away, away])
    with following(receiver, patience=TWICE):
        rung(bell())
        send_all()
        row = only_effect()

        assert (row.state, row.tries) == (State.WAITING, 1)
        assert row.next_at > clock.now() + timedelta(seconds=0.4)

        send_all(clock.now() + AN_HOUR)
        row.refresh_from_db()

        assert (row.state, row.reason) == (State.PARKED, "nobody listens there")
        assert not send_all(clock.now() + AN_HOUR)

        retry(by=None, at=clock.now(), effects=[row.pk])
        send_all()

    row.refresh_from_db()
    assert row.state == State.DONE
    assert len({one.key for one in receiver.came}) == 1
    assert len(receiver.came) == 3


def test_what_cannot_work_is_parked_at_once() -> None:
    """An address that is gone is not asked eleven times."""
    with following(Receiver([raising(HopelessError("no such channel"))])):
        rung(bell())
        send_all()

    assert (only_effect().state, only_effect().reason) == (State.PARKED, "no such channel")


def test_not_yet_is_no_failure() -> None:
    """It is asked again soon, and no try is counted."""
    receiver = Receiver([lambda _sending: NotYet("the page is old")] * 3)
    with following(receiver, patience=TWICE):
        rung(bell())
        for _turn in range(4):
            send_next("the-test", clock.now() + AN_HOUR)
    row = only_effect()

    assert (row.state, row.asked, row.tries) == (State.DONE, 3, 1)
    assert [one.asked for one in receiver.came] == [0, 1, 2, 3]


def test_not_yet_for_ever_is_parked() -> None:
    """A page that never comes is for a person to look at."""
    receiver = Receiver([lambda _sending: NotYet("the page is old")])
    with following(receiver, give_up=timedelta(0)):
        rung(bell())
        send_next("the-test", clock.now())

    assert only_effect().state == State.PARKED
    assert "the page is old" in only_effect().reason


def lose(alert: bool) -> Effect:
    """Let a worker die between claiming an effect and noting what came of it."""

    def die(_sending: Sending) -> Receipt:
        raise KeyboardInterrupt

    receiver = Receiver([die])
    with following(receiver, alert=alert, limit=timedelta(seconds=5)):
        rung(bell())
        with pytest.raises(KeyboardInterrupt):
            send_next("dead-worker", clock.now())

        assert only_effect().state == State.SENDING
        assert not send_next("other-worker", clock.now())

        later = clock.now() + timedelta(seconds=6)
        send_next("other-worker", later)
        send_next("other-worker", later + AN_HOUR)

    assert len(receiver.came) == (1 if alert else 2)
    return only_effect()


def test_an_effect_of_a_worker_that_died_is_sent_again_under_its_key() -> None:
    """At least once: the receiver knows it by its key."""
    assert lose(alert=False).state == State.DONE


def test_an_alert_of_a_worker_that_died_is_left_to_a_person() -> None:
    """Nobody knows whether it left, so it is not sent again by itself."""
    row = lose(alert=True)

    assert row.state == State.UNKNOWN
    assert "not known" in row.reason


def test_an_alert_is_sent_again_only_if_it_surely_did_not_leave() -> None:
    """No connection is one thing, no answer another."""
    receiver = Receiver(
        [raising(NotSentError("no connection")), raising(TimeoutError("no answer"))]
    )
    with following(receiver, alert=True):
        rung(bell())
        send_all()

        assert only_effect().state == State.WAITING

        send_all(clock.now() + AN_HOUR)
        send_all(clock.now() + 24 * AN_HOUR)

    assert (only_effect().state, only_effect().reason) == (State.UNKNOWN, "no answer")
    assert len(receiver.came) == 2


def test_a_late_note_of_a_claim_that_was_lost_changes_nothing() -> None:
    """Who took it over notes what came of it."""
    with following(Receiver(), limit=timedelta(seconds=1)):

        def slow(_sending: Sending) -> Receipt:
            send_next("other-worker", clock.now() + AN_HOUR)
            send_next("other-worker", clock.now() + 2 * AN_HOUR)
            return Receipt({"who": "the slow one"})

        with following(Receiver([slow, lambda _sending: Receipt({"who": "the other"})])):
            rung(bell())
            send_next("slow-worker", clock.now())

    assert only_effect().receipt == {"who": "the other"}


def test_an_effect_may_wait_for_another_of_the_same_act() -> None:
    """An alert leaves only after the fresh page was seen."""
    page, push = Receiver([raising(ConnectionError())]), Receiver()
    with following(page, name="seen"), following(push, name="push", after="seen"):
        rung(bell())
        send_all()

        assert not push.came

        send_all(clock.now() + AN_HOUR)

    assert len(page.came) == 2
    assert len(push.came) == 1


def test_what_nobody_sends_any_more_is_parked() -> None:
    """A room that was taken out leaves no effect that turns round for ever."""
    with following(Receiver()):
        rung(bell())
    send_all()

    assert only_effect().state == State.PARKED


def test_only_an_editor_of_the_paper_brings_things_back() -> None:
    """A reporter may not."""
    with following(Receiver([raising(HopelessError("no such channel"))])):
        rung(bell())
        send_all()
    row = only_effect()

    with pytest.raises(PermissionDenied):
        retry(by=staff("reporter"), at=NOON, effects=[row.pk])
    assert retry(by=staff("editor"), at=NOON, effects=[row.pk]) == 1
    assert retry(by=staff("administrator"), at=NOON, effects=[row.pk]) == 0
