"""Side panels of the story editor that rooms above bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import MediaContainer

from broadsheet.stories.models import Story

SidePanel = Callable[[Story, HttpRequest], Any]
_panels: list[SidePanel] = []


def register_side_panel(panel: SidePanel) -> None:
    """Show a side panel in the story editor: a component of Wagtail, made for each request."""
    _panels.append(panel)


class SidePanels:
    """For the editor's views: Wagtail's side panels, and those that were registered."""

    page: Any
    request: HttpRequest

    def get_side_panels(self) -> Any:
        """Add the panels; what is drawn anew at an autosave is Wagtail's own only."""
        panels = super().get_side_panels()  # type: ignore[misc]
        if getattr(self, "expects_json_response", False):
            return panels
        return MediaContainer([*panels, *(make(self.page, self.request) for make in _panels)])
