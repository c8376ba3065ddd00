"""Pictures of what is published: their files are made ahead, so that no reader waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from django.db import transaction
from django.db.models.signals import post_save

from broadsheet.people.models import Contributor
from broadsheet.pictures.actions import PictureUnreadableError, prepare
from broadsheet.pictures.models import Picture
from broadsheet.stories import playing
from broadsheet.stories.models import LiveEntry, Story
from broadsheet.stories.signals import stories_brought_in, story_published

log = structlog.get_logger(__name__)

LEADS = ("lead", "card", "social")
BODIES = ("body",)
PORTRAITS = ("portrait",)

Wanted = tuple[Picture | None, Iterable[str], str]
"""A picture, its roles, and the part of it that is shown; empty is all of it."""


def connect() -> None:
    """Listen to whatever may show readers a picture that they have not seen."""
    story_published.connect(_after_publishing, dispatch_uid="pictures_of_story")
    stories_brought_in.connect(_after_bringing_in, dispatch_uid="pictures_of_batch")
    post_save.connect(_after_entry, sender=LiveEntry, dispatch_uid="pictures_of_entry")
    post_save.connect(_after_contributor, sender=Contributor, dispatch_uid="portrait")


def pictures_of(story: Story) -> Iterator[Wanted]:
    """Give each picture that a story shows, with its roles on the page and on cards."""
    yield story.picture, LEADS, story.picture_crop
    for block in story.body:
        if block.block_type == "picture":
            yield block.value.get("picture"), BODIES, block.value.get("crop") or ""
        elif block.block_type == "gallery":
            for use in block.value["pictures"]:
                yield use.get("picture"), BODIES, use.get("crop") or ""
        elif block.block_type in playing.KINDS:
            yield playing.played(block.value).poster, BODIES, ""


def make_ahead(wanted: Iterable[Wanted]) -> None:
    """Make what is lacking; a picture that cannot be read is logged and stops no other."""
    for picture, roles, crop in wanted:
        if picture is None:
            continue
        try:
            prepare(picture, roles, crop)
        except PictureUnreadableError:
            log.exception("picture.not_made", picture=picture.pk)


def _after_publishing(story: Story, **_announced: Any) -> None:
    make_ahead(pictures_of(story))


def _after_bringing_in(story_ids: Iterable[int], **_announced: Any) -> None:
    """An archive brings leads at most; its bodies name their pictures without files."""
    with_lead = Story.objects.filter(pk__in=story_ids, picture__isnull=False)
    leads = with_lead.select_related("picture")
    make_ahead((story.picture, LEADS, story.picture_crop) for story in leads)


def _after_entry(instance: LiveEntry, **_signal: Any) -> None:
    if instance.picture_id is not None:
        wanted = [(instance.picture, BODIES, instance.picture_crop)]
        transaction.on_commit(lambda: make_ahead(wanted))


def _after_contributor(instance: Contributor, **_signal: Any) -> None:
    if instance.portrait_id is not None:
        transaction.on_commit(lambda: make_ahead([(instance.portrait, PORTRAITS, "")]))
