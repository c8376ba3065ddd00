"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.models import User
from broadsheet.accounts.screens import ItemFor
from broadsheet.trust import desk_views
from broadsheet.trust.queries import may_see

PLACE_IN_THE_MENU = 250


def addresses() -> list[URLPattern]:
    """The queue, and each request."""
    return [
        path("requests/", desk_views.QueueView.as_view(), name="correction_requests"),
        path("requests/<int:pk>/", desk_views.RequestView.as_view(), name="correction_request"),
    ]


def menu_item() -> ItemFor:
    """The queue in the menu."""
    return ItemFor(
        _("Readers' requests"),
        reverse("correction_requests"),
        name="correction-requests",
        icon_name="mail",
        order=PLACE_IN_THE_MENU,
        seen_by=lambda user: isinstance(user, User) and may_see(user),
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
