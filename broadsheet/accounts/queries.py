"""What other rooms ask about users."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from wagtail.models import Page

from broadsheet.accounts import rules
from broadsheet.accounts.models import RoleGrant, User
from broadsheet.accounts.rules import Grant

_CACHE = "_held_grants"


def grants_of(user: User) -> tuple[Grant, ...]:
    """Return the roles that ``user`` holds, read once for each user object."""
    held: tuple[Grant, ...] | None = getattr(user, _CACHE, None)
    if held is None:
        rows = RoleGrant.objects.filter(user=user).values_list("role", "node__path")
        held = tuple(Grant(role, path or rules.WHOLE_PAPER) for role, path in rows)
        setattr(user, _CACHE, held)
    return held


def forget_grants(user: User) -> None:
    """Read the roles anew at the next question."""
    if hasattr(user, _CACHE):
        delattr(user, _CACHE)


def may(user: Any, act: str, place: Page | str | None = None, *, own: bool | None = None) -> bool:
    """Whether ``user`` may do ``act`` at ``place``: a page, a tree path, or the whole paper.

    A page that ``user`` owns is their own unless ``own`` says otherwise. Nobody who is inactive
    or not signed in may do anything, a superuser everything; what ``is_sealed`` is closed to all
    but a few acts. Raises ``rules.UnknownActError``.
    """
    if getattr(place, "is_sealed", False) and act not in rules.OF_SEALED:
        return False
    embargoed = getattr(place, "is_embargoed", False) and act != rules.READ_EMBARGOED
    # Nobody does anything with what they may not read.
    if embargoed and not may(user, rules.READ_EMBARGOED, place, own=own):
        return False
    if user is None or isinstance(user, AnonymousUser) or not user.is_active:
        allowed: tuple[Grant, ...] = ()
    elif user.is_superuser:
        allowed = (Grant(rules.ADMINISTRATOR),)
    else:
        allowed = grants_of(user)
    path = place.path if isinstance(place, Page) else place or rules.WHOLE_PAPER
    if own is None:
        own = isinstance(place, Page) and user is not None and place.owner_id == user.pk
    return rules.may(act, allowed, path, own=own)


def pages_where_may(user: Any, act: str) -> Q | None:
    """Return the condition on pages (by path and owner) where ``may`` says yes; ``None``: nowhere.

    For an act whose place is a section. An empty condition is everywhere.
    """
    if user is None or isinstance(user, AnonymousUser) or not user.is_active:
        return None
    if user.is_superuser:
        return Q()
    rule, found = rules.ACTS[act], None
    for grant in grants_of(user):
        if grant.role not in rule.roles | rule.own:
            continue
        where = Q(path__startswith=grant.path) if grant.path else Q()
        if grant.role not in rule.roles:
            where &= Q(owner=user.pk)
        elif not grant.path:
            return Q()
        found = where if found is None else found | where
    return found


def colleagues(user: Any, roles: Collection[str]) -> QuerySet[RoleGrant]:
    """Return the grants held where ``user`` holds one of ``roles``: in a section, above or below.

    What is held over the whole paper is among them, if ``user`` holds any of the roles at all.
    """
    paths = [grant.path for grant in grants_of(user) if grant.role in roles]
    if rules.WHOLE_PAPER in paths:
        return RoleGrant.objects.all()
    if not paths:
        return RoleGrant.objects.none()
    where, step = Q(node__isnull=True), Page.steplen
    for path in paths:
        above = [path[:end] for end in range(step, len(path), step)]
        where |= Q(node__path__startswith=path) | Q(node__path__in=above)
    return RoleGrant.objects.filter(where)


def staff_with_role(role: str, path: str = rules.WHOLE_PAPER) -> list[User]:
    """Return the active users whose grant of ``role`` counts at ``path``."""
    grants = RoleGrant.objects.filter(role=role, user__is_active=True).select_related(
        "user", "node"
    )
    found = {
        grant.user_id: grant.user
        for grant in grants
        if path.startswith(grant.node.path if grant.node else rules.WHOLE_PAPER)
    }
    return list(found.values())
