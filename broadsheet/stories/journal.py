"""New stories that come in past ``file_draft``: by the create screen, a copy, a program.

Wagtail's own history tells of each with its user; what it tells is written to our log as well.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import PageLogEntry

from broadsheet.stories import doors
from broadsheet.stories.actions.filing import tell_filed
from broadsheet.stories.models import Story


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_told, sender=PageLogEntry, dispatch_uid="stories.journal")


def _told(instance: PageLogEntry, raw: bool = False, **_: Any) -> None:
    if raw or instance.action != "wagtail.create" or doors.under_way(doors.FILING):
        return
    story = Story.objects.filter(pk=instance.page_id).first()
    if story is not None:
        tell_filed(story, by=instance.user, at=instance.timestamp)
