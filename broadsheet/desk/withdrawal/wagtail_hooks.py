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
from broadsheet.accounts.screens import ItemFor
from broadsheet.desk.withdrawal import views
from broadsheet.recordings.models import Recording
from broadsheet.stories.models import Story

PLACE_IN_THE_MENU = 260


def addresses() -> list[URLPattern]:
    """Withdrawing, the list with its parts, and one withdrawal."""
    parts = [
        path(
            f"withdrawals/{part}/",
            views.WithdrawalsView.as_view(),
            {"part": part},
            name=f"withdrawals_{part}",
        )
        for part in views.PARTS
    ]
    return [
        path(
            "story/<int:pk>/withdraw/",
            views.WithdrawView.as_view(kind="story"),
            name="story_withdraw",
        ),
        path(
            "version/<int:pk>/withdraw/",
            views.WithdrawView.as_view(kind="version"),
            name="version_withdraw",
        ),
        path(
            "picture/<int:pk>/withdraw/",
            views.WithdrawView.as_view(kind="picture"),
            name="picture_withdraw",
        ),
        path(
            "recording/<int:pk>/withdraw/",
            views.WithdrawView.as_view(kind="recording"),
            name="recording_withdraw",
        ),
        path("story/<int:pk>/restore/", views.RestoreStoryView.as_view(), name="story_restore"),
        path("withdrawals/", views.WithdrawalsView.as_view(), name="withdrawals"),
        path("withdrawals/<int:pk>/", views.WithdrawalView.as_view(), name="withdrawal"),
        *parts,
    ]


def menu_item() -> ItemFor:
    """The withdrawals in the menu."""
    return ItemFor(
        _("Withdrawals"),
        reverse("withdrawals"),
        name="withdrawals",
        icon_name="warning",
        order=PLACE_IN_THE_MENU,
        seen_by=views.may_see,
    )


def buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Withdraw or restore, for whoever may."""
    if page.specific_class is not Story:
        return
    story = page.specific
    if not story.published_at or not may(user, "story.withdraw", story):
        return
    withdrawn = story.withdrawn_at is not None
    name, label = ("restore", _("Restore")) if withdrawn else ("withdraw", _("Withdraw"))
    address = reverse(f"story_{name}", args=[story.pk])
    yield Button(label, url=address, icon_name="undo" if withdrawn else "warning", priority=61)


def recording_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Withdraw a recording, for whoever may."""
    if not isinstance(snippet, Recording) or snippet.is_withdrawn:
        return
    if may(user, "recording.withdraw"):
        address = reverse("recording_withdraw", args=[snippet.pk])
        yield Button(_("Withdraw"), url=address, icon_name="warning", priority=61)


hooks.register("register_admin_urls", addresses)
hooks.register("register_snippet_listing_buttons", recording_buttons)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_page_header_buttons", buttons)
hooks.register("register_page_listing_more_buttons", buttons)
