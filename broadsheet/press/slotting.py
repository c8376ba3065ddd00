"""When a settled slot changes: render it once, splice it into every page that carries it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.db.models import F, PositiveSmallIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from broadsheet.kit import clock
from broadsheet.press import edition, keeping, printing, purgeroom, sealing, slots, spreading
from broadsheet.press.models import Need, Sheet
from broadsheet.press.recording import recording
from broadsheet.press.rules import IMPRINT, RUNNING, SLOT, prompt_and_aside
from broadsheet.press.sealing import Seal

log = structlog.get_logger(__name__)


def print_slot(sheet: Sheet) -> None:
    """Render a settled slot anew; if its text changed, its pages are spliced or set aside."""
    since = spreading.last_spread()
    name = sheet.address.removeprefix(SLOT)
    with recording() as record:
        text = slots.render(name)
    now = clock.now()
    key = keeping.slot_key(sheet)
    with transaction.atomic():
        spreading.hold_latch()
        gone = keeping.keep_keys({sheet.pk: {IMPRINT, *record.keys}})
        again = spreading.touched_since(since, record.keys)
        if keeping.set_slot(name, text):
            spreading.log_spread([key], now)
            _pass_on(key)
        printing.note_printed(sheet, 200, now, late=again)
        if not again:
            keeping.drop_keys(gone)


def _pass_on(key: str) -> None:
    """Ask for the pages of a slot: the newest are spliced now, the rest when there is time."""
    now = clock.now()
    prompt, aside = prompt_and_aside(spreading.reached([key]), now)
    for pks in spreading.chunks(prompt):
        _ask_splice(Sheet.objects.filter(pk__in=pks))
    shelf = edition.present()
    for pks in spreading.chunks(aside):
        rows = Sheet.objects.filter(pk__in=pks)
        addresses = list(rows.values_list("address", flat=True))
        for address in addresses:
            shelf.set_aside(address)
        purgeroom.queue(addresses)
        _ask_splice(rows, aside=True)
    shelf.advance()


def _ask_splice(rows: QuerySet[Sheet], *, aside: bool = False) -> None:
    now = clock.now()
    changes: dict[str, object] = {
        "asked": F("asked") + 1,
        "asked_at": Coalesce("asked_at", Value(now)),
        "need": Greatest(F("need"), Value(Need.SPLICE), output_field=PositiveSmallIntegerField()),
        "failures": 0,
        "aside": aside,
        "rank": spreading.idle_rank() if aside else spreading.due_rank(now),
    }
    rows.update(**changes)


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
    now = clock.now()
    shelf = edition.present()
    swapped = []
    with transaction.atomic():
        spreading.hold_latch()
        rows = Sheet.objects.in_bulk([sheet.pk for sheet, _ in ready])
        for sheet, seal in ready:
            row = rows[sheet.pk]
            late = row.asked != sheet.asked or spreading.touched_since(since, seal.keys)
            if row.claimed_by != sheet.claimed_by:
                continue
            if not (late and row.aside) and shelf.put(seal):
                swapped.append(seal)
            printing.note_printed(row, seal.status, now, late=late)
        purgeroom.queue(seal.address for seal in swapped)
    shelf.advance()
    return swapped
