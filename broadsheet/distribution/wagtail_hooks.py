"""The room's places in Wagtail's admin: its screen, and a notice before security.txt ends."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import ItemFor
from broadsheet.distribution import actions, desk_views, standing
from broadsheet.kit import clock


class SecurityNotice(Component):
    """Says on the desk's first screen that security.txt ends soon, to whoever may change it."""

    name = "security-txt"
    order = 20
    template_name = "distribution/desk/notice.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give how the file stands, if it is the user's to mend."""
        mends = may(parent_context["request"].user, actions.FILES)
        return {"security": standing.security(clock.now()) if mends else None}


def screen() -> list[URLPattern]:
    """The room's screen."""
    return [path("machines/", desk_views.MachinesView.as_view(), name="machines")]


def menu_item() -> ItemFor:
    """The way there."""
    return ItemFor(
        _("Feeds and machines"),
        reverse("machines"),
        name="machines",
        icon_name="site",
        order=910,
        seen_by=desk_views.may_see,
    )


def notice(request: HttpRequest, panels: list[Any]) -> None:
    """Put the notice on the desk's first screen."""
    panels.append(SecurityNotice())


hooks.register("register_admin_urls", screen)
hooks.register("register_reports_menu_item", menu_item)
hooks.register("construct_homepage_panels", notice)
