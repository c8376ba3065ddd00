"""What the screens of the conversation share: the way between them, and who sees which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.screens import DeskScreen
from broadsheet.comments.moderation.reach import moderates


@dataclass(frozen=True)
class Part:
    """A screen in the line of the conversation's screens."""

    name: str
    label: Any
    seen_by: Callable[[Any], bool]
    order: int = 20


PARTS: list[Part] = [Part("moderation", _("Queues"), moderates, 0)]


def parts_for(user: Any, here: str) -> list[dict[str, Any]]:
    """Return the screens that a user sees, with the one they are on marked."""
    return [
        {"label": part.label, "url": reverse(part.name), "here": part.name == here}
        for part in sorted(PARTS, key=lambda part: part.order)
        if part.seen_by(user)
    ]


class ConversationScreen(DeskScreen):
    """A screen of the conversation: for those of its part."""

    header_icon = "comment"
    part = "moderation"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer those who see this part."""
        self.user = actor_of(request)
        if not self.may_see():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_see(self) -> bool:
        """Whether the screen is for who asks."""
        return any(part.name == self.part and part.seen_by(self.user) for part in PARTS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way between the screens."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"parts": parts_for(self.user, self.part)}
