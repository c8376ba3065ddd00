"""Marking a story in the transaction of whatever changed it, by whichever door that came."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from broadsheet.kit import clock
from broadsheet.offline.keys import of_mark as keys_of
from broadsheet.offline.models import Mark
from broadsheet.pictures.keys import picture
from broadsheet.pictures.models import Picture
from broadsheet.press import queries
from broadsheet.press.changes import in_bulk
from broadsheet.recordings.keys import recording
from broadsheet.recordings.models import Recording
from broadsheet.sections.printing import UNSEEN
from broadsheet.stories.models import Correction, LiveEntry, Story, Version

SHOWN: dict[type[Model], Callable[[int], str]] = {Picture: picture, Recording: recording}
IN_ONE_GO = 500
_NUMBER = re.compile(r"-(\d{1,18})\.html$")


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_story_written, sender=Story, dispatch_uid="offline.story")
    post_save.connect(_version_kept, sender=Version, dispatch_uid="offline.version")
    post_save.connect(_part_written, sender=Correction, dispatch_uid="offline.correction")
    for signal in (post_save, post_delete):
        signal.connect(_part_written, sender=LiveEntry, dispatch_uid="offline.entry")
    for model, key in SHOWN.items():
        uid = f"offline.{model._meta.model_name}"  # noqa: SLF001 - the documented way to its name
        post_save.connect(partial(_withdrawn, key), sender=model, weak=False, dispatch_uid=uid)


def mark(number: int, *, gone: bool) -> Mark:
    """Mark a story; the marks that it had before go."""
    with transaction.atomic():
        made = Mark.objects.create(number=number, gone=gone, at=clock.now())
        Mark.objects.filter(number=number, pk__lt=made.pk).delete()
    return made


def mark_all(numbers: Iterable[int]) -> None:
    """Mark those of many stories that readers may have as changed, some hundreds at a time."""
    rows = Story.objects.out().filter(number__in=list(numbers)).order_by("number")
    found = list(rows.values_list("number", flat=True))
    for start in range(0, len(found), IN_ONE_GO):
        some = found[start : start + IN_ONE_GO]
        told = {key for number in some for key in keys_of(number)}
        with in_bulk(*told):
            first = Mark.objects.create(number=some[0], gone=False, at=clock.now())
            rest = [Mark(number=number, gone=False, at=first.at) for number in some[1:]]
            Mark.objects.bulk_create(rest)
            Mark.objects.filter(number__in=some, pk__lt=first.pk).delete()


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


def _withdrawn(
    key: Callable[[int], str],
    instance: Any,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    """Mark the stories that show what was withdrawn, or given back: a picture, a recording.

    The press knows their pages; a page that was never printed nobody has read.
    """
    if update_fields is None or "withdrawn_at" not in update_fields:
        return
    pages = queries.made_from(key(instance.pk))
    mark_all({int(found[1]) for page in pages if (found := _NUMBER.search(page))})


def _mark_changed(story_id: int) -> None:
    story = Story.objects.filter(pk=story_id).exclude(published_at=None).first()
    if story is not None:
        mark(story.number, gone=not is_out(story))
