"""What the press can say of itself: what is due, how old the oldest is, what failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from broadsheet.kit import clock
from broadsheet.press import edition, rendering
from broadsheet.press.models import Change, Sheet, SheetKey, Unpurged
from broadsheet.press.printed import SlotPlace
from broadsheet.press.rules import IDLE, RUNNING, SLOT, TRIES, hashed


@dataclass(frozen=True)
class Standing:
    """How the press stands. ``oldest`` is when the oldest change came that is not printed yet."""

    sheets: int
    due: int
    aside: int
    failed: int
    changes: int
    unpurged: int
    oldest: datetime | None

    def age(self, now: datetime) -> float:
        """Return the age of the oldest unprinted change in seconds, 0 if there is none."""
        return max(0.0, (now - self.oldest).total_seconds()) if self.oldest else 0.0


def standing() -> Standing:
    """Return how the press stands now."""
    waiting = Q(rank__lt=IDLE)
    found = Sheet.objects.aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=waiting),
        away=Count("pk", filter=Q(aside=True)),
        broken=Count("pk", filter=Q(failures__gte=TRIES)),
        asked=Min("asked_at", filter=waiting),
    )
    change = Change.objects.aggregate(count=Count("pk"), oldest=Min("at"))
    moments = [moment for moment in (found["asked"], change["oldest"]) if moment]
    return Standing(
        sheets=found["all"],
        due=found["waiting"],
        aside=found["away"],
        failed=found["broken"],
        changes=change["count"],
        unpurged=Unpurged.objects.count(),
        oldest=min(moments, default=None),
    )


def failed() -> list[tuple[str, str]]:
    """Return the addresses that could not be printed, with the reason of each."""
    rows = Sheet.objects.filter(failures__gt=0).order_by("address")
    return list(rows.values_list("address", "failure"))


def printed_since(moment: datetime) -> list[tuple[datetime, int, str]]:
    """Return what was printed after a moment, in order: when, its status, its address."""
    rows = Sheet.objects.filter(printed_at__gt=moment).order_by("printed_at", "pk")
    found = rows.values_list("printed_at", "status", "address")
    return [(at, status, address) for at, status, address in found if at is not None]


def made_from(key: str) -> list[str]:
    """Return the addresses of the pages that were made from what a key names."""
    rows = SheetKey.objects.filter(key=hashed(key)).order_by("sheet__address")
    return list(rows.values_list("sheet__address", flat=True))


@dataclass(frozen=True)
class Difference:
    """A page of the edition that is not what it would be if it were printed now."""

    address: str
    fault: str


def verify() -> Iterator[tuple[str, Difference | None]]:
    """Compare each page of the edition with a fresh render; give each address, and what is wrong.

    A page that is due is wrong as well, and said to be due: the press knows of it.
    """
    shelf = edition.present()
    pages = Sheet.objects.filter(aside=False, printed_at__isnull=False).exclude(
        address__startswith=SLOT
    )
    known = set()
    for sheet in pages.order_by("pk").iterator():
        known.add(sheet.address)
        yield sheet.address, _compared(sheet, shelf)
    for address in shelf.addresses():
        if address not in known:
            yield address, Difference(address, "in the edition, and not known to be right there")


def _compared(sheet: Sheet, shelf: edition.Edition) -> Difference | None:
    due = " (due)" if sheet.need else ""
    seal = shelf.get(sheet.address)
    if seal is None:
        return Difference(sheet.address, f"not in the edition{due}")
    fresh = rendering.render(sheet.address, anew=True).printed
    if seal.status != fresh.status:
        return Difference(sheet.address, f"answers {seal.status} instead of {fresh.status}{due}")
    if tuple(seal.headers) != tuple(fresh.headers):
        return Difference(sheet.address, f"its headers differ{due}")
    if still(seal.body(), seal.slots) != still(fresh.body, fresh.slots):
        return Difference(sheet.address, f"its text differs{due}")
    return None


def still(body: bytes, places: tuple[SlotPlace, ...]) -> bytes:
    """Return a page without its running slots: what stands in them is as old as the page."""
    pieces, done = [], 0
    for place in places:
        if place.name.startswith(RUNNING):
            pieces.append(body[done : place.start])
            done = place.end
    return b"".join([*pieces, body[done:]])


def now_standing() -> tuple[Standing, float]:
    """Return how the press stands, with the age of the oldest unprinted change in seconds."""
    found = standing()
    return found, found.age(clock.now())
