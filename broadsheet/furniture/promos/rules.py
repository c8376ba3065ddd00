"""Decisions about promos: which stand on a page, and in whose way; no framework, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from broadsheet.kit.refusals import Reason

TEXT_2, TEXT_4, TEXT_8 = "text-2", "text-4", "text-8"
FOOT, RAIL, FRONT = "foot", "rail", "front"
# After which paragraph a place in the text is.
IN_TEXT = {TEXT_2: 2, TEXT_4: 4, TEXT_8: 8}
ON_STORIES = (*IN_TEXT, FOOT, RAIL)
# A page that is full of the paper's own praise is read by nobody.
IN_A_PLACE, ON_A_PAGE = 2, 3
# The order of a promo that is not saved yet: it comes after every other.
LAST = 1_000_000


@dataclass(frozen=True)
class Facts:
    """A promo, as far as its place is concerned. Empty sections or forms are all of them."""

    pk: int
    place: str
    sections: frozenset[int] = frozenset()
    forms: frozenset[str] = frozenset()
    order: int = 0


@dataclass(frozen=True)
class Page:
    """A kind of page: the sections from the top down to its own, and a story's form."""

    sections: frozenset[int] = frozenset()
    form: str = ""

    @property
    def is_front(self) -> bool:
        """Whether it is the home page or a section's."""
        return not self.form


def fits(promo: Facts, page: Page) -> bool:
    """Say whether a promo's rule means a page."""
    if (promo.place == FRONT) != page.is_front:
        return False
    if promo.sections and not promo.sections & page.sections:
        return False
    return page.is_front or not promo.forms or page.form in promo.forms


def chosen(promos: Iterable[Facts], page: Page) -> list[Facts]:
    """Return the promos on a page, in their order: so many in a place, so many on the page."""
    found: list[Facts] = []
    for promo in in_order(promos):
        there = sum(1 for one in found if one.place == promo.place)
        if fits(promo, page) and there < IN_A_PLACE and len(found) < ON_A_PAGE:
            found.append(promo)
    return found


def in_order(promos: Iterable[Facts]) -> list[Facts]:
    """Return promos in the order in which they get their place."""
    return sorted(promos, key=lambda one: (one.order, one.pk))


def in_the_way(promo: Facts, others: Iterable[Facts], page: Page) -> list[Facts]:
    """Return what keeps a promo from a page that its rule means; nothing if it stands there.

    What has its place, if the place is full, else what the page is full of.
    """
    all_of_them = [promo, *(one for one in others if one.pk != promo.pk)]
    there = chosen(all_of_them, page)
    if promo in there or not fits(promo, page):
        return []
    before = [one for one in there if (one.order, one.pk) < (promo.order, promo.pk)]
    in_its_place = [one for one in before if one.place == promo.place]
    return in_its_place if len(in_its_place) == IN_A_PLACE else before


def shows(*, is_on: bool, starts: datetime | None, ends: datetime | None, at: datetime) -> bool:
    """Say whether readers have a promo at a moment: from ``starts`` until before ``ends``."""
    return is_on and (starts is None or starts <= at) and (ends is None or at < ends)


def against(
    words: str, address_is_one: bool, starts: datetime | None, ends: datetime | None
) -> tuple[Reason, ...]:
    """Return every reason against a promo."""
    found = []
    if not words.strip():
        found.append(Reason("words", "Say what readers see."))
    if not address_is_one:
        found.append(Reason("address", "Say where it leads: /a/path, or https:// and a site."))
    if starts is not None and ends is not None and starts >= ends:
        found.append(Reason("dates", "It must end after it starts: put one of the dates right."))
    return tuple(found)
