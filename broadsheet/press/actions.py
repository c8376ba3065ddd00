"""What rooms and commands ask of the press besides saying what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from broadsheet.kit import clock
from broadsheet.press import bell, changes, edition, plates, purgeroom, spreading
from broadsheet.press.models import Latch, Need, Sheet
from broadsheet.press.plates import Wanted
from broadsheet.press.rules import IMPRINT, SLOT

IN_ONE_GO = 1_000


def take_out(keys: Iterable[str]) -> int:
    """Take every page that was made from these out of the edition at once, and its copy as well.

    For what nobody may read a moment longer. The pages are printed anew from what is left; call
    it after the commit. Returns how many were taken out.
    """
    pks = [sheet.pk for sheet in spreading.reached(keys)]
    shelf = edition.present()
    for some in spreading.chunks(pks):
        pages = Sheet.objects.filter(pk__in=some).exclude(address__startswith=SLOT)
        addresses = list(pages.values_list("address", flat=True))
        for address in addresses:
            shelf.discard(address)
        with transaction.atomic():
            purgeroom.queue(addresses)
    shelf.advance()
    return len(pks)


def forget(addresses: Iterable[str]) -> None:
    """Have the caches in front forget what they keep at these addresses, files among them."""
    with transaction.atomic():
        purgeroom.queue(addresses)


def set_imprint(digest: str) -> bool:
    """Say by what pages are printed now; if it is another one, all are printed again.

    Templates, code and settings are no rows: nothing else would tell the press that they changed.
    """
    with transaction.atomic():
        changed = Latch.objects.exclude(imprint=digest).update(imprint=digest)
        if changed:
            changes.note(IMPRINT)
    return bool(changed)


@dataclass(frozen=True)
class Listed:
    """How far the listing has come: addresses seen, and those that the press did not know."""

    seen: int
    new: int


def list_all(*, anew: bool = False) -> Iterator[Listed]:
    """Ask for every page of every plate; those that are printed and right are left alone.

    ``anew`` asks for all of them again. What is asked for is kept, so that printing can be stopped
    and taken up.
    """
    seen, before = 0, Sheet.objects.count()
    if anew:
        with transaction.atomic():
            spreading.hold_latch()
            now = clock.now()
            for pks in spreading.chunks(Sheet.objects.values_list("pk", flat=True)):
                spreading.ask(pks, now)
    for plate in plates.registered():
        for some in spreading.chunks(plate.addresses(), IN_ONE_GO):
            ask_for(some)
            seen += len(some)
            yield Listed(seen, Sheet.objects.count() - before)
    bell.ring()


def ask_for(wanted: Iterable[Wanted]) -> None:
    """Ask for pages that are not printed yet; those that stand are left as they are."""
    now = clock.now()
    sheets = []
    for one in wanted:
        sheet = spreading.sheet_for(one.address)
        if sheet is not None:
            sheet.weight, sheet.dated = one.weight, one.dated
            sheets.append(sheet)
    with transaction.atomic():
        spreading.add_sheets(sheets, now)
        missing = Sheet.objects.filter(address__in=[one.address for one in sheets], aside=True)
        missing.filter(need=Need.RENDER).update(aside=False, rank=spreading.due_rank(now))
