"""Doing acts at their time: one transaction each, so that each happens once or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from broadsheet.kit import clock
from broadsheet.outbox import kinds
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Due, HopelessError, TimedAct
from broadsheet.outbox.models import Appointment, State, WaitingRows
from broadsheet.outbox.rules import Fault, Outlook, Patience, after_fault, late_by
from broadsheet.records.actions import Subject, write
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door

log = structlog.get_logger(__name__)
# The act that effects may follow from when nobody tries an appointment any more.
PARK = "outbox.park"


@dataclass(frozen=True)
class Outcome:
    """What came of one appointment; ``failed`` is empty if nothing did."""

    appointment: int
    failed: str = ""


def do_next(at: datetime) -> Outcome | None:
    """Do the act that has been due the longest; ``None`` if none is due or all are being done."""
    due = Appointment.objects.ready(at)
    # Looked at first without a lock: on SQLite a transaction would keep every writer waiting.
    return _do_first(due, at) if due.exists() else None


def do_all_due(at: datetime) -> Iterator[Outcome]:
    """Do every act that is due at ``at``, once each, also those that pause after a failure."""
    due = Appointment.objects.filter(state=State.WAITING, due_at__lte=at).order_by("due_at", "pk")
    for row in list(due.values_list("pk", flat=True)):
        waiting = Appointment.objects.filter(pk=row, state=State.WAITING, due_at__lte=at)
        if (outcome := _do_first(waiting, clock.now())) is not None:
            yield outcome


def _do_first(rows: WaitingRows, at: datetime) -> Outcome | None:
    """Take the first of the rows that no other worker holds, and do it with its lock held."""
    with transaction.atomic(), came_by(Door.SCHEDULER):
        row = rows.select_for_update(skip_locked=True).first()
        return _do(row, at) if row is not None else None


def _do(row: Appointment, at: datetime) -> Outcome:
    """Do one act; what it raises undoes the act alone, and is noted with the lock still held."""
    act = kinds.act_named(row.act)
    if act is None:
        return _note_fault(row, HopelessError(f"No act {row.act!r} is registered."), at, None)
    due = Due(row.act, row.thing, row.revision, row.due_at, at)
    try:
        with transaction.atomic():
            acted = act.do(due)
            if acted:
                _say_if_late(row, at)
    except Exception as error:
        log.exception("outbox.act_failed", act=row.act, subject=row.subject_id, row=row.pk)
        return _note_fault(row, error, at, act)
    _note(row, state=State.DONE if acted else State.CANCELLED, done_at=at, reason="")
    log.info("outbox.act_done", act=row.act, subject=row.subject_id, row=row.pk, done=acted)
    return Outcome(row.pk)


def _note_fault(row: Appointment, error: Exception, at: datetime, act: TimedAct | None) -> Outcome:
    fault = Fault.HOPELESS if isinstance(error, HopelessError) else Fault.FAILED
    patience = act.patience if act else Patience()
    tries = row.tries + 1
    key = f"{row.act}:{row.pk}"
    following = after_fault(fault, tries, patience, at=at, key=key)
    reason = str(error) or type(error).__name__
    _note(row, state=following.outlook, tries=tries, next_at=following.at, reason=reason)
    if following.outlook is Outlook.PARKED:
        leave(kinds.Done(PARK, row.thing, row.revision, row.pk, at, {"act": row.act}))
    return Outcome(row.pk, f"{row.act} {row.subject_kind} {row.subject_id}: {reason}")


def _note(row: Appointment, **columns: object) -> None:
    """Write by the number: the act may have touched its own row, as an unpublishing does."""
    Appointment.objects.filter(pk=row.pk).update(**columns)


def _say_if_late(row: Appointment, at: datetime) -> None:
    """Say in the log of acts that a time was missed and caught up: after downtime, or a failure."""
    late = late_by(row.due_at, at)
    if not late:
        return
    seconds = round(late.total_seconds())
    what = Subject(row.subject_kind, row.subject_id, row.subject)
    after = {"act": row.act, "due_at": row.due_at, "late_seconds": seconds}
    write("outbox.caught_up", subject=what, actor=None, at=at, after=after)
    log.warning("outbox.caught_up", act=row.act, subject=row.subject_id, late_seconds=seconds)
