"""The press's places in Wagtail's admin: its screen, and a notice when something is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import ItemFor
from broadsheet.press import views
from broadsheet.press.troubles import troubles


class PressNotice(Component):
    """Says on the desk's first screen what is wrong at the press; nothing when all is right."""

    name = "press"
    order = 10
    template_name = "press/desk/notice.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the troubles, and the way to the screen for who may see it."""
        request = parent_context["request"]
        return {"troubles": troubles(), "may_read": may(request.user, "press.read")}


def screen() -> list[URLPattern]:
    """The press's screen."""
    return [path("press/", views.PressScreen.as_view(), name="press_standing")]


def menu_item() -> ItemFor:
    """The way there."""
    return ItemFor(
        _("Press"),
        reverse("press_standing"),
        icon_name="doc-full-inverse",
        order=900,
        seen_by=lambda user: may(user, "press.read"),
    )


def notice(request: HttpRequest, panels: list[Any]) -> None:
    """Put the notice on the desk's first screen."""
    panels.append(PressNotice())


hooks.register("register_admin_urls", screen)
hooks.register("register_reports_menu_item", menu_item)
hooks.register("construct_homepage_panels", notice)
