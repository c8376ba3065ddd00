"""When a settled slot changes: render it once, splice it into every page that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from broadsheet.kit import clock
from broadsheet.press import (
    changes,
    edition,
    keeping,
    kept,
    sealing,
    slots,
    spreading,
    swapping,
)
from broadsheet.press.claiming import note_failure
from broadsheet.press.models import Need, Sheet
from broadsheet.press.recording import recording
from broadsheet.press.rules import IMPRINT, RUNNING, SLOT, hashes
from broadsheet.press.sealing import Seal
from broadsheet.press.swapping import Finished, swap

OK = 200


def print_slot(sheet: Sheet) -> None:
    """Render a settled slot anew; if its text changed, its pages are told in the next spreading."""
    since = kept.look()
    name = sheet.address.removeprefix(SLOT)
    try:
        with recording() as record:
            text = slots.render(name)
    except Exception as error:  # noqa: BLE001 whatever a part fails at stops no other
        note_failure(sheet, error)
        return
    with transaction.atomic():
        spreading.unhurried()
        spreading.hold_latch()
        gone = keeping.keep_keys({sheet.pk: {IMPRINT, *record.keys}})
        again = bool(spreading.keys_since(since) & hashes(record.keys))
        if keeping.set_slot(name, text):
            changes.note(sheet.address)  # which is the key that pages carry for it
        swapping.note([(sheet, OK)], {sheet.pk} if again else set(), clock.now())
        if not again:
            keeping.drop_keys(row for rows in gone.values() for row in rows)


def recompose(sheets: Sequence[Sheet]) -> list[Seal]:
    """Splice the slots as they stand now into claimed sheets: no template, no page's query.

    Returns the pages of the edition that are others now. A sheet whose slots are not all known is
    rendered.
    """
    if not sheets:
        return []
    since = spreading.last_spread()
    shelf = edition.present()
    seals = {sheet.pk: shelf.get(sheet.address) or shelf.aside(sheet.address) for sheet in sheets}
    names = {name for seal in seals.values() if seal for name in _settled(seal)}
    parts = keeping.standing_slots(names)
    ready: list[tuple[Sheet, Seal]] = []
    for sheet in sheets:
        seal = seals[sheet.pk]
        if seal is None or any(name not in parts for name in _settled(seal)):
            Sheet.objects.filter(pk=sheet.pk).update(need=Need.RENDER, claimed_by="")
        else:
            ready.append((sheet, sealing.recompose(seal, parts)))
    return _swap(ready, since)


def _settled(seal: Seal) -> list[str]:
    return [place.name for place in seal.slots if not place.name.startswith(RUNNING)]


def _swap(ready: Sequence[tuple[Sheet, Seal]], since: int) -> list[Seal]:
    with edition.present().written([seal for _sheet, seal in ready]) as pages, transaction.atomic():
        spreading.unhurried()
        spreading.hold_latch()
        finished = [Finished(sheet, page) for (sheet, _), page in zip(ready, pages, strict=True)]
        changed, _unsettled = swap(finished, since, clock.now())
    return changed
