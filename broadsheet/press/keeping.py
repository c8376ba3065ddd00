"""Keeping what a page was made from, and the settled slots that were made on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from broadsheet.press import changes, spreading
from broadsheet.press.models import Need, Sheet, SheetKey, SlotBody
from broadsheet.press.recording import SlotMade
from broadsheet.press.rules import SLOT, SLOT_PLATE, hashes


def keep_keys(found: Mapping[int, Collection[str]]) -> dict[int, list[int]]:
    """Add the keys of each sheet (by its row) to what is kept; return the rows no longer needed.

    Old ones stay until the new page is in the edition: a crash between costs a print, no more.
    """
    wanted = {pk: hashes(keys) for pk, keys in found.items()}
    lacking = {pk: set(keys) for pk, keys in wanted.items()}
    gone: dict[int, list[int]] = {pk: [] for pk in wanted}
    for pks in spreading.chunks(wanted):
        kept = SheetKey.objects.filter(sheet_id__in=pks).values_list("pk", "sheet_id", "key")
        for row, pk, key in kept:
            lacking[pk].discard(key)
            if key not in wanted[pk]:
                gone[pk].append(row)
    fresh = [SheetKey(sheet_id=pk, key=key) for pk, keys in lacking.items() for key in sorted(keys)]
    SheetKey.objects.bulk_create(fresh, batch_size=400, ignore_conflicts=True)
    return {pk: rows for pk, rows in gone.items() if rows}


def drop_keys(rows: Iterable[int]) -> None:
    """Drop keys, by their rows, that a sheet's last print did not need any more."""
    for some in spreading.chunks(rows):
        SheetKey.objects.filter(pk__in=some).delete()


def keep_slots(pages: Sequence[Mapping[str, SlotMade]], since: int, now: datetime) -> None:
    """Keep the slots that pages had to make, each with a sheet of its own; under the latch.

    What another page of the batch, or another worker, made first counts: if its text is another,
    the slot is told of as changed.
    """
    if not any(pages):
        return
    first = {name: slot for page in reversed(pages) for name, slot in page.items()}
    standing = {name: body.decode() for name, body in standing_slots(first).items()}
    fresh = {name: slot for name, slot in first.items() if name not in standing}
    texts = standing | {name: slot.text for name, slot in fresh.items()}
    SlotBody.objects.bulk_create(SlotBody(name=name, body=fresh[name].text) for name in fresh)
    _add_sheets_of(fresh, spreading.keys_since(since), now)
    unlike = {name for page in pages for name, slot in page.items() if slot.text != texts[name]}
    changes.note(*(f"{SLOT}{name}" for name in sorted(unlike)))


def _add_sheets_of(made: Mapping[str, SlotMade], spread: set[int], now: datetime) -> None:
    """Add the sheets of new slots; one that something changed for meanwhile is due at once."""
    sheets = {
        name: Sheet(
            address=f"{SLOT}{name}",
            plate=SLOT_PLATE,
            weight=0,
            need=Need.RENDER if late else Need.NOTHING,
            rank=0 if late else None,
            asked_at=now if late else None,
            printed_at=now,
        )
        for name, slot in made.items()
        for late in [bool(spread & hashes(slot.keys))]
    }
    Sheet.objects.bulk_create(sheets.values(), batch_size=spreading.IN_ONE_QUERY)
    keep_keys({sheet.pk: made[name].keys for name, sheet in sheets.items()})


def standing_slots(names: Collection[str]) -> dict[str, bytes]:
    """Return what stands in these slots now; one that is not made yet is left out."""
    return {
        name: body.encode()
        for some in spreading.chunks(names)
        for name, body in SlotBody.objects.filter(name__in=some).values_list("name", "body")
    }


def set_slot(name: str, text: str) -> bool:
    """Put new text into a slot; say whether it is another one than stood there."""
    changed = SlotBody.objects.filter(name=name).exclude(body=text).update(body=text)
    return bool(changed)
