"""What is due, done, late and parked, as the desk, the command and other rooms ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from broadsheet.outbox.kinds import Thing
from broadsheet.outbox.models import Appointment, Effect, State
from broadsheet.outbox.rules import LATE


@dataclass(frozen=True)
class Standing:
    """How one of the two tables stands. ``oldest_due`` is the time of the oldest late row."""

    waiting: int
    late: int
    parked: int
    unknown: int
    done: int
    next_at: datetime | None
    oldest_due: datetime | None

    @property
    def needs_a_person(self) -> int:
        """How many rows nobody tries any more."""
        return self.parked + self.unknown


def late_acts(at: datetime) -> QuerySet[Any]:
    """Acts whose time was missed and that are not done yet, the oldest first."""
    rows = Appointment.objects.filter(state=State.WAITING, due_at__lt=at - LATE)
    return rows.order_by("due_at", "pk")


def late_effects(at: datetime) -> QuerySet[Any]:
    """Effects that are not there half a minute after their act, the oldest first."""
    rows = Effect.objects.filter(state__in=(State.WAITING, State.SENDING), made_at__lt=at - LATE)
    return rows.order_by("made_at", "pk")


def acts(at: datetime) -> Standing:
    """How the acts at their time stand."""
    return _standing(Appointment, late_acts(at), "due_at")


def effects(at: datetime) -> Standing:
    """How the effects stand."""
    return _standing(Effect, late_effects(at), "made_at")


def _standing(model: type[Appointment] | type[Effect], late: QuerySet[Any], due: str) -> Standing:
    def count(*states: State) -> int:
        return model.objects.filter(state__in=states).count()

    return Standing(
        waiting=count(State.WAITING, State.SENDING),
        late=late.count(),
        parked=count(State.PARKED),
        unknown=count(State.UNKNOWN),
        done=count(State.DONE),
        next_at=model.objects.filter(state=State.WAITING).aggregate(at=Min("next_at"))["at"],
        oldest_due=late.aggregate(at=Min(due))["at"],
    )


def due_soon() -> QuerySet[Any]:
    """Acts that wait for their time, the next first."""
    return Appointment.objects.filter(state=State.WAITING).order_by("due_at", "pk")


def parked_acts() -> QuerySet[Any]:
    """Acts that wait for a person, the oldest first."""
    return Appointment.objects.for_a_person().order_by("due_at", "pk")


def parked_effects() -> QuerySet[Any]:
    """Effects that wait for a person, the oldest first."""
    return Effect.objects.for_a_person().order_by("made_at", "pk")


def done_acts() -> QuerySet[Any]:
    """Acts that were done at their time, the latest first."""
    return Appointment.objects.filter(state=State.DONE).order_by("-done_at", "-pk")


def receipts() -> QuerySet[Any]:
    """Effects that are there, the latest first."""
    return Effect.objects.filter(state=State.DONE).order_by("-done_at", "-pk")


def acts_of(subject: Thing) -> QuerySet[Any]:
    """All acts at their time of one subject, the latest first."""
    return Appointment.objects.of(subject).order_by("-due_at", "-pk")


def effects_of(subject: Thing) -> QuerySet[Any]:
    """All effects of one subject, the latest first."""
    return Effect.objects.of(subject).order_by("-made_at", "-pk")


def overtaken_by(key: str) -> str:
    """Return the key of a later effect of the same name on the same subject, or ""."""
    mine = Effect.objects.filter(key=key).first()
    if mine is None:
        return ""
    later = Effect.objects.of(mine.thing).filter(name=mine.name, pk__gt=mine.pk)
    return str(later.values_list("key", flat=True).order_by("-pk").first() or "")
