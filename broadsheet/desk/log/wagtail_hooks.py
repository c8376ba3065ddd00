"""The part's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import ItemFor
from broadsheet.desk.log.views import LogView

PLACE_IN_THE_MENU = 910


def addresses() -> list[URLPattern]:
    """The log."""
    return [path("log/", LogView.as_view(), name="log")]


def menu_item() -> ItemFor:
    """The log in the menu."""
    return ItemFor(
        _("Log"),
        reverse("log"),
        name="log",
        icon_name="history",
        order=PLACE_IN_THE_MENU,
        seen_by=lambda user: may(user, "record.read"),
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
