"""What is done to sections on Wagtail's screens, written to our log as well.

Wagtail's own history tells of every act on a page with its user, in the act's transaction.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import PageLogEntry

from broadsheet.records.actions import Subject, write
from broadsheet.sections.models import FrontPage, Section

KINDS = {Section: "section", FrontPage: "front page"}


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_told, sender=PageLogEntry, dispatch_uid="sections.journal")


def _told(instance: PageLogEntry, raw: bool = False, **_: Any) -> None:
    kind = None if raw else KINDS.get(instance.content_type.model_class())
    if kind is None or _tells_itself(instance):
        return
    section = Section.objects.filter(pk=instance.page_id).first()
    write(
        f"section.{instance.action.removeprefix('wagtail.')}",
        subject=Subject(kind, str(instance.page_id), instance.label),
        actor=instance.user,
        at=instance.timestamp,
        after={"address": section.address} if section else {},
    )


def _tells_itself(entry: PageLogEntry) -> bool:
    """What ``add_section`` makes has a record of its own."""
    return bool(entry.action == "wagtail.create" and entry.user is None)
