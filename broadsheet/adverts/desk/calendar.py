"""The bookings of a month, place by place: who stands where on which day, and what is sold."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.adverts import queries
from broadsheet.adverts.booking import WHOLE, Booked, covers, promised_on
from broadsheet.adverts.desk.views import OfAdverts
from broadsheet.adverts.models import Advert, Place
from broadsheet.kit import clock

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Bar:
    """A booking in a month: empty days, then days with it, then empty days again."""

    advert: Advert
    before: int
    days: int
    after: int


@dataclass(frozen=True)
class Shelf:
    """A place in a month: its bookings, and how much of it is sold on each day."""

    label: Any
    bars: list[Bar]
    sold: list[tuple[date, int]]

    @property
    def oversold(self) -> bool:
        """Whether more than all pages are sold on any day."""
        return any(share > WHOLE for _day, share in self.sold)


class CalendarView(OfAdverts, TemplateView):
    """A month of every place."""

    template_name = "adverts/desk/calendar.html"
    page_title = _("Calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the month's days, and each place with its bookings."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        first = month_asked(self.request.GET.get("month", ""), timezone.localdate(clock.now()))
        last = first.replace(day=monthrange(first.year, first.month)[1])
        rows = queries.between(first, last)
        booked = [(row, queries.booked(row)) for row in rows]
        return context | {
            "first": first,
            "days": [first + timedelta(days=more) for more in range(last.day)],
            "today": timezone.localdate(clock.now()),
            "earlier": (first - timedelta(days=1)).strftime("%Y-%m"),
            "later": (last + timedelta(days=1)).strftime("%Y-%m"),
            "shelves": [_shelf(place, label, booked, first, last) for place, label in PLACES],
        }


PLACES: list[tuple[str, Any]] = list(Place.choices)


def month_asked(word: str, today: date) -> date:
    """Return the first day of a month written ``2026-11``; this one for anything else."""
    year, _dash, month = word.partition("-")
    if year.isdecimal() and month.isdecimal() and int(year) in YEARS and 1 <= int(month) <= 12:  # noqa: PLR2004
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def _shelf(
    place: str, label: Any, booked: list[tuple[Advert, Booked]], first: date, last: date
) -> Shelf:
    there = [(row, one) for row, one in booked if place in one.places]
    days = [first + timedelta(days=more) for more in range(last.day)]
    sold = [(day, promised_on(day, place, [one for _row, one in there])) for day in days]
    return Shelf(label, [_bar(row, one, days) for row, one in there], sold)


def _bar(row: Advert, one: Booked, days: list[date]) -> Bar:
    before = sum(1 for day in days if day < one.first)
    running = sum(1 for day in days if covers(one, day))
    return Bar(row, before, running, len(days) - before - running)
