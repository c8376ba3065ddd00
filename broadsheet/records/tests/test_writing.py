"""Writing to the log: who, what, when, by which door."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Thread

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from broadsheet.records.actions import Subject, seal, write
from broadsheet.records.doors import came_by, current_door
from broadsheet.records.models import Door, Record, Seal, Waiting

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DESK = Subject(kind="story", id="7", name="Tram line to open")


@pytest.mark.django_db
def test_record_names_actor_and_subject_as_they_were() -> None:
    """The log keeps names beside numbers, for it outlives what it speaks of."""
    asha = get_user_model().objects.create_user("asha@paper.test", first_name="Asha")

    record = write("story.publish", subject=asha, actor=asha, at=NOON, note="first edition")

    assert (record.actor_id, record.actor) == (asha.pk, "Asha")
    assert (record.subject_kind, record.subject_id) == ("user", str(asha.pk))
    assert (record.act, record.at, record.note) == ("story.publish", NOON, "first edition")


@pytest.mark.django_db
def test_shell_is_the_door_and_nobody_the_actor_unless_said() -> None:
    """An act of a program has no actor and came by the shell."""
    record = write("story.move", subject=DESK, actor=None, at=NOON)

    assert (record.door, record.actor_id, record.actor) == (Door.SHELL, None, "")


@pytest.mark.django_db
def test_inner_door_counts_and_the_outer_comes_back() -> None:
    """Doors nest."""
    with came_by(Door.WORKFLOW):
        with came_by(Door.BULK):
            record = write("story.publish", subject=DESK, actor=None, at=NOON)
        after = current_door()

    assert (record.door, after, current_door()) == (Door.BULK, Door.WORKFLOW, Door.SHELL)


def test_door_of_one_thread_is_not_that_of_another() -> None:
    """Two requests at once do not mix their doors."""
    seen: list[Door] = []
    with came_by(Door.EDITOR):
        other = Thread(target=lambda: seen.append(current_door()))
        other.start()
        other.join()

    assert seen == [Door.SHELL]


@pytest.mark.django_db
def test_refused_act_leaves_no_record() -> None:
    """The record stands in the act's own transaction and goes with it."""
    with transaction.atomic():
        write("story.publish", subject=DESK, actor=None, at=NOON)
        transaction.set_rollback(True)

    assert not Record.objects.exists()
    assert not Waiting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_record_is_sealed_once_the_act_is_committed() -> None:
    """Before the commit there is no seal; after it there is one for each record."""
    with transaction.atomic():
        first = write("story.publish", subject=DESK, actor=None, at=NOON)
        second = write("story.move", subject=DESK, actor=None, at=NOON)
        within = Seal.objects.count()

    assert within == 0
    assert list(Seal.objects.order_by("number").values_list("number", "record_id")) == [
        (1, first.pk),
        (2, second.pk),
    ]
    assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_one_transaction_asks_for_one_seal(django_capture_on_commit_callbacks: object) -> None:
    """A thousand acts in one transaction do not seal a thousand times."""
    with django_capture_on_commit_callbacks() as later:  # type: ignore[operator]
        for _ in range(5):
            write("story.publish", subject=DESK, actor=None, at=NOON)

    assert len(later) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fact", "word"),
    [
        ({"at": datetime(2026, 3, 4)}, "time zone"),  # noqa: DTZ001  the fault itself
        ({"share": float("nan")}, "no such number"),
        ({"number": 2**60}, "exactly"),
        ({"name": "a\x00b"}, "NUL"),
        ({"name": "\ud800"}, "surrogate"),
        ({"who": object()}, "plain facts"),
    ],
)
def test_fact_that_cannot_be_kept_is_refused_with_a_reason(
    fact: dict[str, object], word: str
) -> None:
    """Nothing goes into the log that another database would give back otherwise."""
    with pytest.raises((ValueError, TypeError), match=word):
        write("story.publish", subject=DESK, actor=None, at=NOON, after=fact)

    assert not Record.objects.exists()


@pytest.mark.django_db
def test_subject_without_a_number_is_refused() -> None:
    """A row that is not saved cannot be found again."""
    nobody = get_user_model()(email="nobody@paper.test")

    with pytest.raises(ValueError, match="not saved"):
        write("user.add", subject=nobody, actor=None, at=NOON)


@pytest.mark.django_db
def test_rows_refuse_to_be_changed_or_removed_in_python() -> None:
    """A record and its seal are added and never touched."""
    record = write("story.publish", subject=DESK, actor=None, at=NOON)
    seal()

    for row in (record, Seal.objects.get()):
        with pytest.raises(PermissionDenied):
            row.save()
        with pytest.raises(PermissionDenied):
            row.delete()


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["records_record", "records_seal", "records_chainhead"])
@pytest.mark.parametrize("what", ["change", "removal"])
def test_database_itself_refuses(table: str, what: str) -> None:
    """Raw SQL does not get around the log either, and the head goes only forward."""
    write("story.publish", subject=DESK, actor=None, at=NOON)
    seal()
    column = {"records_record": "note", "records_seal": "previous"}.get(table, "digest")
    statement = f"UPDATE {table} SET {column} = 'x'" if what == "change" else f"DELETE FROM {table}"  # noqa: S608

    with (
        pytest.raises(IntegrityError, match="only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
