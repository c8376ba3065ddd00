"""What is done to stories on Wagtail's own screens: new ones past ``file_draft``, and locks.

Wagtail's own history tells of each with its user; what it tells is written to our log as well.
A draft that is saved is kept as a revision, which says what changed better than a row could.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import PageLogEntry

from broadsheet.records.actions import write
from broadsheet.stories import doors
from broadsheet.stories.actions.filing import tell_filed
from broadsheet.stories.models import Story

LOCKS = {"wagtail.lock": ("story.lock", True), "wagtail.unlock": ("story.unlock", False)}


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_told, sender=PageLogEntry, dispatch_uid="stories.journal")


def _told(instance: PageLogEntry, raw: bool = False, **_: Any) -> None:
    if raw or not {instance.action} & {"wagtail.create", *LOCKS}:
        return
    story = Story.objects.filter(pk=instance.page_id).first()
    if story is None:
        return
    if instance.action in LOCKS:
        _tell_lock(story, instance)
    elif not doors.under_way(doors.FILING):
        tell_filed(story, by=instance.user, at=instance.timestamp)


def _tell_lock(story: Story, entry: PageLogEntry) -> None:
    act, locked = LOCKS[entry.action]
    before, after = {"locked": not locked}, {"locked": locked}
    write(act, subject=story, actor=entry.user, at=entry.timestamp, before=before, after=after)
