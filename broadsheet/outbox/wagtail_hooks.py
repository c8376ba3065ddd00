"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import ItemFor
from broadsheet.outbox.views import PARTS, OutboxView, SettleView

PLACE_IN_THE_MENU = 900


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


def menu_item() -> ItemFor:
    """The outbox in the menu."""
    return ItemFor(
        _("Outbox"),
        reverse("outbox"),
        name="outbox",
        icon_name="time",
        order=PLACE_IN_THE_MENU,
        seen_by=lambda user: may(user, "outbox.read"),
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
