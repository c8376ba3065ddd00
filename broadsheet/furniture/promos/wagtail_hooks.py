"""The promos' places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.furniture.promos import views

PLACE_IN_THE_MENU = 320


def addresses() -> list[URLPattern]:
    """The list by language, one promo, and its preview."""
    return [
        path("promos/", views.PromosView.as_view(), name="promos"),
        path("promos/in/<slug:word>/", views.PromosView.as_view(), name="promos_in"),
        path("promos/add/", views.PromoView.as_view(), name="promo_add"),
        path("promos/<int:pk>/", views.PromoView.as_view(), name="promo"),
        path("promos/<int:pk>/on/<int:number>/", views.preview, name="promo_preview"),
    ]


def menu_item() -> ItemFor:
    """The promos in the menu."""
    return ItemFor(
        _("Promos"),
        reverse("promos"),
        name="promos",
        icon_name="info-circle",
        order=PLACE_IN_THE_MENU,
        seen_by=views.may_see,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
