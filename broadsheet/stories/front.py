"""The home page: plain and chronological, but composed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.kit.prepared import Prepared
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys, lists
from broadsheet.stories.cards import (
    LEAD,
    Card,
    cards,
    faced,
    in_order,
    named,
    opinions,
    pictured,
)
from broadsheet.stories.models import Form, RelatedStory

IN_A_BAND = 9
# From how many of the newest stories the top of the home page is composed, and its parts.
POOL = 40
OPINIONS, BESIDE, SECOND, TIER, UNDER = 4, 2, 4, 4, 3
ON_TOP = 1 + OPINIONS + BESIDE + SECOND + TIER + UNDER

_related = Prepared(
    lambda story: RelatedStory.objects.filter(story_id=story).values_list("related_id")
)


@dataclass(frozen=True)
class Band:
    """A section's part of the home page: one story with its picture, the rest as lines."""

    section: Place
    first: Card
    rest: list[Card]

    @property
    def columns(self) -> list[list[Card]]:
        """The rest in two columns, the first no shorter than the second."""
        middle = (len(self.rest) + 1) // 2
        return [column for column in (self.rest[:middle], self.rest[middle:]) if column]


@dataclass(frozen=True)
class Front:
    """A plain chronological home page, in the order of its importance. No story stands twice."""

    lead: Card | None = None
    lead_related: list[Card] = field(default_factory=list)
    second: list[Card] = field(default_factory=list)
    under: list[Card] = field(default_factory=list)
    tier: list[Card] = field(default_factory=list)
    opinion: list[Card] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)


@dataclass(frozen=True)
class _Choice:
    """Which stories stand where, by their keys."""

    lead: int | None
    beside: list[int]
    second: list[int]
    under: list[int]
    tier: list[int]
    opinion: list[int]
    used: set[int]


def front(language: str) -> Front:
    """Compose the home page from the newest stories of the paper's language, then by section."""
    pool_of = [one.pk for one in lists.newest(language, POOL)]
    found = cards(pool_of)
    pool = in_order(pool_of, found)
    lead = _lead(pool)
    related = _related_to(lead) if lead else []
    found |= cards(pk for pk in related if pk not in found)
    chosen = _chosen(pool, lead, [pk for pk in related if pk in found][:BESIDE])
    bands = _bands(chosen.used)
    in_bands = [pk for _place, stories in bands for pk in stories]
    found |= cards(pk for pk in in_bands if pk not in found)
    return _laid_out(chosen, bands, found)


def _lead(pool: list[Card]) -> Card | None:
    """Return the newest news with a picture, else the newest."""
    news = [card for card in pool if card.form != Form.OPINION]
    return next((card for card in news if card.picture_id), next(iter(news), None))


def _related_to(lead: Card) -> list[int]:
    with explained(keys.story(lead.pk)):
        return [pk for (pk,) in _related(lead.pk)]


def _chosen(pool: list[Card], lead: Card | None, beside: list[int]) -> _Choice:
    """Share the newest stories out, each once."""
    if lead is None:
        return _Choice(None, [], [], [], [], [], set())
    opinion = [card.pk for card in pool if card.form == Form.OPINION][:OPINIONS]
    news = [card for card in pool if card.form != Form.OPINION]
    used = {lead.pk, *opinion, *beside}
    second = _take((card.pk for card in news), SECOND, used)
    tier = _take((card.pk for card in news if card.picture_id), TIER, used)
    under = _take((card.pk for card in news), UNDER, used)
    return _Choice(lead.pk, beside, second, under, tier, opinion, used)


def _take(stories: Iterable[int], count: int, used: set[int]) -> list[int]:
    """Take the first stories not yet used, and mark them as used."""
    taken = [pk for pk in stories if pk not in used][:count]
    used.update(taken)
    return taken


def _bands(used: set[int]) -> list[tuple[Place, list[int]]]:
    """Give every section that still has something to show its band."""
    places = tree().top()
    count = IN_A_BAND + ON_TOP
    first = lists.bands(places, count)
    found = []
    for place in places:
        there = [one.pk for one in first[place.pk]]
        more = count
        while len(there) == more and len(set(there) - used) < IN_A_BAND:
            more *= 2  # the sections before it have shown nearly all of its newest already
            there = [one.pk for one in lists.in_section(place, more)]
        if stories := _take(there, IN_A_BAND, used):
            found.append((place, stories))
    return found


def _laid_out(
    chosen: _Choice, bands: list[tuple[Place, list[int]]], found: dict[int, Card]
) -> Front:
    """Add names and files where they are shown, and put the cards in their places."""
    lead = [chosen.lead] if chosen.lead is not None else []
    with_files = [*chosen.second, *chosen.tier]
    heads = [_head(stories, found) for _place, stories in bands]
    found = named(found, [*lead, *chosen.opinion, *opinions(found)])
    found = pictured(found, [*with_files, *heads])
    found = pictured(found, lead, LEAD)
    found = faced(found, chosen.opinion)
    return Front(
        lead=found[lead[0]] if lead else None,
        lead_related=in_order(chosen.beside, found),
        second=in_order(chosen.second, found),
        under=in_order(chosen.under, found),
        tier=in_order(chosen.tier, found),
        opinion=in_order(chosen.opinion, found),
        bands=[
            Band(place, found[head], in_order((pk for pk in stories if pk != head), found))
            for (place, stories), head in zip(bands, heads, strict=True)
        ],
    )


def _head(stories: list[int], found: dict[int, Card]) -> int:
    """Return the first story with a picture, else the first."""
    return next((pk for pk in stories if found[pk].picture_id), stories[0])
