"""Writing to the log, and sealing what was written.

A record stands in the transaction of its act, so that neither is there without the other. Sealing
follows after the commit in a transaction of its own, so that no act waits for another's seal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypedDict, Unpack

import structlog
from django.db import DatabaseError, connection, models, transaction

from broadsheet.records.canonical import canonical, keep, moment
from broadsheet.records.doors import current_door
from broadsheet.records.models import ChainHead, Record, Seal, Waiting

log = structlog.get_logger(__name__)
HEAD = 1
BATCH = 500
_later: set[str] = set()
_by_the_worker: ContextVar[bool] = ContextVar("broadsheet_sealed_by_the_worker", default=False)


@dataclass(frozen=True)
class Subject:
    """What an act was done to, where it is no row or no row any more."""

    kind: str
    id: str
    name: str = ""


class Actor(Protocol):
    """Whoever acts: anything with a number and a name."""

    @property
    def pk(self) -> Any:
        """The actor's number."""
        ...


class Detail(TypedDict, total=False):
    """What may be said of an act beside its bare facts."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    note: str


def subject_of(thing: models.Model | Subject) -> Subject:
    """Return what the log says of ``thing``; raises ``ValueError`` for a row without a number."""
    if isinstance(thing, Subject):
        return thing
    if thing.pk is None:
        raise ValueError(f"{thing!r} is not saved: the log needs its number.")
    return Subject(kind=str(thing._meta.model_name), id=str(thing.pk), name=str(thing))  # noqa: SLF001


def write(
    act: str,
    *,
    subject: models.Model | Subject,
    actor: Actor | None,
    at: datetime,
    **detail: Unpack[Detail],
) -> Record:
    """Add one record in the caller's transaction and seal it after the commit.

    Within ``sealed_by_the_worker(True)`` the worker does that, within a second.
    ``act`` is a word like ``story.publish``; ``before`` and ``after`` are the facts that changed.
    ``actor`` is empty for the shell and for programs. Raises ``ValueError`` or ``TypeError`` if a
    fact cannot be kept (see ``canonical.keep``).
    """
    moment(at)
    what = subject_of(subject)
    record = Record(
        at=at,
        act=act,
        door=current_door(),
        actor_id=actor.pk if actor else None,
        actor=keep(str(actor))[:200] if actor else "",
        subject_kind=what.kind,
        subject_id=what.id,
        subject=keep(what.name)[:300],
        note=keep(detail.get("note", "")),
        before=keep(detail.get("before") or {}),
        after=keep(detail.get("after") or {}),
    )
    with transaction.atomic(savepoint=False):  # an act whose record fails is undone as a whole
        record.save()
        Waiting.objects.create(record=record)
        if not (_by_the_worker.get() or act.startswith(tuple(_later))):
            seal_after_commit()
    return record


@contextmanager
def sealed_by_the_worker(there: bool) -> Iterator[None]:
    """Leave the seals of what is written inside to the worker, if there is one."""
    token = _by_the_worker.set(there)
    try:
        yield
    finally:
        _by_the_worker.reset(token)


def seal_later(beginning: str) -> None:
    """Have acts whose names begin so sealed by the worker, within a second, all together.

    For the acts of many at once: else each would wait for the one head of the chain.
    """
    _later.add(beginning)


def seal_after_commit() -> None:
    """Ask for the seal once a transaction, however many acts it holds."""
    if not any(later[1] is _seal_or_say for later in connection.run_on_commit):
        transaction.on_commit(_seal_or_say)


def _seal_or_say() -> None:
    """Seal; if the database is too busy the act stands all the same, and the next seal takes it."""
    try:
        seal()
    except DatabaseError:
        log.warning("records.seal_waits", exc_info=True)


def digest_of(record: Record, previous: str) -> str:
    """Return SHA-256, in hexadecimal, over every column of ``record`` and the seal before it."""
    columns = {field.attname: getattr(record, field.attname) for field in record._meta.fields}  # noqa: SLF001
    return hashlib.sha256(canonical(columns) + previous.encode()).hexdigest()


def seal() -> int:
    """Seal all records that wait, in the order of their numbers; return how many.

    One sealer at a time holds the head's row (on SQLite the database), so the chain never forks.
    """
    sealed = batch = _seal_batch()
    while batch == BATCH:
        batch = _seal_batch()
        sealed += batch
    return sealed


def seal_waiting() -> int:
    """Seal what waits, if anything does: to look locks nothing. Return how many were sealed."""
    return seal() if Waiting.objects.exists() else 0


@transaction.atomic
def _seal_batch() -> int:
    head = _locked_head()
    # Not by a join: PostgreSQL may walk all of the log to meet the few that wait at its end.
    waiting = list(Waiting.objects.prefetch_related("record").order_by("record_id")[:BATCH])
    seals = []
    for row in waiting:
        previous = head.digest
        head.number, head.digest = head.number + 1, digest_of(row.record, previous)
        seals.append(
            Seal(number=head.number, record=row.record, previous=previous, digest=head.digest)
        )
    if seals:
        Seal.objects.bulk_create(seals)
        head.save()
        Waiting.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return len(seals)


def _locked_head() -> ChainHead:
    heads = ChainHead.objects.select_for_update().filter(pk=HEAD)
    found = heads.first()
    if found is None:
        ChainHead.objects.get_or_create(pk=HEAD)
        found = heads.get()
    return found
