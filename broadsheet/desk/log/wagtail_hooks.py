"""The part's places in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.accounts.queries import may
from broadsheet.desk.log.views import LogView

PLACE_IN_THE_MENU = 910


class LogItem(MenuItem):
    """Shown to whoever may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return may(request.user, "record.read")


def addresses() -> list[URLPattern]:
    """The log."""
    return [path("log/", LogView.as_view(), name="log")]


def menu_item() -> LogItem:
    """The log in the menu."""
    return LogItem(
        _("Log"), reverse("log"), name="log", icon_name="history", order=PLACE_IN_THE_MENU
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
