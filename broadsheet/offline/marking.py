"""Marking a story in the transaction of whatever changed it, by whichever door that came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from broadsheet.kit import clock
from broadsheet.offline.models import Mark
from broadsheet.sections.printing import UNSEEN
from broadsheet.stories.models import Correction, LiveEntry, Story, Version


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_story_written, sender=Story, dispatch_uid="offline.story")
    post_save.connect(_version_kept, sender=Version, dispatch_uid="offline.version")
    post_save.connect(_part_written, sender=Correction, dispatch_uid="offline.correction")
    for signal in (post_save, post_delete):
        signal.connect(_part_written, sender=LiveEntry, dispatch_uid="offline.entry")


def mark(number: int, *, gone: bool) -> Mark:
    """Mark a story; the marks that it had before go."""
    with transaction.atomic():
        made = Mark.objects.create(number=number, gone=gone, at=clock.now())
        Mark.objects.filter(number=number, pk__lt=made.pk).delete()
    return made


def is_out(story: Story) -> bool:
    """Say whether readers may have a story."""
    return bool(story.live and story.published_at is not None and story.withdrawn_at is None)


def _story_written(
    instance: Story,
    created: bool,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **_: Any,
) -> None:
    """Mark a story that was taken from the readers, or given back to them."""
    unseen = update_fields is not None and set(update_fields) <= UNSEEN
    if raw or created or unseen or instance.published_at is None:
        return
    last = Mark.objects.filter(number=instance.number).order_by("-pk").first()
    gone = not is_out(instance)
    if gone != (last is not None and last.gone):
        mark(instance.number, gone=gone)


def _version_kept(instance: Version, created: bool, raw: bool = False, **_: Any) -> None:
    """Mark a story of which another version was published; nobody can have saved it before one."""
    if created and not raw and instance.number > 1:
        _mark_changed(instance.story_id)


def _part_written(instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw:
        _mark_changed(instance.story_id)


def _mark_changed(story_id: int) -> None:
    story = Story.objects.filter(pk=story_id).exclude(published_at=None).first()
    if story is not None:
        mark(story.number, gone=not is_out(story))
