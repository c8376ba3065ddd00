"""The screens of approvals in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from broadsheet.accounts.queries import may
from broadsheet.desk.workflow import rules
from broadsheet.desk.workflow.views import ApprovalsView, HandInView
from broadsheet.stories.models import Story


def addresses() -> list[URLPattern]:
    """The two screens of a story."""
    return [
        path("story/<int:pk>/approvals/", ApprovalsView.as_view(), name="desk_approvals"),
        path("story/<int:pk>/hand-in/", HandInView.as_view(), name="desk_hand_in"),
    ]


def buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Buttons of a story, for whoever may hand it in, edit it or approve it."""
    if page.specific_class is not Story:
        return
    if may(user, "story.submit", page):
        yield _button(_("Hand in"), "desk_hand_in", page, "upload", 58)
    acts = ["story.edit", *(f"approve.{part}" for part in rules.PARTS)]
    if any(may(user, act, page) for act in acts):
        yield _button(_("Approvals"), "desk_approvals", page, "clipboard-list", 59)


def _button(label: Any, name: str, page: Page, icon: str, priority: int) -> Button:
    return Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


hooks.register("register_admin_urls", addresses)
hooks.register("register_page_header_buttons", buttons)
hooks.register("register_page_listing_more_buttons", buttons)
