"""Readers' requests as the desk may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import grants_of
from broadsheet.accounts.rules import ACTS, Grant
from broadsheet.trust.actions import ANSWER
from broadsheet.trust.models import CorrectionRequest, State

PER_PAGE = 30


def may_see(user: User) -> bool:
    """Whether the user answers requests of any section."""
    return user.is_superuser or bool(_held(user))


def _held(user: User) -> list[Grant]:
    return [grant for grant in grants_of(user) if grant.role in ACTS[ANSWER].roles]


def for_user(user: User) -> QuerySet[CorrectionRequest]:
    """Return the requests that the user may answer, newest first: those of their sections."""
    rows = CorrectionRequest.objects.select_related("story").order_by("-pk")
    if user.is_superuser:
        return rows
    held = _held(user)
    if not held:
        return rows.none()
    where = Q()
    for grant in held:
        where |= Q(story__path__startswith=grant.path)
    return rows.filter(where)


def page_of(user: User, *, waiting: bool, before: int | None) -> dict[str, Any]:
    """Return one page of them: those that wait, or those that were answered."""
    rows = for_user(user)
    state = Q(state=State.WAITING)
    rows = rows.filter(state) if waiting else rows.exclude(state)
    found = list((rows.filter(pk__lt=before) if before else rows)[: PER_PAGE + 1])
    older = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
    return {"requests": found[:PER_PAGE], "older": older}
