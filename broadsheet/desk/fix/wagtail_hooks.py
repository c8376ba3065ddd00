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
from broadsheet.desk.fix import views
from broadsheet.stories.models import Story


def addresses() -> list[URLPattern]:
    """The fix of one story, by the number in its address."""
    return [path("fix/<int:number>/", views.FixView.as_view(), name="story_fix")]


def button(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """A button beside a published story, for whoever may publish it."""
    if page.specific_class is not Story:
        return
    story = page.specific
    if story.live and may(user, "story.publish", story):
        address = reverse("story_fix", args=[story.number])
        yield Button(_("Fast fix"), url=address, icon_name="edit", priority=60)


hooks.register("register_admin_urls", addresses)
hooks.register("register_page_header_buttons", button)
hooks.register("register_page_listing_more_buttons", button)
