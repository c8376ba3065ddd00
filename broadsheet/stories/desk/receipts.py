"""A story's own page of the outbox: what is to be done with it, and when readers saw what was."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.outbox import queries
from broadsheet.outbox.shown import shown
from broadsheet.stories.desk.screens import StoryScreen
from broadsheet.stories.models import Story
from broadsheet.stories.timetable import thing

LATEST = 50


class ReceiptsView(StoryScreen, TemplateView):
    """Shown to whoever may edit the story."""

    template_name = "outbox/desk/receipts.html"
    page_title = _("Receipts")
    header_icon = "time"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story, and refuse whoever may not edit it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, "story.edit", self.story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return str(self.story)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its acts at their time and its effects, the latest first."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        subject = thing(self.story)
        return context | {
            "appointments": shown(queries.acts_of(subject)[:LATEST]),
            "effects": shown(queries.effects_of(subject)[:LATEST]),
        }
