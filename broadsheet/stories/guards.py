"""The guard where a story is changed through something else: a base page, a tree move, a part.

Model signals reach what ``Story.save`` does not see: ``Page.objects.get(…).save()``, deletes, and
the rows of bylines and topics.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import pre_page_move

from broadsheet.stories import doors
from broadsheet.stories.models import Byline, RelatedStory, SecondarySection, Story, StoryTopic
from broadsheet.stories.rules import against_deleting
from broadsheet.stories.standing import standing_of

PARTS = (Byline, StoryTopic, SecondarySection, RelatedStory)


def stand() -> None:
    """Connect the guard; called once, when the app is ready."""
    pre_save.connect(_base_page_saved, sender=Page, dispatch_uid="stories.base_page")
    # Ahead of Wagtail's own receiver, which would take the page offline first.
    pre_delete.connect(_deleted, sender=Page, dispatch_uid="stories.page_deleted")
    pre_delete.connect(_deleted, sender=Story, dispatch_uid="stories.deleted")
    pre_page_move.connect(_moved, sender=Story, dispatch_uid="stories.moved")
    for part in PARTS:
        pre_save.connect(_part_changed, sender=part, dispatch_uid=f"stories.{part.__name__}.saved")
        pre_delete.connect(_part_changed, sender=part, dispatch_uid=f"stories.{part.__name__}.gone")


def _is_story(page: Page) -> bool:
    return page.pk is not None and page.specific_class is Story


def _base_page_saved(
    instance: Page, update_fields: Any = None, raw: bool = False, **_: Any
) -> None:
    if not raw and _is_story(instance):
        doors.guard_save(instance, update_fields)


def _deleted(instance: Page, **_: Any) -> None:
    if not _is_story(instance) or doors.under_way(instance.pk):
        return
    story = Story.objects.filter(pk=instance.pk).first()
    if story is None:
        return
    reasons = against_deleting(standing_of(story))
    words = " ".join(reason.words for reason in reasons) or (
        f"“{story.title}” is a draft: delete it through broadsheet.stories.actions."
    )
    raise doors.ActNeeded(words)


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    if parent_page_before.pk != parent_page_after.pk and not doors.under_way(instance.pk):
        raise doors.ActNeeded(
            f"Moving “{instance.title}” changes its address: use broadsheet.stories.actions.move."
        )


def _part_changed(instance: Any, raw: bool = False, **_: Any) -> None:
    if raw or doors.under_way(instance.story_id):
        return
    if Story.objects.filter(pk=instance.story_id, live=True).exists():
        raise doors.ActNeeded(
            f"“{instance.story}” is published: change its {type(instance).__name__} in a "
            "revision and publish that."
        )
