"""Which banners stand, for pages and for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from broadsheet.accounts import rules as access
from broadsheet.accounts.models import RoleGrant
from broadsheet.fronts.banners import keys, rules
from broadsheet.fronts.models import Banner, BannerSection
from broadsheet.press.explaining import explained
from broadsheet.stories.cards import Card, cards
from broadsheet.stories.models import Story

SUGGESTED, NAMED = 12, 12


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
        label=label(row.level, row.language),
        text=row.text,
        language=row.language,
        address=found[row.story_id].address if row.story_id is not None else "",
        story=found[row.story_id].number if row.story_id is not None else None,
        sections=None if sections is None else tuple(sorted(sections)),
    )


def preview(order: rules.Order) -> Shown:
    """Return a banner as readers would see it, before it is raised."""
    story = Story.objects.filter(pk=order.story).first() if order.story else None
    return Shown(
        pk=0,
        level=order.level,
        label=label(order.level, order.language),
        text=order.text,
        language=order.language,
        address=story.address if story else "",
        sections=None if order.sections is None else tuple(sorted(order.sections)),
    )


def label(level: str, language: str) -> str:
    """Return what a level is called in a language."""
    with translation.override(language):
        return str(Banner.Level(level).label)


def suggestions() -> list[Story]:
    """Return the newest stories that readers can open, to lead to."""
    rows = Story.objects.out().newest().only("number", "title", "path")
    return list(rows[:SUGGESTED])


def who_may() -> list[tuple[str, str]]:
    """Return, by act, the names of those who may raise such banners anywhere."""
    found = []
    for act in dict.fromkeys(rules.ACTS.values()):
        roles = access.ACTS[act].roles - {access.ADMINISTRATOR}
        rows = RoleGrant.objects.filter(role__in=roles, user__is_active=True)
        names = (
            rows.order_by("user__first_name").values_list("user__first_name", flat=True).distinct()
        )
        found.append((act, ", ".join(names[:NAMED])))
    return found


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
