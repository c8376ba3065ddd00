"""Sitemaps of what stories are listed under: topics, and people.

Only what has a story that readers may see stands in one: a topic may be made for a story that is
under embargo, and its name alone would tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from broadsheet.distribution.addresses import IN_A_FILE, PEOPLE, TOPICS, file_of
from broadsheet.distribution.xml import SITEMAP, add, root, written
from broadsheet.people import keys as people_keys
from broadsheet.people.models import Contributor
from broadsheet.press.explaining import explained
from broadsheet.sections import keys as section_keys
from broadsheet.sections.models import Topic
from broadsheet.stories import keys as story_keys
from broadsheet.stories.models import Byline, Story, StoryTopic
from broadsheet.stories.structured import absolute

OUT = {f"story__{name}": value for name, value in Story.OUT.items()}


@dataclass(frozen=True)
class Family:
    """One kind of page: which there are, which have stories, and the keys of both."""

    rows: Callable[[], QuerySet[Any]]
    part: type[Byline] | type[StoryTopic]
    column: str
    address: str
    every: str
    row: Callable[[int], str]
    stories: Callable[[int], str]


FAMILIES = {
    TOPICS: Family(
        lambda: Topic.objects.filter(merged_into=None),
        *(StoryTopic, "topic", "/topic/", section_keys.TOPICS),
        *(section_keys.topic, story_keys.on_topic),
    ),
    PEOPLE: Family(
        Contributor.objects.all,
        *(Byline, "contributor", "/by/", people_keys.CONTRIBUTORS),
        *(people_keys.contributor, story_keys.by),
    ),
}


def files_of(family: str) -> list[int]:
    """Return which files there are of a family; one may be empty yet."""
    known = FAMILIES[family]
    with explained(known.every):
        return sorted({file_of(pk) for pk in known.rows().values_list("pk", flat=True)})


def pages(family: str, file: int) -> bytes | None:
    """Return one file of a family; ``None`` if nothing in it has a story that is out."""
    slugs = _slugs(FAMILIES[family], file)
    if not slugs:
        return None
    top = root("urlset", {"xmlns": SITEMAP})
    for slug in slugs:
        add(add(top, "url"), "loc", absolute(f"{FAMILIES[family].address}{slug}/"))
    return written(top)


def _slugs(known: Family, file: int) -> list[str]:
    first = file * IN_A_FILE
    inside = known.rows().filter(pk__gte=first, pk__lt=first + IN_A_FILE).order_by("pk")
    with explained(known.every):
        there = list(inside.values_list("pk", flat=True))
    shown = known.part.objects.filter(**{known.column: OuterRef("pk")}, **OUT)
    with explained(*_keys(known, there)):
        return list(inside.filter(Exists(shown)).values_list("slug", flat=True))


def _keys(known: Family, there: Iterable[int]) -> list[str]:
    return [key for pk in there for key in (known.row(pk), known.stories(pk))]
