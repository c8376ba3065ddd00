"""Wagtail's bulk actions on pages: stories among them go through the acts, each by itself.

Wagtail hands these actions base ``Page`` rows, whose methods know nothing of stories.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.stories.models import Story
from broadsheet.stories.rules import against_deleting
from broadsheet.stories.standing import standing_of


def _specific(pages: Iterable[Page]) -> list[Page]:
    return [page.specific for page in pages]


class StoriesInBulk:
    """Hands the specific pages on, and says by which door they come."""

    @classmethod
    def execute_action(cls, objects: Iterable[Page], **kwargs: Any) -> tuple[int, int]:
        """Do Wagtail's bulk action on the specific pages."""
        with came_by(Door.BULK):
            return super().execute_action(_specific(objects), **kwargs)  # type: ignore[misc,no-any-return]


class PublishInBulk(StoriesInBulk, PublishBulkAction):
    """Publishes each page's latest draft."""


class UnpublishInBulk(StoriesInBulk, UnpublishBulkAction):
    """Takes pages offline; with their descendants, the stories under a section first."""

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Take the stories below offline by the act, then leave the rest to Wagtail."""
        pages = list(objects)
        below = 0
        with came_by(Door.BULK):
            if include_descendants:
                below = sum(unpublish_below(page, user) for page in pages)
            parents, children = super().execute_action(
                pages, include_descendants=include_descendants, user=user, **kwargs
            )
        return parents, children + below


class MoveInBulk(StoriesInBulk, MoveBulkAction):
    """Moves pages to another section."""


class DeleteInBulk(StoriesInBulk, DeleteBulkAction):
    """Deletes drafts; what was published, and what is not empty, is listed as not deletable."""

    def check_perm(self, page: Page) -> bool:
        """Ask the roles, and then whether readers ever saw the story."""
        if not super().check_perm(page):
            return False
        story = page.specific
        if isinstance(story, Story):
            return not against_deleting(standing_of(story))
        return bool(page.is_leaf())


def unpublish_below(page: Page, user: Any) -> int:
    """Take every story below ``page`` offline that the user may; return how many."""
    if isinstance(page.specific, Story):
        return 0
    count = 0
    for story in Story.objects.descendant_of(page).live():
        if user is None or story.permissions_for_user(user).can_unpublish():
            story.unpublish(user=user)
            count += 1
    return count


BULK = (PublishInBulk, UnpublishInBulk, MoveInBulk, DeleteInBulk)
