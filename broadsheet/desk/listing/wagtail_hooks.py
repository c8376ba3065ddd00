"""The list's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.desk.listing.views import DropView, KeepView, ListView, sees_list

FIRST_IN_THE_MENU = 50


def addresses() -> list[URLPattern]:
    """The list, and the two buttons of its views."""
    return [
        path("stories/", ListView.as_view(), name="desk_stories"),
        path("stories/views/keep/", KeepView.as_view(), name="desk_keep_view"),
        path("stories/views/<int:pk>/drop/", DropView.as_view(), name="desk_drop_view"),
    ]


def menu_item() -> ItemFor:
    """The list in the menu, ahead of everything."""
    return ItemFor(
        _("Stories"),
        reverse("desk_stories"),
        name="stories",
        icon_name="list-ul",
        order=FIRST_IN_THE_MENU,
        seen_by=sees_list,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
