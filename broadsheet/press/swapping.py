"""Putting finished pages into the edition, under the latch: whole, or after a crash once more.

Keys, files and "it is printed" are one transaction. A crash in it leaves the sheets due, so
whatever is in the edition is printed again; and no change can be spread between the look for late
ones and the swap, so a page that went stale on the way is known to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet.press import edition, plates, purgeroom, spreading
from broadsheet.press.edition import Fresh
from broadsheet.press.models import Need, Sheet
from broadsheet.press.rules import hashes, rank
from broadsheet.press.sealing import Seal

GONE = 400
"""From this status on a page is not one that readers look for."""


@dataclass(frozen=True)
class Finished:
    """A claimed sheet, and the page that is written and is to stand there."""

    sheet: Sheet
    page: Fresh


def swap(batch: Sequence[Finished], since: int, now: datetime) -> tuple[list[Seal], set[int]]:
    """Put pages in and note them as printed, or as due again if something changed meanwhile.

    Returns the pages that are others than stood there, and the rows whose last print is not this
    one: the late ones, and those that another worker took over. A late page goes in only if
    readers have an older one: what was set aside comes back right or not at all. The caches in
    front are told once it is committed. Call it in a transaction that holds the latch.
    """
    rows = Sheet.objects.in_bulk([one.sheet.pk for one in batch])
    ours = [one for one in batch if rows[one.sheet.pk].claimed_by == one.sheet.claimed_by]
    spread = spreading.keys_since(since)
    late = {
        one.sheet.pk
        for one in ours
        if rows[one.sheet.pk].asked != one.sheet.asked or spread & hashes(one.page.seal.keys)
    }
    fit = [one for one in ours if not (one.sheet.pk in late and rows[one.sheet.pk].aside)]
    changed = edition.present().swap_in([one.page for one in fit])
    untold = [one.page.seal for one in fit if _is_untold(one.page, rows[one.sheet.pk])]
    note([(rows[one.sheet.pk], one.page.seal.status) for one in ours], late, now)
    purgeroom.queue(seal.address for seal in untold)
    return changed, late | (rows.keys() - {one.sheet.pk for one in ours})


def _is_untold(page: Fresh, row: Sheet) -> bool:
    """Say whether the caches in front may have an older page than this.

    One that stood there already is younger than its row knows of if whoever put it there died, or
    the database did, before that was written down.
    """
    return bool(page.files) or row.printed_at is None or row.printed_at < page.seal.changed_at


def note(printed: Sequence[tuple[Sheet, int]], late: set[int], now: datetime) -> None:
    """Write down which sheets are printed; those that are alike at once."""
    alike: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for row, status in printed:
        if row.pk in late:
            _note_late(row, status, now)
        else:
            alike[status, _is_lazy(row.address, status)].append(row.pk)
    for (status, lazy), pks in alike.items():
        for some in spreading.chunks(pks):
            Sheet.objects.filter(pk__in=some).update(
                **_printed(status, now),
                lazy=lazy,
                need=Need.NOTHING,
                asked_at=None,
                aside=False,
                rank=None,
            )


def _note_late(row: Sheet, status: int, now: datetime) -> None:
    """Write down that a sheet was printed and is due again."""
    Sheet.objects.filter(pk=row.pk).update(
        **_printed(status, now),
        lazy=_is_lazy(row.address, status),
        need=Need.RENDER,
        asked_at=now,  # it has its turn behind those that wait, or a busy front would keep them
        rank=row.rank if row.aside else rank(row.weight, row.dated, now),
    )


def _printed(status: int, now: datetime) -> dict[str, object]:
    return {
        "claimed_by": "",
        "claimed_at": None,
        "status": status,
        "printed_at": now,
        "failures": 0,
        "failure": "",
    }


def _is_lazy(address: str, status: int) -> bool:
    plate = plates.plate_for(address)
    return status >= GONE or (plate is not None and plate.lazy)
