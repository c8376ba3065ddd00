"""Handing changes to the sheets that were made from what changed.

One transaction at a time, under the latch: so the numbers of spread keys come in the order of
commits, and a print that saves its keys sees every change that was spread since it began.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Case, F, PositiveSmallIntegerField, Q, Value, When
from django.db.models.functions import Coalesce, Greatest

from broadsheet.kit import clock
from broadsheet.press import changes, edition, plates, purgeroom
from broadsheet.press.models import Change, Latch, Need, Sheet, SheetKey, SpreadKey
from broadsheet.press.rules import (
    FRESH,
    FRONTS,
    IDLE,
    PAGE,
    SLOT,
    SLOT_PLATE,
    Reached,
    hashes,
    prompt_and_aside,
    rank,
)

AT_ONCE = 2_000
"""Changes taken in one go."""
IN_ONE_QUERY = 500
REMEMBERED = timedelta(minutes=15)
"""How long spread keys are kept: longer than any render."""
MANY = 200
"""From how many files on they are set aside before the latch is taken, not under it."""
T = TypeVar("T")


def chunks(values: Iterable[T], size: int = IN_ONE_QUERY) -> Iterator[tuple[T, ...]]:
    """Cut values into pieces that one query takes."""
    values = iter(values)
    while piece := tuple(islice(values, size)):
        yield piece


def hold_latch() -> None:
    """Wait for the latch; it is let go at the end of the transaction.

    On SQLite the transaction itself is one: it begins with the writer's lock.
    """
    if connection.features.has_select_for_update:
        Latch.objects.select_for_update().get()


def unhurried() -> None:
    """Have the transaction that begins committed without waiting for the disk.

    Only where nothing is lost with it: a claim that is gone is void, and a page of which it is not
    known that it was printed is printed again (decision 5). What a person did is never unhurried,
    nor is the spreading: the numbers of spread keys never go back.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")


def spread() -> int:
    """Hand over what waits; return how many changes were taken, 0 when none is left."""
    if not _waiting():
        return 0
    changes.taken()
    now = clock.now()
    try:
        return _hand_over(now, MANY)
    except _TooMany:
        _make_room(now)
    return _hand_over(now)


class _TooMany(Exception):  # noqa: N818  (it never leaves this module)
    """A change reached many sheets."""


def _make_room(now: datetime) -> None:
    """Set many sheets aside before the latch is taken: publishers would wait for it."""
    aside = [pk for _need, _prompt, some in _plan(_waiting(), now) for pk in some]
    if len(aside) > MANY:
        _set_aside(aside)


def _plan(
    waiting: Iterable[Change], now: datetime, most: int | None = None
) -> list[tuple[Need, list[int], list[int]]]:
    """Return what is needed of which sheets: at once, and when a reader asks."""
    keys = {change.key for change in waiting}
    parts = {key for key in keys if key.startswith(SLOT)}
    return [
        (need, *prompt_and_aside(reached(some, most), now))
        for some, need in ((keys - parts, Need.RENDER), (parts, Need.SPLICE))
        if some
    ]


def _hand_over(now: datetime, most: int | None = None) -> int:
    """Hand over what waits. Raises ``_TooMany``, with nothing done, if more sheets are reached."""
    with transaction.atomic():
        hold_latch()
        waiting = _waiting()  # another worker may have taken what was there
        keys = {change.key for change in waiting}
        plan = _plan(waiting, now, most)
        _log(keys, now)
        _set_aside([pk for _need, _prompt, aside in plan for pk in aside])
        for need, prompt, aside in plan:
            ask(prompt, now, need=need)
            ask(aside, now, need=need, aside=True)
        _want({key for key in keys if key.startswith(PAGE)}, now)
        for pks in chunks(change.pk for change in waiting):
            Change.objects.filter(pk__in=pks).delete()
    return len(waiting)


def _waiting() -> list[Change]:
    """Return the changes that wait. Of shared parts only when all that are due are rendered:
    the newest thousand pages are those of all of them together.
    """
    found = list(Change.objects.order_by("pk")[:AT_ONCE])
    parts = any(change.key.startswith(SLOT) for change in found)
    if parts and Sheet.objects.filter(rank=0, plate=SLOT_PLATE).exists():
        others = Change.objects.order_by("pk").exclude(key__startswith=SLOT)
        found = list(others[:AT_ONCE])
    return found


def reached(keys: Iterable[str], most: int | None = None) -> list[Reached]:
    """Return the sheets that were made from something with one of these keys.

    Raises ``_TooMany`` if they are more than ``most``.
    """
    found: dict[int, Reached] = {}
    # In two steps: as one, PostgreSQL may read every sheet, not knowing how few have the key.
    with_key: set[int] = set()
    for some in chunks(sorted(hashes(keys))):
        there = SheetKey.objects.filter(key__in=some).values_list("sheet_id", flat=True)
        with_key.update(there if most is None else there[: most + 1])
        if most is not None and len(with_key) > most:
            raise _TooMany
    for pks in chunks(sorted(with_key)):
        rows = Sheet.objects.filter(pk__in=pks).values_list("pk", "weight", "dated", "lazy")
        found |= {row[0]: Reached(*row) for row in rows}
    return list(found.values())


def ask(
    sheets: Collection[int], now: datetime, *, need: int = Need.RENDER, aside: bool = False
) -> None:
    """Ask for sheets to be printed: at once, or set aside until a reader asks.

    What stands aside already is brought forth by a change of its own, not by one of a shared part.
    """
    asked, placed = _asked(now, need), _placed(now, aside=aside)
    for pks in chunks(sheets):
        rows = Sheet.objects.filter(pk__in=pks)
        if need == Need.SPLICE and not aside:
            rows.filter(aside=True).update(**asked)
            rows = rows.filter(aside=False)
        rows.update(**asked, **placed)


def _asked(now: datetime, need: int) -> dict[str, object]:
    return {
        "asked": F("asked") + 1,
        "asked_at": Coalesce("asked_at", Value(now)),
        "need": Greatest(F("need"), Value(need), output_field=PositiveSmallIntegerField()),
        "failures": 0,
    }


def _placed(now: datetime, *, aside: bool) -> dict[str, object]:
    return {"aside": aside, "rank": idle_rank() if aside else due_rank(now)}


def due_rank(now: datetime) -> Case:
    """Return the rank of sheets that are due, as the database reckons it: see ``rules.rank``."""
    return Case(
        When(Q(weight=0) | Q(dated__gt=now - FRESH), then=Value(0)),
        When(weight__lte=FRONTS, then=Value(1)),
        default=F("weight"),
        output_field=PositiveSmallIntegerField(),
    )


def idle_rank() -> Case:
    """Return the rank of sheets that are set aside: after all that is due, or none if lazy."""
    return Case(
        When(lazy=True, then=Value(None)),
        default=F("weight") + IDLE,
        output_field=PositiveSmallIntegerField(),
    )


def keys_since(number: int) -> set[int]:
    """Return the hashes of the keys that were spread after that number; asked under the latch."""
    return set(SpreadKey.objects.filter(pk__gt=number).values_list("key", flat=True))


def last_spread() -> int:
    """Return the number of the last spread key."""
    return SpreadKey.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def forget_old_keys(now: datetime) -> None:
    """Let go of spread keys that no render under way can still ask for."""
    SpreadKey.objects.filter(at__lt=now - REMEMBERED).delete()


def _log(keys: Iterable[str], now: datetime) -> None:
    """Write down that keys are spread; under the latch."""
    SpreadKey.objects.bulk_create(SpreadKey(key=key, at=now) for key in sorted(hashes(keys)))


def _set_aside(sheets: Collection[int]) -> None:
    """Take stale sheets out of the edition: nobody is to be served one until it is printed."""
    if not sheets:
        return
    shelf = edition.present()
    for pks in chunks(sheets):
        addresses = list(Sheet.objects.filter(pk__in=pks).values_list("address", flat=True))
        shelf.set_aside(*addresses)
        purgeroom.queue(addresses)


def _want(keys: Collection[str], now: datetime) -> None:
    """Add the sheets of new addresses; one that stands already is asked for again."""
    addresses = {key.removeprefix(PAGE) for key in keys}
    for some in chunks(sorted(addresses)):
        add_sheets([wanted for address in some if (wanted := sheet_for(address))], now)
        there = Sheet.objects.filter(address__in=some)
        there.update(**_asked(now, Need.RENDER), **_placed(now, aside=False))


def sheet_for(address: str) -> Sheet | None:
    """Return a new sheet for an address, not saved yet, or ``None`` if no plate has it."""
    plate = plates.plate_for(address)
    if plate is None:
        return None
    worth = plate.worth(address)
    return Sheet(
        address=address,
        plate=plate.name,
        weight=worth.weight,
        dated=worth.dated,
        lazy=plate.lazy,
    )


def add_sheets(sheets: Collection[Sheet], now: datetime) -> None:
    """Add sheets that are not there yet."""
    for sheet in sheets:
        sheet.asked_at, sheet.rank = now, rank(sheet.weight, sheet.dated, now)
    Sheet.objects.bulk_create(sheets, ignore_conflicts=True, batch_size=IN_ONE_QUERY)
