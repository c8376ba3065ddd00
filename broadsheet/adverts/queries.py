"""Which advertisements there are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from broadsheet.adverts import keys, rules
from broadsheet.adverts.booking import Booked, Crowd, State, crowded
from broadsheet.adverts.models import Advert, QuietSection
from broadsheet.adverts.rules import Allotment, Facts, Page
from broadsheet.kit.remembering import once_a_page
from broadsheet.pictures import keys as picture_keys
from broadsheet.press import recording
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import tree

MOST = 500
"""Of the advertisements that run at once; a page weighs no more, the first priority first."""
_tried: ContextVar[Advert | None] = ContextVar("broadsheet_advert_tried", default=None)


@contextmanager
def trying(advert: Advert) -> Iterator[None]:
    """Have pages show an advertisement at each of its places: a preview for the desk."""
    token = _tried.set(advert)
    try:
        yield
    finally:
        _tried.reset(token)


def running(language: str) -> dict[int, Advert]:
    """Return the advertisements that readers of a language have, by number."""
    return {row.pk: row for row in _standing(language) if _can_show(row)}


def _pictures(language: str) -> list[int]:
    """Return the pictures by which it is decided what can be shown."""
    return [row.picture_id for row in _standing(language) if row.picture_id is not None]


@once_a_page
def _standing(language: str) -> list[Advert]:
    with explained(keys.running(language)):
        rows = Advert.objects.filter(standing=True).select_related("picture")
        found = list(rows.order_by("priority", "pk")[:MOST])
    return [row for row in found if _is_for(row, language)]


def _is_for(row: Advert, language: str) -> bool:
    return not row.languages or language in row.languages


def _can_show(row: Advert) -> bool:
    """Say whether there is anything to show: a withdrawn picture is not, nor a host let go."""
    if row.kind == Advert.Kind.THIRD:
        return row.frame.startswith(tuple(f"{one}/" for one in settings.ADVERT_FRAMES))
    return row.picture is not None and not row.picture.is_withdrawn


def facts(row: Advert) -> Facts:
    """Return an advertisement as the rules see it."""
    return Facts(
        pk=row.pk,
        kind=row.kind,
        places=frozenset(row.places),
        share=row.share,
        priority=row.priority,
        sections=frozenset(row.sections),
        forms=frozenset(row.forms),
    )


def standing_at(place: str, language: str, section: int, form: str, number: int) -> Advert | None:
    """Return what stands at a place of the pages of one bucket; ``section`` is 0 for none."""
    there, tried = running(language), _tried.get()
    # Said for each place anew: what a page remembers was recorded for the first place alone.
    recording.read(keys.running(language))
    if not there and tried is None:
        return None  # most papers' most pages: nothing else need be asked
    recording.read(keys.QUIET, *(picture_keys.picture(pk) for pk in _pictures(language)))
    page = _page(section, form)
    if not page.sections.isdisjoint(quiet()):
        return None
    if tried is not None and place in tried.places and place in page.places:
        return tried
    chosen = _arranged(language, page)[place][number]
    return there[chosen] if chosen is not None else None


@once_a_page
def _arranged(language: str, page: Page) -> dict[str, Allotment]:
    there = running(language)
    return rules.arranged(map(facts, there.values()), page, settings.ADVERTS_PER_PAGE)


def _page(section: int, form: str) -> Page:
    place = tree().known(section) if section else None
    above = tree().trail(place) if place else []
    return Page(frozenset(one.pk for one in above), form)


@once_a_page
def quiet() -> frozenset[int]:
    """Return the sections that have no advertisements, each with all below it."""
    with explained(keys.QUIET):
        return frozenset(QuietSection.objects.values_list("section_id", flat=True))


# --- the desk ---


def in_state(state: State | None, at: datetime) -> QuerySet[Advert]:
    """Return the bookings in a state at a moment, the one that turns next first."""
    rows = Advert.objects.all()
    ended = Q(ends_at__isnull=False, ends_at__lte=at)
    if state is State.ENDED:
        return rows.filter(ended).order_by("-ends_at", "-pk")
    rows = rows.exclude(ended)
    if state is State.PAUSED:
        return rows.filter(paused=True).order_by("starts_at", "pk")
    if state is State.PLANNED:
        return rows.filter(paused=False, starts_at__gt=at).order_by("starts_at", "pk")
    if state is State.RUNNING:
        return rows.filter(paused=False, starts_at__lte=at).order_by("priority", "ends_at", "pk")
    return rows.order_by("starts_at", "pk")


def between(first: date, last: date, place: str = "") -> list[Advert]:
    """Return the bookings of any of these days, by their beginning; at one place if it is named."""
    zone = timezone.get_current_timezone()
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=zone)
    meets = Q(ends_at__isnull=True) | Q(ends_at__gt=start)
    rows = Advert.objects.filter(meets, starts_at__lte=end).order_by("starts_at", "pk")[:MOST]
    return [row for row in rows if not place or place in row.places]


def booked(row: Advert) -> Booked:
    """Return a booking as the rules see it, on the paper's own days."""
    return Booked(
        pk=row.pk or 0,
        name=row.name,
        kind=row.kind,
        places=frozenset(row.places),
        share=row.share,
        first=timezone.localdate(row.starts_at),
        last=_last_day(row.ends_at),
        languages=frozenset(row.languages),
        sections=_reached(row.sections),
        forms=frozenset(row.forms),
        paused=row.paused,
    )


def _last_day(ends: datetime | None) -> date | None:
    """Return the last day of which a booking has any part: midnight ends the day before."""
    return timezone.localdate(ends - timedelta(microseconds=1)) if ends else None


def _reached(sections: list[int]) -> frozenset[int]:
    places = [tree().known(pk) for pk in sections]
    return frozenset(below for place in places if place for below in tree().within(place))


def crowds(row: Advert) -> list[Crowd]:
    """Return where and when a booking, with those there are, sells a place more than once."""
    mine = booked(row)
    rivals = between(mine.first, mine.last or date(mine.first.year + 1, 12, 31))
    return crowded(mine, [booked(one) for one in rivals if one.pk != row.pk])


def names_of(sections: Any) -> list[str]:
    """Return the names of sections, for people; one that is gone is left out."""
    return [place.title for pk in sections if (place := tree().known(pk)) is not None]
