"""Taking sheets to print: the most newsworthy first, no sheet by two workers at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from broadsheet.kit import clock
from broadsheet.press.models import Need, Sheet
from broadsheet.press.rules import IDLE, TRIES
from broadsheet.press.spreading import unhurried

log = structlog.get_logger(__name__)

HELD_FOR = timedelta(seconds=60)
"""After this long a claim is void: its worker died."""


def due(now: datetime) -> QuerySet[Sheet]:
    """Return the sheets that are to be printed, the first to print first."""
    return _queue(now).filter(rank__lt=IDLE)


def set_aside(now: datetime) -> QuerySet[Sheet]:
    """Return the sheets that wait aside and may be printed when there is nothing else to do."""
    return _queue(now).filter(rank__gte=IDLE)


def _queue(now: datetime) -> QuerySet[Sheet]:
    free = Q(claimed_by="") | Q(claimed_at__lt=now - HELD_FOR)
    return Sheet.objects.filter(free).order_by("rank", "asked_at", "-dated", "weight", "-pk")


def claim(found: QuerySet[Sheet], worker: str, most: int, *, spliced: int = 0) -> list[Sheet]:
    """Claim up to ``most`` of the sheets found that need what the first of them needs.

    A fresh story goes alone: it does not wait for the front that is printed after it. Of those that
    are only spliced, which is cheap, up to ``spliced``.
    """
    with transaction.atomic():
        unhurried()
        locked = found.select_for_update(skip_locked=connection.features.has_select_for_update)
        sheets = list(locked[:most])
        first = sheets[0] if sheets else None
        if first is not None and first.need == Need.SPLICE and spliced > most:
            sheets = list(locked.filter(need=Need.SPLICE)[:spliced])
        elif first is not None:
            sheets = [one for one in sheets if (one.need, one.rank) == (first.need, first.rank)]
        now = clock.now()
        pks = [sheet.pk for sheet in sheets]
        if pks:
            Sheet.objects.filter(pk__in=pks).update(claimed_by=worker, claimed_at=now)
    for sheet in sheets:
        sheet.claimed_by, sheet.claimed_at = worker, now
    return sheets


def claim_address(address: str, worker: str) -> Sheet | None:
    """Claim the sheet of one address for a reader who waits; ``None`` if there is none to claim."""
    return next(iter(claim(_queue(clock.now()).filter(address=address), worker, 1)), None)


def note_failure(sheet: Sheet, error: Exception) -> None:
    """Give back a sheet that could not be rendered, with the reason; not for ever tried again."""
    log.error("sheet.failed", address=sheet.address, exc_info=error)
    Sheet.objects.filter(pk=sheet.pk).update(
        failures=sheet.failures + 1,
        failure=f"{type(error).__name__}: {error}"[:300],
        rank=sheet.rank if sheet.failures + 1 < TRIES else None,
        claimed_by="",
        claimed_at=None,
    )


def let_go(sheets: Sequence[Sheet], worker: str) -> None:
    """Give claimed sheets back as they are; those that another worker took over stay its own."""
    pks = [sheet.pk for sheet in sheets]
    mine = Sheet.objects.filter(pk__in=pks, claimed_by=worker)
    with transaction.atomic():
        unhurried()
        mine.update(claimed_by="", claimed_at=None)


def worker_name() -> str:
    """Return a name that no other worker has, and that says whether its process still lives."""
    return f"{_machine()}/{os.getpid()}/{uuid4().hex[:8]}"


def free_the_claims_of_the_dead() -> None:
    """Free what workers of this machine held when they were killed; others are waited for."""
    claimed = Sheet.objects.exclude(claimed_by="").values_list("claimed_by", flat=True)
    for worker in set(claimed.distinct()):
        machine, _, rest = worker.partition("/")
        if machine == _machine() and not _lives(int(rest.partition("/")[0])):
            Sheet.objects.filter(claimed_by=worker).update(claimed_by="", claimed_at=None)


def _machine() -> str:
    return socket.gethostname()[:12].replace("/", "-")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and alive
        pass
    return True
