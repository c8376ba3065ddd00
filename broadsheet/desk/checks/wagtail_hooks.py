"""The checks' places in Wagtail's admin."""

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
from broadsheet.desk.checks import views
from broadsheet.desk.models import LegalFlag
from broadsheet.stories.models import Story

PLACE_IN_THE_MENU = 750
PLACE_AMONG_BUTTONS = 64


def addresses() -> list[URLPattern]:
    """What the checks weigh, and the lawyer's screens."""
    return [
        path("checks/", views.WeightsView.as_view(), name="desk_weights"),
        path("story/<int:pk>/flag/", views.FlagView.as_view(), name="legal_flag"),
        path("story/<int:pk>/clear/", views.ClearView.as_view(), name="legal_clear"),
        path("story/<int:pk>/clear/draft/", views.DraftView.as_view(), name="legal_draft"),
    ]


def menu_item() -> ItemFor:
    """The checks among the settings."""
    return ItemFor(
        _("House checks"),
        reverse("desk_weights"),
        name="house-checks",
        icon_name="clipboard-list",
        order=PLACE_IN_THE_MENU,
        seen_by=lambda user: may(user, "setting.edit"),
    )


def buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Flag a story for legal, or clear it."""
    if page.specific_class is not Story:
        return
    flagged = LegalFlag.objects.filter(story_id=page.pk, cleared_at=None).exists()
    act, label, icon = (
        ("legal.clear", _("Clear for publication"), "success")
        if flagged
        else ("legal.flag", _("Flag for legal"), "warning")
    )
    if may(user, act, page):
        address = reverse(act.replace(".", "_"), args=[page.pk])
        yield Button(label, url=address, icon_name=icon, priority=PLACE_AMONG_BUTTONS)


hooks.register("register_admin_urls", addresses)
hooks.register("register_settings_menu_item", menu_item)
hooks.register("register_page_header_buttons", buttons)
