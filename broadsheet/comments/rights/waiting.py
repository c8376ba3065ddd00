"""What waits for an answer by a date: appeals and notices, for those who may settle them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.comments.actions.deciding import MODERATE
from broadsheet.comments.actions.noticing import SETTLE
from broadsheet.comments.models import Appeal, Notice, Thread
from broadsheet.comments.models.decisions import Settling
from broadsheet.comments.moderation.reach import of_threads

MOST = 100
"""Rows on one screen: what is due first stands first, and goes when it is settled."""


def settles_notices(user: Any) -> bool:
    """Whether a user decides notices."""
    return bool(getattr(user, "is_staff", False)) and may(user, SETTLE)


def appeals_of(user: User) -> QuerySet[Appeal]:
    """Return the appeals that a user may see: of the sections where they moderate."""
    rows = Appeal.objects.select_related(
        "statement__decision__comment__thread__story",
        "statement__decision__by",
        "statement__sanction",
        "statement__voice",
    )
    where = pages_where_may(user, MODERATE)
    if where is None:
        return rows.none()
    if where == Q():
        return rows
    threads = Thread.objects.filter(of_threads(where))
    found = Q(statement__decision__comment__thread__in=threads)
    if may(user, "sanction.lay"):
        found |= Q(statement__sanction__isnull=False)
    return rows.filter(found)


def waiting(rows: QuerySet[Any]) -> Sequence[Any]:
    """Return what waits, the most urgent first."""
    return list(rows.filter(outcome=Settling.Outcome.WAITING).order_by("due_at", "pk")[:MOST])


def settled(rows: QuerySet[Any]) -> Sequence[Any]:
    """Return what was settled last."""
    return list(rows.exclude(outcome=Settling.Outcome.WAITING).order_by("-settled_at")[:MOST])


def notices() -> QuerySet[Notice]:
    """Return all notices, with what they are of."""
    return Notice.objects.select_related("comment__thread__story", "comment__voice")
