"""Acts at their time: once, whole, each for itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from broadsheet.outbox.actions import Appointed, keep_appointments, retry
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.tests.cast import A_SECOND, AN_HOUR, CRACKED, NOON, RING, appoint, bell
from broadsheet.outbox.timekeeping import do_all_due, do_next
from broadsheet.records.models import Door, Record

pytestmark = pytest.mark.django_db


def test_an_act_is_done_at_its_second_and_not_before() -> None:
    """A microsecond early, nothing happens; at the time it does, once."""
    appoint(bell())
    early = do_next(NOON - timedelta(microseconds=1))
    done = do_next(NOON)
    again = do_next(NOON)

    assert (early, again) == (None, None)
    assert done is not None
    assert Record.objects.get(act=RING).door == Door.SCHEDULER
    assert Appointment.objects.get().state == State.DONE


def test_one_failing_act_keeps_no_other_from_being_done() -> None:
    """It is undone whole, its reason is kept, and it is tried again after a pause."""
    bad = appoint(CRACKED)
    appoint(bell(2), NOON + A_SECOND)
    outcomes = [do_next(NOON + A_SECOND), do_next(NOON + A_SECOND), do_next(NOON + A_SECOND)]
    bad.refresh_from_db()

    assert [bool(one and one.failed) for one in outcomes] == [True, False, False]
    assert outcomes[2] is None
    assert list(Record.objects.values_list("subject_id", flat=True)) == ["2"]
    assert (bad.state, bad.tries) == (State.WAITING, 1)
    assert "cracked" in bad.reason
    assert NOON < bad.next_at < NOON + timedelta(seconds=10)


def test_after_its_last_try_it_is_parked_and_a_person_brings_it_back() -> None:
    """Ten tries in half an hour, then it waits for somebody; all is in the log of acts."""
    bad = appoint(CRACKED)
    for _try in range(10):
        bad.refresh_from_db()
        do_next(bad.next_at)
    bad.refresh_from_db()
    left_alone = do_next(NOON + 24 * AN_HOUR)

    assert (bad.state, bad.tries, left_alone) == (State.PARKED, 10, None)

    brought = retry(by=None, at=NOON + AN_HOUR, appointments=[bad.pk])
    bad.refresh_from_db()

    assert brought == 1
    assert (bad.state, bad.tries, bad.reason) == (State.WAITING, 0, "")
    assert "cracked" in Record.objects.get(act="outbox.retry").before["reason"]


def test_a_time_missed_during_downtime_is_caught_up_and_said_so() -> None:
    """Two hours late is written down with the act; half a minute is not."""
    appoint(bell(1))
    appoint(bell(2), NOON + 2 * AN_HOUR)
    do_next(NOON + 2 * AN_HOUR)
    do_next(NOON + 2 * AN_HOUR)
    told = Record.objects.get(act="outbox.caught_up")

    assert (told.subject_id, told.after["late_seconds"]) == ("1", 7200)
    assert Record.objects.filter(act=RING).count() == 2


def test_the_appointments_of_a_subject_are_made_exactly_what_is_wanted() -> None:
    """One that is wanted at another time is moved, one that is not wanted any more cancelled."""
    kept = appoint(bell())
    with transaction.atomic():
        later = [Appointed(RING, NOON + AN_HOUR, "1"), Appointed(RING, NOON, "2")]
        keep_appointments(bell(), later, at=NOON)
    kept.refresh_from_db()

    assert (kept.due_at, kept.next_at) == (NOON + AN_HOUR, NOON + AN_HOUR)
    assert Appointment.objects.count() == 2

    with transaction.atomic():
        keep_appointments(bell(), [], at=NOON)

    assert set(Appointment.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert do_next(NOON + 2 * AN_HOUR) is None


def test_an_appointment_is_undone_with_the_act_that_made_it() -> None:
    """A schedule that was not committed has left nothing."""

    @transaction.atomic
    def appoint_and_fail() -> None:
        appoint(bell())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        appoint_and_fail()

    assert not Appointment.objects.exists()


def test_an_act_that_nobody_has_registered_is_refused_before_it_is_left() -> None:
    """A slip of the pen is found when it is made, not at the second it was meant for."""
    with pytest.raises(LookupError, match=r"bell\.rnig"), transaction.atomic():
        keep_appointments(bell(), [Appointed("bell.rnig", NOON)], at=NOON)


def test_an_act_of_a_room_that_is_gone_is_parked() -> None:
    """It does not turn round for ever."""
    row = appoint(bell())
    Appointment.objects.update(act="gone.room")
    do_next(NOON)
    row.refresh_from_db()

    assert row.state == State.PARKED
    assert "gone.room" in row.reason


def test_the_command_tries_again_at_once_what_pauses_after_a_failure() -> None:
    """Whoever runs it by hand has mended something and does not want to wait."""
    bad = appoint(CRACKED)
    do_next(NOON)
    Appointment.objects.update(subject="A mended bell")
    outcomes = list(do_all_due(NOON))
    bad.refresh_from_db()

    assert [outcome.failed for outcome in outcomes] == [""]
    assert bad.state == State.DONE
