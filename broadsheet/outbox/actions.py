"""Leaving things for the workers, inside the transaction of the act that they belong to.

``appoint`` and ``cancel`` keep the acts at their time, ``leave`` what follows from an act that was
just done, and ``retry`` brings back what was parked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.outbox import kinds
from broadsheet.outbox.kinds import Done, EffectKind, Thing
from broadsheet.outbox.models import FOR_A_PERSON, OPEN, Appointment, Effect, State
from broadsheet.outbox.rules import key_of
from broadsheet.outbox.signals import stirred
from broadsheet.records.actions import Subject, write

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Appointed:
    """An act wanted at its time; ``revision`` says which version of the subject is meant."""

    act: str
    due_at: datetime
    revision: str = ""


def keep_appointments(subject: Thing, wanted: Collection[Appointed], *, at: datetime) -> None:
    """Make the open appointments of a subject exactly ``wanted``: made, moved, or cancelled.

    Called in the transaction of whatever changed the schedule. One that is being done at this
    moment by a worker is left alone: that act looks at the subject for itself.
    Raises ``LookupError`` for an act that nobody has registered.
    """
    for one in wanted:
        if kinds.act_named(one.act) is None:
            raise LookupError(f"No act {one.act!r} is registered with the outbox.")
    there = {(row.act, row.revision): row for row in _open_of(subject)}
    asked = {(one.act, one.revision): one for one in wanted}
    if stale := [row.pk for place, row in there.items() if place not in asked]:
        _free(stale).update(state=State.CANCELLED, done_at=at, reason="")
    for place, one in asked.items():
        if place not in there:
            _appoint(subject, one, at)
        elif there[place].due_at != one.due_at:
            _move(there[place].pk, one)
    _stir()


def _open_of(subject: Thing) -> list[Appointment]:
    return list(Appointment.objects.of(subject).filter(state__in=OPEN))


def _free(rows: Collection[int]) -> Any:
    """Those of the rows that no worker holds, locked; SQLite has one writer at a time anyway."""
    free = Appointment.objects.select_for_update(skip_locked=True).filter(pk__in=rows)
    return Appointment.objects.filter(pk__in=[row.pk for row in free])


def _appoint(subject: Thing, one: Appointed, at: datetime) -> None:
    Appointment.objects.create(
        act=one.act,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject=subject.name[:300],
        revision=one.revision,
        due_at=one.due_at,
        next_at=one.due_at,
        made_at=at,
    )


def _move(row: int, one: Appointed) -> None:
    _free([row]).update(
        due_at=one.due_at, next_at=one.due_at, state=State.WAITING, tries=0, reason=""
    )


def leave(done: Done) -> None:
    """Leave every effect that follows from an act, in its transaction.

    What was left before under the same key is not left again.
    """
    now = clock.now()
    rows = [row for kind in kinds.effects_of(done.act) if (row := _effect(kind, done, now))]
    if rows:
        Effect.objects.bulk_create(rows, ignore_conflicts=True)
        _stir()


def _effect(kind: EffectKind, done: Done, now: datetime) -> Effect | None:
    payload = kind.wanted(done)
    if payload is None:
        return None
    after = kinds.effect_named(kind.after)
    return Effect(
        key=_key(kind, done),
        name=kind.name,
        act=done.act,
        record=done.record,
        subject_kind=done.subject.kind,
        subject_id=done.subject.id,
        subject=done.subject.name[:300],
        revision=done.revision,
        payload=dict(payload),
        alert=kind.alert,
        after=_key(after, done) if after else "",
        # An act may be dated back, as an archive's are; nothing is late for that.
        made_at=now,
        next_at=now,
    )


def _key(kind: EffectKind, done: Done) -> str:
    turn = f"revision-{done.revision}" if kind.once_per == "revision" else f"act-{done.record}"
    return key_of(kind.name, done.subject.kind, done.subject.id, turn)


def retry(
    *,
    by: User | None,
    at: datetime,
    appointments: Collection[int] = (),
    effects: Collection[int] = (),
) -> int:
    """Bring back what is parked or of unknown outcome, by the numbers of the rows.

    Their tries are counted anew, under the same key. Returns how many were brought back; rows that
    are not parked are left as they are. Raises ``PermissionDenied``.
    """
    with transaction.atomic():
        allow(by, "outbox.retry")
        rows = [*_parked(Appointment, appointments), *_parked(Effect, effects)]
        for row in rows:
            _bring_back(row, by, at)
        _stir()
    return len(rows)


def close(
    *,
    by: User | None,
    at: datetime,
    note: str,
    appointments: Collection[int] = (),
    effects: Collection[int] = (),
) -> int:
    """Close what is parked or of unknown outcome: it arrived after all, or is not wanted any more.

    What was to follow it is parked, for a person to decide. Returns how many were closed. Raises
    ``PermissionDenied``.
    """
    with transaction.atomic():
        allow(by, "outbox.retry")
        rows = [*_parked(Appointment, appointments), *_parked(Effect, effects)]
        for row in rows:
            _close(row, by, at, note)
    return len(rows)


def _close(row: Appointment | Effect, by: User | None, at: datetime, note: str) -> None:
    _tell("outbox.close", row, by, at, note)
    row.state, row.done_at = State.CANCELLED, at
    row.save(update_fields=["state", "done_at"])
    if isinstance(row, Effect):
        Effect.objects.filter(after=row.key, state=State.WAITING).update(
            after="", state=State.PARKED, reason=f"It was to follow {row.key}, which was closed."
        )


def _tell(act: str, row: Appointment | Effect, by: User | None, at: datetime, note: str) -> None:
    """Write to the log of acts what a person did with a row."""
    what = Subject(row.subject_kind, row.subject_id, row.subject)
    before = {"state": row.state, "reason": row.reason, "tries": row.tries}
    after = {"what": row.key if isinstance(row, Effect) else row.act}
    write(act, subject=what, actor=by, at=at, before=before, after=after, note=note)
    log.info(act, row=row.pk, kind=row._meta.model_name)  # noqa: SLF001


def _parked(model: type[Appointment] | type[Effect], numbers: Collection[int]) -> list[Any]:
    rows = model.objects.select_for_update().filter(pk__in=numbers, state__in=FOR_A_PERSON)
    return list(rows.order_by("pk"))


def _bring_back(row: Appointment | Effect, by: User | None, at: datetime) -> None:
    _tell("outbox.retry", row, by, at, "")
    row.state, row.tries, row.next_at, row.reason = State.WAITING, 0, at, ""
    if isinstance(row, Effect):
        row.asked, row.worker, row.lost_at, row.began_at = 0, "", None, None
    row.save()


def _stir() -> None:
    """Wake the workers once all is committed."""
    announce(stirred, Effect)
