"""Which things are withdrawn, as the desk's screens ask for it."""

from __future__ import annotations

from django.db.models import QuerySet

from broadsheet.desk.models.withdrawal import Withdrawal

OPEN = (Withdrawal.State.PENDING, Withdrawal.State.STANDING)


def pending() -> QuerySet[Withdrawal]:
    """Return what waits for a second person, the most urgent first."""
    rows = Withdrawal.objects.filter(state=Withdrawal.State.PENDING)
    return rows.select_related("by").order_by("confirm_by", "pk")


def standing() -> QuerySet[Withdrawal]:
    """Return what is withdrawn and stays so, the newest first."""
    rows = Withdrawal.objects.filter(state=Withdrawal.State.STANDING)
    return rows.select_related("by", "second").order_by("-at", "-pk")


def ended() -> QuerySet[Withdrawal]:
    """Return what came back, was restored or erased, the newest first."""
    rows = Withdrawal.objects.exclude(state__in=OPEN)
    return rows.select_related("by", "second").order_by("-at", "-pk")


def open_of(kind: str, number: str) -> Withdrawal | None:
    """Return the withdrawal of a thing that is away, or ``None``."""
    return Withdrawal.objects.filter(kind=kind, thing_id=number, state__in=OPEN).first()
