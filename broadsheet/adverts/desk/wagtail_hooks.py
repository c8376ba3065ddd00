"""The advertisements' places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.adverts.desk import calendar, looking, views

PLACE_IN_THE_MENU = 330


def addresses() -> list[URLPattern]:
    """The list, the calendar, the quiet sections, one booking, and how it would look."""
    return [
        path("adverts/", views.AdvertsView.as_view(), name="adverts"),
        path("adverts/calendar/", calendar.CalendarView.as_view(), name="adverts_calendar"),
        path("adverts/quiet/", views.QuietView.as_view(), name="adverts_quiet"),
        path("adverts/book/", views.AdvertView.as_view(), name="advert_book"),
        path("adverts/<int:pk>/", views.AdvertView.as_view(), name="advert"),
        path("adverts/look/<slug:word>/", looking.look, name="advert_look"),
    ]


def menu_item() -> ItemFor:
    """The advertisements in the menu."""
    return ItemFor(
        _("Advertisements"),
        reverse("adverts"),
        name="adverts",
        icon_name=views.ICON,
        order=PLACE_IN_THE_MENU,
        seen_by=views.may_see,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
