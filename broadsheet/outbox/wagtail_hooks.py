"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.accounts.queries import may
from broadsheet.outbox.views import PARTS, OutboxView, SettleView

PLACE_IN_THE_MENU = 900


class OutboxItem(MenuItem):
    """Shown to whoever may read the outbox."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return may(request.user, "outbox.read")


def addresses() -> list[URLPattern]:
    """The outbox, its parts, and its buttons."""
    parts = [
        path(f"outbox/{part}/", OutboxView.as_view(), {"part": part}, name=f"outbox_{part}")
        for part in PARTS
    ]
    return [
        path("outbox/", OutboxView.as_view(), name="outbox"),
        path("outbox/settle/", SettleView.as_view(), name="outbox_settle"),
        *parts,
    ]


def menu_item() -> OutboxItem:
    """The outbox in the menu."""
    return OutboxItem(
        _("Outbox"),
        reverse("outbox"),
        name="outbox",
        icon_name="time",
        order=PLACE_IN_THE_MENU,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
