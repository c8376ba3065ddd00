"""The part's places in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from broadsheet.accounts.queries import may
from broadsheet.desk.review import actions, views
from broadsheet.stories.models import Story


def addresses() -> list[URLPattern]:
    """The links of one story, and the way to take one back."""
    return [
        path("story/<int:pk>/review/", views.LinksView.as_view(), name="review_links"),
        path("review/<int:pk>/revoke/", views.revoke, name="review_revoke"),
    ]


def button(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """A button on each story, for whoever may share it."""
    if page.specific_class is not Story:
        return
    story = page.specific
    if may(user, actions.MAKE, story):
        address = reverse("review_links", args=[story.pk])
        yield Button(_("Review links"), url=address, icon_name="link", priority=64)


hooks.register("register_admin_urls", addresses)
hooks.register("register_page_header_buttons", button)
hooks.register("register_page_listing_more_buttons", button)
