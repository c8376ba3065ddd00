"""Which promos there are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings

from broadsheet.furniture import keys
from broadsheet.furniture.models import Promo
from broadsheet.furniture.promos import rules
from broadsheet.furniture.promos.rules import Facts, Page
from broadsheet.kit.remembering import once_a_page
from broadsheet.press import recording
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories.models import Form, Story

# More than these in one language nobody reads, and no page asks for.
MOST = 200
_tried: ContextVar[Promo | None] = ContextVar("broadsheet_promo_tried", default=None)


@contextmanager
def trying(promo: Promo) -> Iterator[None]:
    """Have pages show a promo as if it were on and its time had come: a preview for the desk."""
    token = _tried.set(promo)
    try:
        yield
    finally:
        _tried.reset(token)


def showing(language: str) -> dict[int, Promo]:
    """Return the promos that readers of a language have, by their numbers."""
    recording.read(keys.promos(language))  # by each slot of a page, not by the first that asks
    return _showing(language)


@once_a_page
def _showing(language: str) -> dict[int, Promo]:
    with explained():
        there = Promo.objects.filter(language=language, showing=True)
        rows = list(there.order_by("order", "pk")[:MOST])
    tried = _tried.get()
    if tried is not None and tried.language == language:
        rows = [*(row for row in rows if row.pk != tried.pk), tried]
    return {row.pk or 0: row for row in rows}


def facts(row: Promo) -> Facts:
    """Return a promo as the rules see it; one that is not saved yet comes last."""
    order = row.order if row.pk else rules.LAST
    return Facts(row.pk or 0, row.place, frozenset(row.sections), frozenset(row.forms), order)


def on_page(language: str, section: int, form: str) -> list[Promo]:
    """Return the promos on a kind of page; ``section`` is 0 for none, ``form`` "" for a front."""
    rows = showing(language)
    return [rows[one.pk] for one in rules.chosen(map(facts, rows.values()), page(section, form))]


def page(section: int, form: str) -> Page:
    """Return a kind of page as the rules see it."""
    place = tree().known(section) if section else None
    above = tree().trail(place) if place else []
    return Page(frozenset(one.pk for one in above), form)


# --- the desk ---


@dataclass(frozen=True)
class Crowded:
    """Pages that a promo means and does not reach, and what stands there before it."""

    pages: int
    before: tuple[Promo, ...]


@dataclass(frozen=True)
class Reach:
    """Where a promo appears: the sections, whole forms, and where there is no room for it."""

    sections: list[Place]
    pages: int
    crowded: list[Crowded]


def reach(promo: Promo) -> Reach:
    """Return where a promo would stand if it were on now, over every section and form."""
    rows = {row.pk: row for row in showing(promo.language).values() if row.pk}
    mine, others = facts(promo), [facts(row) for row in rows.values()]
    forms = [""] if promo.place == rules.FRONT else list(Form.values)
    there: dict[int, Place] = {}
    pages, full = 0, dict[tuple[int, ...], int]()
    for place in sections_of(promo.language):
        for form in forms:
            kind = page(place.pk, form)
            if not rules.fits(mine, kind):
                continue
            in_the_way = rules.in_the_way(mine, others, kind)
            if in_the_way:
                before = tuple(one.pk for one in in_the_way)
                full[before] = full.get(before, 0) + 1
            else:
                pages += 1
                there[place.pk] = place
    crowded = [Crowded(n, tuple(rows[pk] for pk in before)) for before, n in full.items()]
    return Reach(list(there.values()), pages, crowded)


def sections_of(language: str) -> list[Place]:
    """Return every live section of a language, from the top of the tree down."""
    return [place for place in every_section() if place.language == language]


def every_section() -> list[Place]:
    """Return every live section, from the top of the tree down."""
    found: list[Place] = []
    waiting = list(reversed(tree().top()))
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += reversed(tree().children(place))
    return found


def depth(place: Place) -> int:
    """Return how far under the top sections a section is."""
    return len(tree().trail(place)) - 1


def examples(promo: Promo, count: int = 3) -> list[Story]:
    """Return the newest stories that a promo's rule means, to look at it there."""
    if promo.place == rules.FRONT:
        return []
    rows = Story.objects.out().filter(language=promo.language)
    if promo.sections:
        within = [pk for one in promo.sections if (there := tree().known(one))
                  for pk in tree().within(there)]  # fmt: skip
        rows = rows.filter(primary_section__in=within)
    if promo.forms:
        rows = rows.filter(form__in=promo.forms)
    newest = rows.newest().select_related("primary_section").defer_streamfields()
    return list(newest[:count])


def every(language: str) -> list[Promo]:
    """Return a language's promos for the desk, in their order; those that are off come last."""
    rows = Promo.objects.filter(language=language).order_by("-is_on", "order", "pk")
    return list(rows.select_related("picture")[:MOST])


def spoken() -> list[str]:
    """Return the languages that have promos, or sections."""
    there = Promo.objects.order_by("language").values_list("language", flat=True).distinct()
    found = [settings.PAPER_LANGUAGE, *(one.language for one in tree().top()), *there]
    return list(dict.fromkeys(found))
