"""Printing: render, keep the keys, check that nothing changed meanwhile, seal, swap.

Keys, swap and "it is printed" are one transaction under the latch. A crash in it leaves the sheet
due, so whatever is in the edition is printed again; and no change can be spread between the check
and the swap, so a page that went stale on the way is known to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

import structlog
from django.db import transaction

from broadsheet.kit import clock
from broadsheet.press import edition, keeping, plates, purgeroom, rendering, sealing, spreading
from broadsheet.press.claiming import let_go
from broadsheet.press.edition import Edition
from broadsheet.press.models import Need, Sheet
from broadsheet.press.rendering import Rendered
from broadsheet.press.rules import TRIES, rank
from broadsheet.press.sealing import Seal

log = structlog.get_logger(__name__)

LONGEST_BATCH = 0.04
"""Seconds of rendering after which what is ready goes out: the first page waits for the last."""
GONE = 400
"""From this status on a page is not one that readers look for."""


@dataclass
class Ready:
    """A sheet with its page, rendered and sealed."""

    sheet: Sheet
    page: Rendered
    seal: Seal


@dataclass
class Batch:
    """Sheets printed together: one transaction keeps their keys and swaps them in."""

    since: int
    ready: list[Ready] = field(default_factory=list)


def print_sheets(sheets: Sequence[Sheet]) -> list[Seal]:
    """Print claimed sheets; return the pages of the edition that are others now.

    What there was no time for is let go, for the next round. A page that fails to render stays
    as it was, with its reason in the sheet.
    """
    if not sheets:
        return []
    batch = Batch(since=spreading.last_spread())
    begun = perf_counter()
    for at, sheet in enumerate(sheets):
        if batch.ready and perf_counter() - begun > LONGEST_BATCH:
            let_go(sheets[at:], sheet.claimed_by)
            break
        page = _rendered(sheet)
        if page is not None:
            batch.ready.append(_sealed(sheet, page))
    return keep_and_swap(batch)


def _rendered(sheet: Sheet) -> Rendered | None:
    try:
        return rendering.render(sheet.address)
    except Exception as error:
        log.exception("sheet.failed", address=sheet.address)
        Sheet.objects.filter(pk=sheet.pk).update(
            failures=sheet.failures + 1,
            failure=f"{type(error).__name__}: {error}"[:300],
            rank=sheet.rank if sheet.failures + 1 < TRIES else None,
            claimed_by="",
            claimed_at=None,
        )
        return None


def _sealed(sheet: Sheet, page: Rendered) -> Ready:
    return Ready(sheet, page, sealing.seal(page.printed))


def keep_and_swap(batch: Batch) -> list[Seal]:
    """Keep the keys, put the pages into the edition, and say that they are printed."""
    if not batch.ready:
        return []
    now = clock.now()
    shelf = edition.present()
    with transaction.atomic():
        spreading.hold_latch()
        gone = keeping.keep_keys({one.sheet.pk: one.page.printed.keys for one in batch.ready})
        for one in batch.ready:
            keeping.keep_slots(one.page.slots, batch.since, now)
        swapped = [one.seal for one in batch.ready if _swap(shelf, one, batch.since, now, gone)]
        keeping.drop_keys(gone)
        purgeroom.queue(seal.address for seal in swapped)
    shelf.advance()
    return swapped


def _swap(shelf: Edition, one: Ready, since: int, now: datetime, gone: dict[int, set[int]]) -> bool:
    """Put one page in, and say whether it is another one than stood there.

    A late one only if readers have an older one: it is printed again anyway.
    """
    row = Sheet.objects.get(pk=one.sheet.pk)
    if row.claimed_by != one.sheet.claimed_by:
        return False  # another worker took over
    late = row.asked != one.sheet.asked or spreading.touched_since(since, one.page.printed.keys)
    if late:
        gone.pop(row.pk, None)
    swapped = not (late and row.aside) and shelf.put(one.seal)
    note_printed(row, one.seal.status, now, late=late)
    return swapped


def note_printed(row: Sheet, status: int, now: datetime, *, late: bool) -> None:
    """Write down that a sheet is in the edition, and whether it is right as it stands there."""
    plate = plates.plate_for(row.address)
    changes: dict[str, object] = {
        "claimed_by": "",
        "claimed_at": None,
        "status": status,
        "printed_at": now,
        "lazy": status >= GONE or (plate is not None and plate.lazy),
        "failures": 0,
        "failure": "",
        "need": Need.RENDER if late else Need.NOTHING,
    }
    if not late:
        changes |= {"asked_at": None, "aside": False, "rank": None}
    elif row.rank is None and not row.aside:
        changes["rank"] = rank(row.weight, row.dated, now)
    Sheet.objects.filter(pk=row.pk).update(**changes)


def print_first(address: str, worker: str) -> bool:
    """Print an address that has no sheet yet, because a reader asked; say whether it is a page.

    What is not there leaves no trace: a stranger may ask for any number of addresses.
    """
    fresh = spreading.sheet_for(address)
    if fresh is None:
        return False
    since = spreading.last_spread()
    page = rendering.render(address)
    if page.printed.status >= GONE:
        return False
    now = clock.now()
    fresh.claimed_by, fresh.claimed_at = worker, now
    spreading.add_sheets([fresh], now)
    sheet = Sheet.objects.get(address=address)
    keep_and_swap(Batch(since, [_sealed(sheet, page)]))
    return edition.present().get(address) is not None
