"""The navigation's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.furniture.navigation import views

PLACE_IN_THE_MENU = 310


def addresses() -> list[URLPattern]:
    """The navigation of the paper's own language, and of each."""
    view = views.NavigationView.as_view()
    return [
        path("navigation/", view, name="navigation_home"),
        path("navigation/<slug:word>/", view, name="navigation"),
    ]


def menu_item() -> ItemFor:
    """The navigation in the menu."""
    return ItemFor(
        _("Navigation"),
        reverse("navigation_home"),
        name="navigation",
        icon_name="list-ul",
        order=PLACE_IN_THE_MENU,
        seen_by=views.may_see,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
