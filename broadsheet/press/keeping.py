"""Keeping what a page was made from, and the settled slots that were made on the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from broadsheet.press import changes, spreading
from broadsheet.press.models import Need, Sheet, SheetKey, SlotBody
from broadsheet.press.recording import SlotMade
from broadsheet.press.rules import SLOT, SLOT_PLATE, hashes


def keep_keys(found: Mapping[int, Collection[str]]) -> dict[int, set[int]]:
    """Add the keys of each sheet (by its row) to what is kept; return those no longer needed.

    Old ones stay until the new page is in the edition: a crash between costs a print, no more.
    """
    wanted = {pk: hashes(keys) for pk, keys in found.items()}
    kept: dict[int, set[int]] = {pk: set() for pk in wanted}
    for pks in spreading.chunks(wanted):
        for pk, key in SheetKey.objects.filter(sheet_id__in=pks).values_list("sheet_id", "key"):
            kept[pk].add(key)
    fresh = [
        SheetKey(sheet_id=pk, key=key)
        for pk, keys in wanted.items()
        for key in sorted(keys - kept[pk])
    ]
    SheetKey.objects.bulk_create(fresh, batch_size=400, ignore_conflicts=True)
    return {pk: kept[pk] - wanted[pk] for pk in wanted if kept[pk] - wanted[pk]}


def drop_keys(gone: Mapping[int, Collection[int]]) -> None:
    """Drop keys that a sheet's last print did not need any more."""
    for pk, keys in gone.items():
        for some in spreading.chunks(sorted(keys)):
            SheetKey.objects.filter(sheet_id=pk, key__in=some).delete()


def keep_slots(made: Mapping[str, SlotMade], since: int, now: datetime) -> None:
    """Keep slots that a page had to make, each with a sheet of its own; under the latch."""
    spread = spreading.keys_since(since) if made else set()
    for name, slot in made.items():
        standing, new = SlotBody.objects.get_or_create(name=name, defaults={"body": slot.text})
        if not new:
            if standing.body != slot.text:  # another worker made it meanwhile: its text counts
                changes.note(f"{SLOT}{name}")
            continue
        late = bool(spread & hashes(slot.keys))
        sheet, _ = Sheet.objects.update_or_create(
            address=f"{SLOT}{name}",
            defaults={
                "plate": SLOT_PLATE,
                "weight": 0,
                "need": Need.RENDER if late else Need.NOTHING,
                "rank": 0 if late else None,
                "asked_at": now if late else None,
                "printed_at": now,
            },
        )
        keep_keys({sheet.pk: slot.keys})


def standing_slots(names: Collection[str]) -> dict[str, bytes]:
    """Return what stands in these slots now; one that is not made yet is left out."""
    rows = SlotBody.objects.filter(name__in=names).values_list("name", "body")
    return {name: body.encode() for name, body in rows}


def set_slot(name: str, text: str) -> bool:
    """Put new text into a slot; say whether it is another one than stood there."""
    changed = SlotBody.objects.filter(name=name).exclude(body=text).update(body=text)
    return bool(changed)
