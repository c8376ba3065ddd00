"""The question that every act asks before it does anything."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may

log = structlog.get_logger(__name__)


def allow(by: Any, act: str, place: Page | None = None) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may do ``act`` there; ``None`` is the system."""
    if by is None or may(by, act, place):
        return
    log.warning("act.refused", act=act, page=place.pk if place else None, actor=by.pk)
    raise PermissionDenied(_("Your role does not allow this here."))


def actor_of(request: HttpRequest) -> User:
    """Return who is signed in; raises ``PermissionDenied`` for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
