"""Telling the bucket and the caches in front, beside the printing: who is away holds up nobody.

What is to be told is a row, written with the swap. Each cache has a thread of its own, and is told
of every row; a row goes when all were. A bucket comes first: a cache may read from it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic

import structlog
from django.db import DatabaseError, close_old_connections, connection, transaction

from broadsheet.kit import clock
from broadsheet.press import edition, purging
from broadsheet.press.models import Unpurged
from broadsheet.press.purging import Driver, PurgeFailed
from broadsheet.press.rules import SLOT
from broadsheet.press.tags import tags_to_purge

log = structlog.get_logger(__name__)

AT_ONCE, PAGE = 1_000, 2_000
LOOK_EVERY = 0.5
"""Seconds until rows of another process are seen; those of this one ring."""
AFTER_A_FAILURE, LONGEST_PAUSE = 5.0, 120.0
"""Seconds until a cache that failed is told again, unless it asks for more: doubled each time."""
AGAIN_AFTER = 3.0
"""Seconds until a cache is told once more: it may have fetched the old page just before the swap,
and have put it away just after the first purge."""

_bells: list[Event] = []


def queue(addresses: Iterable[str]) -> None:
    """Have the caches told of these pages, once this transaction is committed."""
    if not purging.is_any():
        return
    now = clock.now()
    rows = [Unpurged(address=one, at=now) for one in addresses if not one.startswith(SLOT)]
    if rows:
        Unpurged.objects.bulk_create(rows, batch_size=500)
        transaction.on_commit(_ring)


def queue_all() -> int:
    """Have them told of every page that the edition or the bucket has; return how many.

    For a bucket or a cache that is new, or that may have missed something.
    """
    addresses = set(edition.present().addresses())
    for copy in purging.copies():
        addresses.update(copy.store.addresses())
    with transaction.atomic():
        queue(sorted(addresses))
    return len(addresses) if purging.is_any() else 0


def _ring() -> None:
    for bell in _bells:
        bell.set()


@dataclass
class Messenger:
    """Tells one cache. ``after`` is who must have been told of a row before.

    ``twice``: whether it is told once more a moment later.
    """

    driver: Driver
    after: Messenger | None = None
    twice: bool = True
    told: set[int] = field(default_factory=set)
    bell: Event = field(default_factory=Event)
    _failed_at: int = 0
    _again: deque[tuple[float, list[str]]] = field(default_factory=deque)

    def waiting(self) -> dict[int, str]:
        """Return the oldest rows that this cache was not told of, by their numbers.

        After a failure the others come first: one page that a cache will not take holds up no one.
        """
        found = self._waiting_after(self._failed_at)
        if not found and self._failed_at:
            self._failed_at = 0
            found = self._waiting_after(0)
        return found

    def _waiting_after(self, last: int) -> dict[int, str]:
        rows = Unpurged.objects.order_by("pk").values_list("pk", "address")
        found: dict[int, str] = {}
        while len(found) < AT_ONCE and (page := list(rows.filter(pk__gt=last)[:PAGE])):
            last = page[-1][0]
            mine = [row for row in page if row[0] not in self.told and self._is_ready(row[0])]
            found |= dict(mine[: AT_ONCE - len(found)])
        if not last:
            self.told.clear()  # there is no row, so nothing to remember: numbers are used once
        return found

    def _is_ready(self, pk: int) -> bool:
        return self.after is None or pk in self.after.told

    def tell(self, rows: dict[int, str]) -> None:
        """Tell of these rows. Raises ``PurgeFailed``, with its reason in the rows."""
        addresses = sorted(set(rows.values()))
        try:
            self.driver.purge(tags_to_purge((), addresses), addresses)
        except PurgeFailed as failed:
            some = Unpurged.objects.filter(pk__in=list(rows)[:500])
            some.update(failure=f"{self.driver.name}: {failed}"[:300])
            self._failed_at = max(rows)
            raise
        if self.twice:
            self._again.append((monotonic() + AGAIN_AFTER, addresses))

    def tell_again(self) -> None:
        """Tell once more of what was told a moment ago. Raises ``PurgeFailed``."""
        while self._again and self._again[0][0] <= monotonic():
            addresses = self._again[0][1]
            self.driver.purge(tags_to_purge((), addresses), addresses)
            self._again.popleft()


@dataclass
class Purgeroom:
    """Tells all of them, until told to end."""

    ending: Event = field(default_factory=Event)
    messengers: list[Messenger] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def open(self) -> None:
        """Find out from the settings whom to tell."""
        copies = [Messenger(copy, twice=False) for copy in purging.copies()]
        first = copies[0] if copies else None
        self.messengers = [*copies, *(Messenger(one, first) for one in purging.drivers())]
        if not self.messengers:
            Unpurged.objects.all().delete()  # for a cache that stands there no more

    def run(self) -> None:
        """Work until told to end; whatever fails is logged and told again."""
        self.open()
        threads = [
            Thread(target=self._serve, args=[one], name=f"purge {one.driver.name}")
            for one in self.messengers
        ]
        _bells.extend(one.bell for one in self.messengers)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self) -> int:
        """Tell each once of what waits; return how many rows that were. Raises ``PurgeFailed``."""
        if not self.messengers:
            self.open()
        return sum(self.turn(one) for one in self.messengers)

    def turn(self, one: Messenger) -> int:
        """Tell one cache of the oldest that wait; return how many. Raises ``PurgeFailed``."""
        one.tell_again()
        rows = one.waiting()
        if rows:
            one.tell(rows)
            self._settle(one, rows)
        return len(rows)

    def _settle(self, one: Messenger, rows: dict[int, str]) -> None:
        """Note that a cache was told, and let go of the rows that all were told of."""
        with self._lock:
            one.told |= rows.keys()
            over = set(rows).intersection(*(other.told for other in self.messengers))
        for start in range(0, len(over), 500):
            Unpurged.objects.filter(pk__in=sorted(over)[start : start + 500]).delete()
        with self._lock:
            for other in self.messengers:
                other.told -= over
                other.bell.set()

    def _serve(self, one: Messenger) -> None:
        failures = 0
        while not self.ending.is_set():
            pause = self._attempt(one, failures)
            failures = failures + 1 if pause else 0
            if pause:
                self.ending.wait(pause)
            else:
                one.bell.wait(LOOK_EVERY)
                one.bell.clear()
        connection.close()

    def _attempt(self, one: Messenger, failures: int) -> float:
        """Tell what waits; return how many seconds to leave this cache alone."""
        pause = min(AFTER_A_FAILURE * 2.0 ** min(failures, 9), LONGEST_PAUSE)
        try:
            while self.turn(one) and not self.ending.is_set():
                continue
        except PurgeFailed as failed:
            log.warning("purge.failed", cache=one.driver.name, reason=str(failed))
            return max(failed.wait, pause)
        except DatabaseError:
            log.exception("purge.database", cache=one.driver.name)
            close_old_connections()
            return AFTER_A_FAILURE
        except Exception:
            log.exception("purge.fault", cache=one.driver.name)
            return pause
        return 0.0
