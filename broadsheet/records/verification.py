"""Verifying the chain: every row that was changed or taken away is found.

The chain alone cannot tell of an end that was cut off together with its head. Whoever keeps a
head (``queries.head``) elsewhere finds that as well, by giving it back as ``kept``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection
from django.db.models import Max

from broadsheet.kit import clock
from broadsheet.records.actions import digest_of
from broadsheet.records.models import ChainHead, Record, Seal
from broadsheet.records.triggers import missing

CHUNK = 1_000
PATIENCE = timedelta(seconds=5)
"""How long a record may wait for its seal before that is worth a word."""


class Fault(StrEnum):
    """What was found."""

    CHANGED = "changed"
    MISSING = "missing"
    BROKEN = "broken"
    UNSEALED = "unsealed"
    UNGUARDED = "unguarded"


@dataclass(frozen=True)
class Finding:
    """One fault: of which seal and record, and a sentence that says so."""

    fault: Fault
    says: str
    seal: int | None = None
    record: int | None = None


@dataclass
class _Walk:
    """Where the walk along the chain stands."""

    number: int = 0
    digest: str = ""
    findings: list[Finding] = field(default_factory=list)


def verify(at: datetime | None = None, kept: str = "") -> list[Finding]:
    """Walk the whole chain and return what is wrong; an empty list says that nothing is.

    ``at`` is the present moment; ``kept`` is a head that was noted earlier, ``number:digest``.
    Raises ``ValueError`` if ``kept`` is not of that form.
    """
    noted = _noted(kept)
    walk = _Walk()
    last_before = Seal.objects.aggregate(last=Max("number"))["last"] or 0
    head = ChainHead.objects.first() or ChainHead()
    for rows in _chunks(head.number):
        records = Record.objects.in_bulk([row.record_id for row in rows])
        for row in rows:
            _step(walk, row, records.get(row.record_id))
            if noted and row.number == noted[0] and row.digest != noted[1]:
                walk.findings.append(_broken(row.number, "is not the head that was noted"))
    walk.findings.extend(_end(walk, head, max(last_before, noted[0] if noted else 0)))
    walk.findings.extend(_unsealed(at or clock.now()))
    walk.findings.extend(
        Finding(Fault.UNGUARDED, f"Table {table} lacks its triggers: run migrate.")
        for table in missing(connection)
    )
    return walk.findings


def _noted(kept: str) -> tuple[int, str] | None:
    if not kept:
        return None
    number, _, digest = kept.partition(":")
    if not number.isdigit() or not digest:
        raise ValueError(f"{kept!r} is no head of the chain: write it as number:digest.")
    return int(number), digest


def _chunks(last: int) -> Iterator[list[Seal]]:
    after = 0
    while rows := list(
        Seal.objects.filter(number__gt=after, number__lte=last).order_by("number")[:CHUNK]
    ):
        yield rows
        after = rows[-1].number


def _broken(number: int, what: str) -> Finding:
    return Finding(Fault.BROKEN, f"Seal {number} {what}.", seal=number)


def _step(walk: _Walk, row: Seal, record: Record | None) -> None:
    if row.number != walk.number + 1:
        lost = f"{walk.number + 1} to {row.number - 1}"
        walk.findings.append(Finding(Fault.MISSING, f"Seals {lost} are gone.", seal=row.number))
    elif row.previous != walk.digest:
        walk.findings.append(_broken(row.number, "does not follow the seal before it"))
    if record is None:
        says = f"Record {row.record_id}, sealed as {row.number}, is gone."
        walk.findings.append(Finding(Fault.MISSING, says, row.number, row.record_id))
    elif digest_of(record, row.previous) != row.digest:
        says = f"Record {record.pk}, sealed as {row.number}, is not as it was sealed."
        walk.findings.append(Finding(Fault.CHANGED, says, row.number, record.pk))
    walk.number, walk.digest = row.number, row.digest


def _end(walk: _Walk, head: ChainHead, last: int) -> Iterator[Finding]:
    if last > head.number:
        says = f"The head stands at {head.number}, but there was a seal {last}."
        yield Finding(Fault.BROKEN, says, seal=last)
    if walk.number < head.number:
        says = f"Seals {walk.number + 1} to {head.number} at the end are gone."
        yield Finding(Fault.MISSING, says, seal=head.number)
    elif walk.digest != head.digest:
        yield _broken(walk.number, "is not what the head of the chain says")


def _unsealed(at: datetime) -> Iterator[Finding]:
    late = Record.objects.filter(seal__isnull=True, at__lt=at - PATIENCE).order_by("id")
    for record in late.iterator(chunk_size=CHUNK):
        says = f"Record {record.pk} has waited for its seal since {record.at:%Y-%m-%d %H:%M:%S}."
        yield Finding(Fault.UNSEALED, says, record=record.pk)
