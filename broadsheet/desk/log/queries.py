"""Reads of the log, page after page by its key: there are hundreds of thousands of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from broadsheet.records.models import Record

A_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What is looked for. ``act`` ending in a full stop is every act on such things."""

    kind: str = ""
    thing: str = ""
    person: int | None = None
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None


def page(asked: Asked, before: int | None = None) -> tuple[list[Record], int | None]:
    """Return the newest records that are asked for, older than ``before``; then the next key."""
    rows = _asked(asked)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: A_PAGE + 1])
    more = len(found) > A_PAGE
    found = found[:A_PAGE]
    return found, found[-1].pk if more else None


def _asked(asked: Asked) -> QuerySet[Record]:
    rows = Record.objects.all()
    if asked.kind:
        rows = rows.filter(subject_kind=asked.kind)
    if asked.thing:
        rows = rows.filter(subject_id=asked.thing)
    if asked.person is not None:
        rows = rows.filter(actor_id=asked.person)
    if asked.act.endswith("."):
        rows = rows.filter(act__startswith=asked.act)
    elif asked.act:
        rows = rows.filter(act=asked.act)
    if asked.since is not None:
        rows = rows.filter(at__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(at__lt=asked.until)
    return rows
