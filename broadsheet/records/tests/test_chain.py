"""The chain: many who seal at once, and everything that a hand could do to the rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from broadsheet.records import triggers
from broadsheet.records.actions import Subject, seal, write
from broadsheet.records.models import ChainHead, Record, Seal, Waiting
from broadsheet.records.queries import head
from broadsheet.records.verification import Fault, verify

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
EVENING = NOON + timedelta(hours=6)
WRITERS = 4
EACH = 8


def _write(count: int) -> list[Record]:
    rows = [
        write(
            "story.publish",
            subject=Subject("story", str(number), f"Story {number}"),
            actor=None,
            at=NOON,
            after={"share": 0.1, "day": NOON.date()},
        )
        for number in range(1, count + 1)
    ]
    seal()
    return rows


def _tamper(*statements: str) -> None:
    """Do what somebody with the database's own password could do."""
    connection.check_constraints()
    with triggers.lifted(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db
def test_untouched_chain_has_no_faults() -> None:
    """What was only written verifies."""
    _write(12)

    assert verify(EVENING) == []


def test_empty_log_has_no_faults(db: None) -> None:
    """A new paper's log is in order."""
    assert verify(EVENING) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "column",
    [
        "act = 'story.move'",
        "note = 'x'",
        "actor = 'X'",
        "door = 'bulk'",
        "subject = 'Y'",
        "before = '{\"a\": 1}'",
        "after = '{}'",
        "actor_id = 9",
        "at = '2026-03-04 12:00:01+00:00'",
    ],
)
def test_changed_column_is_found(column: str) -> None:
    """Whichever column was changed, the record is named."""
    rows = _write(5)

    _tamper(f"UPDATE records_record SET {column} WHERE id = {rows[2].pk}")  # noqa: S608

    found = verify(EVENING)
    assert [(one.fault, one.seal, one.record) for one in found] == [
        (Fault.CHANGED, 3, rows[2].pk),
    ]


@pytest.mark.django_db
def test_record_and_seal_taken_out_of_the_middle_are_found() -> None:
    """A gap in the numbers is a gap in the log."""
    rows = _write(5)

    _tamper(
        f"DELETE FROM records_seal WHERE record_id = {rows[2].pk}",  # noqa: S608
        f"DELETE FROM records_record WHERE id = {rows[2].pk}",  # noqa: S608
    )

    assert [one.fault for one in verify(EVENING)] == [Fault.MISSING]


@pytest.mark.django_db
def test_end_cut_off_is_found() -> None:
    """The head knows how far the chain went."""
    rows = _write(5)

    _tamper(
        f"DELETE FROM records_seal WHERE record_id >= {rows[3].pk}",  # noqa: S608
        f"DELETE FROM records_record WHERE id >= {rows[3].pk}",  # noqa: S608
    )

    found = verify(EVENING)
    assert [one.fault for one in found] == [Fault.MISSING]
    assert "4 to 5" in found[0].says


@pytest.mark.django_db
def test_end_cut_off_with_its_head_is_found_by_a_head_kept_elsewhere() -> None:
    """The chain alone cannot tell; a noted head can."""
    rows = _write(5)
    noted = head()
    fourth = Seal.objects.get(number=4)

    _tamper(
        f"DELETE FROM records_seal WHERE record_id = {rows[4].pk}",  # noqa: S608
        f"DELETE FROM records_record WHERE id = {rows[4].pk}",  # noqa: S608
        f"UPDATE records_chainhead SET number = 4, digest = '{fourth.digest}'",  # noqa: S608
    )

    assert verify(EVENING) == []
    assert [one.fault for one in verify(EVENING, kept=noted)] == [Fault.BROKEN]


@pytest.mark.django_db
def test_chain_written_anew_is_found_by_a_head_kept_elsewhere() -> None:
    """Whoever seals everything again gets other digests."""
    rows = _write(3)
    noted = head()

    _tamper(
        f"UPDATE records_record SET note = 'x' WHERE id = {rows[0].pk}",  # noqa: S608
        "DELETE FROM records_seal",
        "DELETE FROM records_chainhead",
    )
    Waiting.objects.bulk_create(Waiting(record=row) for row in rows)
    seal()

    assert verify(EVENING) == []
    assert [one.fault for one in verify(EVENING, kept=noted)] == [Fault.BROKEN]


@pytest.mark.django_db
def test_forged_seal_is_found() -> None:
    """A seal that does not follow the one before it is named."""
    _write(4)

    _tamper("UPDATE records_seal SET previous = 'f00' WHERE number = 3")

    assert {one.fault for one in verify(EVENING)} == {Fault.BROKEN, Fault.CHANGED}


@pytest.mark.django_db
def test_head_set_back_is_found() -> None:
    """Seals beyond the head are one fault."""
    _write(4)

    _tamper("UPDATE records_chainhead SET number = 2")

    assert Fault.BROKEN in {one.fault for one in verify(EVENING)}


@pytest.mark.django_db
def test_record_that_waits_too_long_is_found_and_a_fresh_one_is_not() -> None:
    """Five seconds are the patience."""
    write("story.publish", subject=Subject("story", "1"), actor=None, at=NOON)

    late, fresh = verify(NOON + timedelta(seconds=6)), verify(NOON + timedelta(seconds=4))
    assert [one.fault for one in late] == [Fault.UNSEALED]
    assert fresh == []


@pytest.mark.django_db
def test_lost_triggers_are_found_and_migrate_puts_them_back() -> None:
    """SQLite forgets triggers when it makes a table anew."""
    triggers.lift(connection, "records_record")
    found = verify(EVENING)
    triggers.place_all(connection)

    assert [one.fault for one in found] == [Fault.UNGUARDED]
    assert verify(EVENING) == []


@pytest.mark.parametrize("kept", ["12", "x:abc", "12:", "-1:abc"])
def test_noted_head_of_another_form_is_refused(kept: str) -> None:
    """A slip of the pen is not taken for a verified log."""
    with pytest.raises(ValueError, match="number:digest"):
        verify(EVENING, kept=kept)


def _at_once(work: Callable[[int], object]) -> None:
    barrier = Barrier(WRITERS)

    def run(number: int) -> None:
        barrier.wait(timeout=30)
        try:
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, range(WRITERS)))


@pytest.mark.django_db(transaction=True)
def test_many_who_write_and_seal_at_once_make_one_chain() -> None:
    """No fork, no gap, no record twice, none left over."""

    def work(number: int) -> None:
        for turn in range(EACH):
            subject = Subject("story", f"{number}-{turn}")
            write("story.publish", subject=subject, actor=None, at=NOON)

    _at_once(work)
    seal()

    assert Record.objects.count() == Seal.objects.count() == WRITERS * EACH
    assert ChainHead.objects.get().number == WRITERS * EACH
    assert verify(EVENING) == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_of_the_same_records_never_fork_the_chain() -> None:
    """Each record is sealed once, whoever comes first."""
    Record.objects.bulk_create(
        Record(at=NOON, act="story.publish", door="shell", subject_kind="story", subject_id=str(n))
        for n in range(40)
    )
    Waiting.objects.bulk_create(Waiting(record=row) for row in Record.objects.all())

    _at_once(lambda _number: seal())

    assert Seal.objects.count() == ChainHead.objects.get().number == 40
    assert verify(EVENING) == []
