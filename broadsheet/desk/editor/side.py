"""The side panel with what the house checks find, while somebody writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from broadsheet.stories.models import Story


class FindingsPanel(BaseSidePanel):
    """Findings, kept up to date by a script."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """Shows how many there are."""

        aria_label = _("Toggle house checks")
        icon_name = "clipboard-list"
        counter_classname = "desk-counter"

    name = "house"
    title = _("House checks")
    template_name = "desk/editor/findings.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add where the script asks."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"answers_url": self._answers_url(parent_context)}

    def _answers_url(self, parent_context: Any) -> str:
        if self.object.pk:
            return reverse("desk_answers", args=[self.object.pk])
        section = parent_context["parent_page"].pk
        return reverse("desk_answers_new", args=["stories", "story", section])


def findings_panel(story: Story, request: HttpRequest) -> FindingsPanel:
    """Make the panel for a request."""
    return FindingsPanel(story, request)
