"""Writing to the log for many acts at once, in one statement and not in three for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from broadsheet.records.actions import Actor, Subject, seal_after_commit, subject_of
from broadsheet.records.canonical import keep, moment
from broadsheet.records.doors import current_door
from broadsheet.records.models import Record, Waiting


@dataclass(frozen=True)
class Entry:
    """One act of many: what was done, to what, and the facts that changed."""

    act: str
    subject: models.Model | Subject
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def write_many(entries: Iterable[Entry], *, actor: Actor | None, at: datetime) -> int:
    """Add a record for each entry in the caller's transaction; return how many.

    The records are those that ``actions.write`` would add one by one, in the same order.
    """
    moment(at)
    with transaction.atomic():
        records = Record.objects.bulk_create([_record(entry, actor, at) for entry in entries])
        Waiting.objects.bulk_create([Waiting(record=record) for record in records])
        seal_after_commit()
    return len(records)


def _record(entry: Entry, actor: Actor | None, at: datetime) -> Record:
    what = subject_of(entry.subject)
    return Record(
        at=at,
        act=entry.act,
        door=current_door(),
        actor_id=actor.pk if actor else None,
        actor=keep(str(actor))[:200] if actor else "",
        subject_kind=what.kind,
        subject_id=what.id,
        subject=keep(what.name)[:300],
        note="",
        before=keep(entry.before),
        after=keep(entry.after),
    )
