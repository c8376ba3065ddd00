"""When a settled slot changes: render it once, splice it into every page that carries it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.db.models import F, PositiveSmallIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from broadsheet.kit import clock
from broadsheet.press import edition, keeping, purgeroom, sealing, slots, spreading
from broadsheet.press.models import Need, Sheet
from broadsheet.press.recording import recording
from broadsheet.press.rules import IMPRINT, RUNNING, SLOT, hashes, prompt_and_aside
from broadsheet.press.sealing import Seal
from broadsheet.press.swapping import Finished, note, swap

OK = 200
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
        again = bool(spreading.keys_since(since) & hashes(record.keys))
        if keeping.set_slot(name, text):
            spreading.log_spread([key], now)
            _pass_on(key)
        note([(sheet, OK)], {sheet.pk} if again else set(), now)
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
    ready: list[Finished] = []
    for sheet in sheets:
        seal = seals[sheet.pk]
        if seal is None or any(name not in parts for name in _settled(seal)):
            Sheet.objects.filter(pk=sheet.pk).update(need=Need.RENDER, claimed_by="")
        else:
            ready.append(Finished(sheet, sealing.recompose(seal, parts)))
    return _swap(ready, since)


def _settled(seal: Seal) -> list[str]:
    return [place.name for place in seal.slots if not place.name.startswith(RUNNING)]


def _swap(ready: Sequence[Finished], since: int) -> list[Seal]:
    with transaction.atomic():
        spreading.hold_latch()
        changed, _late = swap(ready, since, clock.now())
        purgeroom.queue(seal.address for seal in changed)
    edition.present().advance()
    return changed
