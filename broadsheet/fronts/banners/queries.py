"""Which banners stand, for pages and for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from broadsheet.fronts.banners import keys, rules
from broadsheet.fronts.models import Banner, BannerSection
from broadsheet.press.explaining import explained
from broadsheet.stories.cards import Card, cards


@dataclass(frozen=True)
class Shown:
    """A banner as readers see it. ``address`` is where it leads, or ""."""

    pk: int
    level: str
    label: str
    text: str
    language: str
    address: str = ""
    story: int | None = None
    sections: tuple[int, ...] | None = None


def standing(language: str) -> list[Banner]:
    """Return the banners that stand in a language, with their sections."""
    with explained(keys.STANDING):
        rows = Banner.objects.filter(state=Banner.State.UP, language=language)
        return list(rows.prefetch_related(Prefetch("places", BannerSection.objects.order_by("pk"))))


def sections_of(banner: Banner) -> frozenset[int] | None:
    """Return the sections that a banner stands in; ``None``: in the whole paper."""
    if banner.everywhere:
        return None
    return frozenset(place.section_id for place in banner.places.all())


def shown(language: str) -> list[Shown]:
    """Return what stands in a language, the most urgent first.

    A banner whose story readers may not see is none, whatever has become of its row.
    """
    rows = standing(language)
    found = cards(row.story_id for row in rows if row.story_id is not None)
    kept = {row.pk: row for row in rows if row.story_id is None or row.story_id in found}
    urgent = rules.most_urgent_first(_fact(row) for row in kept.values())
    return [_shown(kept[one.pk], found) for one in urgent]


def shown_at(language: str, trail: Iterable[int]) -> list[Shown]:
    """Return what stands over a front; ``trail`` as in ``rules.for_place``."""
    here = set(trail)
    there = [
        one for one in shown(language) if one.sections is None or not here.isdisjoint(one.sections)
    ]
    return there[: rules.MOST]


def _fact(row: Banner) -> rules.Standing:
    return rules.Standing(row.pk, row.level, row.raised_at)


def _shown(row: Banner, found: dict[int, Card]) -> Shown:
    sections = sections_of(row)
    return Shown(
        pk=row.pk,
        level=row.level,
        label=str(Banner.Level(row.level).label),
        text=row.text,
        language=row.language,
        address=found[row.story_id].address if row.story_id is not None else "",
        story=found[row.story_id].number if row.story_id is not None else None,
        sections=None if sections is None else tuple(sorted(sections)),
    )


def newest(count: int) -> QuerySet[Banner]:
    """Return the newest banners that ended, for the desk."""
    rows = Banner.objects.exclude(state=Banner.State.UP).order_by("-raised_at", "-pk")
    return rows.select_related("raised_by", "ended_by", "story")[:count]


def up() -> QuerySet[Banner]:
    """Return every banner that stands, for the desk."""
    rows = Banner.objects.filter(state=Banner.State.UP).order_by("-raised_at", "-pk")
    return rows.select_related("raised_by", "story__primary_section").prefetch_related(
        "places__section"
    )
