"""Printing: render and seal, then keep the keys and swap the pages in, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import thread_time

from django.db import transaction
from django.http import Http404

from broadsheet.kit import clock
from broadsheet.press import edition, keeping, kept, rendering, sealing, spreading
from broadsheet.press.claiming import let_go, note_failure
from broadsheet.press.models import Sheet
from broadsheet.press.rendering import Rendered
from broadsheet.press.sealing import Seal
from broadsheet.press.swapping import GONE, Finished, swap

LONGEST_BATCH = 0.04
"""Seconds of rendering after which what is ready goes out: the first page waits for the last. Of
CPU: on a busy machine smaller batches would only make it busier."""


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
    batch = Batch(since=kept.look())
    begun = thread_time()
    for at, sheet in enumerate(sheets):
        if batch.ready and thread_time() - begun > LONGEST_BATCH:
            let_go(sheets[at:], sheet.claimed_by)
            break
        page = _rendered(sheet)
        if page is not None:
            batch.ready.append(_sealed(sheet, page))
    return keep_and_swap(batch)


def _rendered(sheet: Sheet) -> Rendered | None:
    try:
        return rendering.render(sheet.address)
    except Exception as error:  # noqa: BLE001 whatever a page fails at stops no other page
        note_failure(sheet, error)
        return None


def _sealed(sheet: Sheet, page: Rendered) -> Ready:
    return Ready(sheet, page, sealing.seal(page.printed))


def keep_and_swap(batch: Batch) -> list[Seal]:
    """Keep the keys, put the pages into the edition, and say that they are printed."""
    if not batch.ready:
        return []
    now, shelf = clock.now(), edition.present()
    with shelf.written([one.seal for one in batch.ready]) as pages, transaction.atomic():
        spreading.unhurried()
        spreading.hold_latch()
        gone = keeping.keep_keys({one.sheet.pk: one.page.printed.keys for one in batch.ready})
        keeping.keep_slots([one.page.slots for one in batch.ready], batch.since, now)
        finished = [Finished(one.sheet, page) for one, page in zip(batch.ready, pages, strict=True)]
        changed, unsettled = swap(finished, batch.since, now)
        keeping.drop_keys(row for pk, rows in gone.items() if pk not in unsettled for row in rows)
    return changed


def print_first(address: str, worker: str) -> bool:
    """Print an address that has no sheet yet, because a reader asked; say whether it is a page.

    What is not there leaves no trace: a stranger may ask for any number of addresses.
    """
    fresh = spreading.sheet_for(address)
    if fresh is None:
        return False
    since = kept.look()
    try:
        page = rendering.render(address, if_there=True)
    except Http404:
        return False
    if page.printed.status >= GONE:
        return False
    now = clock.now()
    fresh.claimed_by, fresh.claimed_at = worker, now
    spreading.add_sheets([fresh], now)
    sheet = Sheet.objects.get(address=address)
    keep_and_swap(Batch(since, [_sealed(sheet, page)]))
    return edition.present().get(address) is not None
