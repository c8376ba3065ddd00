"""Who may look at a front's draft, arrange it, publish it; and how that is said."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from broadsheet.accounts.models import Role, User
from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import grants_of, may
from broadsheet.accounts.rules import ACTS
from broadsheet.fronts import rules
from broadsheet.fronts.models import Front
from broadsheet.fronts.queries import place_of


def sees_fronts(user: Any) -> bool:
    """Whether there are fronts for the user: whoever arranges any, wherever."""
    if user.is_superuser:
        return True
    held = {grant.role for grant in grants_of(user)}
    return bool(held & ACTS[rules.EDIT].roles)


def may_edit(user: Any, front: Front) -> bool:
    """Whether the user arranges this front."""
    return may(user, rules.EDIT, place_of(front))


def may_publish(user: Any, front: Front) -> bool:
    """Whether the user gives it to readers."""
    return may(user, rules.PUBLISH, place_of(front))


def looking(request: Any) -> User:
    """Return who asks; raises ``PermissionDenied`` for whoever has nothing to do with fronts."""
    user = actor_of(request)
    if not sees_fronts(user):
        raise PermissionDenied
    return user


def who_may(act: str, front: Front) -> str:
    """Return the roles that may, and where, as a person would say it."""
    roles = ACTS[act].roles
    names = [str(label) for role, label in Role.choices if role in roles]
    place = place_of(front)
    where = (
        _("in %(section)s or above") % {"section": place} if place else _("over the whole paper")
    )
    return f"{', '.join(names)} {where}"
