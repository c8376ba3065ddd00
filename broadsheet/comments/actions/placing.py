"""What holds at a place: the rules of the paper and of its sections, and one thread's own."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import policies
from broadsheet.comments.actions.deciding import MODERATE, place_of, refused
from broadsheet.comments.models import Mode, PlaceRules, Thread
from broadsheet.comments.policy.clauses import Effect
from broadsheet.records.actions import Subject, write
from broadsheet.sections.models import Section

RULES, THREAD = "comment.rules", "comment.thread"
SLOWEST = 3600


@dataclass(frozen=True)
class Rules:
    """What is said of a place; what is empty is inherited from above."""

    mode: str = ""
    open_hours: int | None = None
    night_from: time | None = None
    night_until: time | None = None
    effects: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ThreadRules:
    """What is said of one thread."""

    mode: str = ""
    open_until: datetime | None = None
    slow_seconds: int = 0


def set_rules(section: Section | None, said: Rules, *, by: User, at: datetime) -> PlaceRules:
    """Set what holds in a section, or (``None``) in the whole paper.

    Raises ``PermissionDenied``, and ``Refused`` for half a night or an effect that is none.
    """
    allow(by, RULES, section)
    _fit(said, at)
    with transaction.atomic():
        row = PlaceRules.objects.select_for_update().filter(section=section).first()
        before = _facts(row)
        row = row or PlaceRules(section=section)
        for name, value in asdict(said).items():
            setattr(row, name, value)
        row.save()
        name = str(section) if section else ""
        subject = Subject("comment_rules", str(section.pk if section else 0), name)
        write(RULES, subject=subject, actor=by, at=at, before=before, after=_facts(row))
    return row


def _fit(said: Rules, at: datetime) -> None:
    if said.mode not in {"", *Mode.values}:
        raise refused("mode", _("There is no such mode."))
    if (said.night_from is None) != (said.night_until is None):
        raise refused("night", _("A night has a beginning and an end: give both, or neither."))
    policy = policies.in_force(at)
    for clause, effect in said.effects.items():
        if policy.get(clause) is None or effect not in set(Effect):
            words = _("“%(clause)s” is no clause of the policy, or cannot do that.")
            raise refused("effect", words % {"clause": clause})


def _facts(row: PlaceRules | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "mode": row.mode,
        "open_hours": -1 if row.open_hours is None else row.open_hours,
        "night": f"{row.night_from or ''}-{row.night_until or ''}",
        "effects": row.effects,
    }


def set_thread(thread: Thread, said: ThreadRules, *, by: User, at: datetime) -> Thread:
    """Set one thread's mode, its end and its pace: closed, slowed, opened again.

    Raises ``PermissionDenied``, and ``Refused`` for what cannot be.
    """
    with transaction.atomic():
        row = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
        allow(by, MODERATE, place_of(row))
        if said.mode not in {"", *Mode.values}:
            raise refused("mode", _("There is no such mode."))
        if not 0 <= said.slow_seconds <= SLOWEST:
            raise refused("slow", _("A thread is slowed to one comment an hour at most."))
        before = _of_thread(row)
        row.mode, row.open_until = said.mode, said.open_until
        row.slow_seconds = said.slow_seconds
        row.save(update_fields=["mode", "open_until", "slow_seconds"])
        subject = Subject("thread", str(row.pk), row.title)
        write(THREAD, subject=subject, actor=by, at=at, before=before, after=_of_thread(row))
    return row


def _of_thread(row: Thread) -> dict[str, Any]:
    until = row.open_until.isoformat() if row.open_until else ""
    return {"mode": row.mode, "open_until": until, "slow_seconds": row.slow_seconds}
