"""Who may read a story under embargo, and how the rest of the desk is kept from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.accounts.rules import READ_EMBARGOED
from broadsheet.kit import clock
from broadsheet.stories.models import Story


def hidden_from(user: Any, at: datetime) -> QuerySet[Story]:
    """Return the stories under embargo at ``at`` that ``user`` may not read."""
    held: QuerySet[Story] = Story.objects.filter(embargo_until__gt=at)
    where = pages_where_may(user, READ_EMBARGOED)
    if where is None:
        return held
    return held.exclude(where) if where != Q() else held.none()


def shown_to(user: Any, pages: Any) -> Any:
    """Return a queryset of pages without the stories that an embargo keeps from ``user``."""
    hidden = list(hidden_from(user, clock.now()).values_list("pk", flat=True))
    return pages.exclude(pk__in=hidden) if hidden else pages


def may_read(user: Any, page: Any) -> bool:
    """Whether no embargo keeps a page (as any of its classes) from ``user``."""
    story = page if isinstance(page, Story) else _story_of(page)
    if story is None or not story.is_embargoed:
        return True
    return may(user, READ_EMBARGOED, story)


def _story_of(page: Any) -> Story | None:
    found: Story | None = Story.objects.filter(pk=page.pk, embargo_until__isnull=False).first()
    return found


class EmbargoedPages(PagePermissionPolicy):
    """Wagtail's policy for pages, which lists nobody a story that an embargo keeps from them.

    Its explorer, search, reports, home screen, workflow lists and admin API all ask here.
    """

    def explorable_instances(self, user: Any) -> Any:
        """Return what ``user`` finds in the tree."""
        return shown_to(user, super().explorable_instances(user))

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> Any:
        """Return what ``user`` may do any of ``actions`` with."""
        return shown_to(user, super().instances_user_has_any_permission_for(user, actions))

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Any
    ) -> bool:
        """Whether ``user`` may do any of ``actions`` with one page."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and may_read(user, instance)


def stand() -> None:
    """Put our policy in the place of Wagtail's; called once, when the app is ready."""
    policy_registry.register(AbstractPage, value=EmbargoedPages(Page))
