"""The part's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.fronts.banners import views

PLACE_IN_THE_MENU = 70


def addresses() -> list[URLPattern]:
    """The list, raising, one banner, and taking it down."""
    return [
        path("banners/", views.BannersView.as_view(), name="banners"),
        path("banners/raise/", views.RaiseView.as_view(), name="banner_raise"),
        path("banners/<int:pk>/", views.ChangeView.as_view(), name="banner"),
        path("banners/<int:pk>/down/", views.TakeDownView.as_view(), name="banner_take_down"),
    ]


def menu_item() -> ItemFor:
    """The banners in the menu."""
    return ItemFor(
        _("Banners"),
        reverse("banners"),
        name="banners",
        icon_name="openquote",
        order=PLACE_IN_THE_MENU,
        seen_by=views.may_see,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
