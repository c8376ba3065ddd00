"""What the screens of one story share: the way to them leads by the story's own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from broadsheet.accounts.screens import DeskScreen
from broadsheet.stories.models import Story


class StoryScreen(DeskScreen):
    """A screen of one story, reached from its editing screen."""

    story: Story

    def headline(self) -> str:
        """Return what the story is called on the way."""
        return str(self.story)

    def way_here(self) -> list[dict[str, Any]]:
        """Return the story's editing screen."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        return [{"url": edit, "label": self.headline()}]
