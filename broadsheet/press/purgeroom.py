"""Telling the caches in front, beside the printing: a cache that is slow or away holds up nothing.

What is to be told is a row, written with the swap; it goes when every cache was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event

import structlog
from django.conf import settings
from django.db import close_old_connections, transaction

from broadsheet.kit import clock
from broadsheet.press import purging
from broadsheet.press.models import Unpurged
from broadsheet.press.rules import SLOT

log = structlog.get_logger(__name__)

AT_ONCE = 1_000
LOOK_EVERY = 0.25
AFTER_A_FAILURE = 5.0
"""Seconds until a cache that failed is told again, unless it asks for more."""

_waiting = Event()


def queue(addresses: Iterable[str]) -> None:
    """Have the caches told of these pages, once this transaction is committed."""
    if not settings.PURGING["PURGE_WITH"]:
        return
    now = clock.now()
    rows = [Unpurged(address=one, at=now) for one in addresses if not one.startswith(SLOT)]
    if rows:
        Unpurged.objects.bulk_create(rows, batch_size=500)
        transaction.on_commit(_waiting.set)


@dataclass
class Purgeroom:
    """Tells the caches, until told to end."""

    ending: Event = field(default_factory=Event)

    def run(self) -> None:
        """Work until told to end; whatever fails is logged and told again."""
        while not self.ending.is_set():
            pause = self._turn()
            if pause:
                self.ending.wait(pause)
                continue
            _waiting.wait(LOOK_EVERY)
            _waiting.clear()

    def _turn(self) -> float:
        """Tell what waits; return how many seconds to leave the caches alone."""
        try:
            while self.work():
                continue
        except purging.PurgeFailed as failed:
            log.warning("purge.failed", reason=str(failed))
            return max(failed.wait, AFTER_A_FAILURE)
        except Exception:
            log.exception("purge.fault")
            close_old_connections()
            return AFTER_A_FAILURE
        return 0.0

    def work(self) -> int:
        """Tell of the oldest that wait; return how many. Raises ``PurgeFailed``."""
        rows = list(Unpurged.objects.order_by("pk")[:AT_ONCE])
        if not rows:
            return 0
        pks = [row.pk for row in rows]
        try:
            purging.purge_all((), sorted({row.address for row in rows}))
        except purging.PurgeFailed as failed:
            Unpurged.objects.filter(pk__in=pks[:500]).update(failure=str(failed)[:300])
            raise
        for start in range(0, len(pks), 500):
            Unpurged.objects.filter(pk__in=pks[start : start + 500]).delete()
        return len(rows)
