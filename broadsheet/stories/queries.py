"""Reads of stories offered to the readers' pages and to other rooms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from broadsheet.kit import collation
from broadsheet.kit.prepared import Prepared
from broadsheet.people import keys as people_keys
from broadsheet.people.models import Contributor
from broadsheet.pictures import shown
from broadsheet.press.explaining import explained
from broadsheet.sections import keys as section_keys
from broadsheet.sections.models import Topic
from broadsheet.stories import keys, lists
from broadsheet.stories.cards import Card, cards, in_order, named, opinions
from broadsheet.stories.models import Story

GUESSES = 5
PLACES = 40
NEWEST_PLACES = 300
_LOOKED_THROUGH = 1_000
_WORD = re.compile(r"[a-z]{4,24}")
_PART = re.compile(r"[a-z0-9]{1,24}")
_PARTS = 5

_topic = Prepared(lambda slug: Topic.objects.filter(slug=slug).order_by())
_topic_by_pk = Prepared(lambda pk: Topic.objects.filter(pk=pk).order_by())
_contributor = Prepared(lambda slug: Contributor.objects.filter(slug=slug).order_by())


def topic_slugged(slug: str) -> Topic | None:
    """Return the topic of that slug, or ``None``."""
    with explained(section_keys.topic_called(slug)):
        topic: Topic | None = next(iter(_topic.models(slug)), None)
    if topic is not None and topic.merged_into_id is not None:
        topic.merged_into = _topic_by_pk.models(topic.merged_into_id)[0]
    return topic


def contributor_slugged(slug: str) -> Contributor | None:
    """Return the contributor of that slug with a portrait's files, or ``None``."""
    with explained(people_keys.called(slug)):
        contributor: Contributor | None = next(iter(_contributor.models(slug)), None)
    if contributor is not None and contributor.portrait_id is not None:
        wanted = [contributor.portrait_id]
        portraits = shown.load(wanted, shown.files(wanted, ["portrait"]))
        contributor.portrait = portraits[contributor.portrait_id]
    return contributor


def near(path: str) -> list[Card]:
    """Guess which stories a reader who came to an unknown address was looking for, best first.

    Only the newest are gone through: strangers ask for any number of addresses that never were.
    """
    words = sorted(set(_WORD.findall(_last(path))), key=len)[-4:]
    if not words:
        return []
    with explained(keys.EVERY):
        newest = Story.objects.out().newest().values_list("pk", "slug")[:_LOOKED_THROUGH]
        found = [(pk, slug) for pk, slug in newest if any(word in slug for word in words)]
    found.sort(key=lambda story: -sum(word in story[1] for word in words))
    return _carded([pk for pk, _slug in found[:GUESSES]])


def topics_near(path: str) -> list[Topic]:
    """Return the topics whose names stand in an unknown address: ``/tag/cyclone-meghala``, say."""
    words = _PART.findall(_last(path))[:_PARTS]
    ends = range(1, len(words) + 1)
    slugs = {"-".join(words[start:end]) for end in ends for start in range(max(0, end - 3), end)}
    if not slugs:
        return []
    with explained(*map(section_keys.topic_called, slugs)):
        found = Topic.objects.filter(slug__in=slugs, merged_into=None).order_by("name")
        return sorted(found[:GUESSES], key=lambda topic: collation.key(topic.name))


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].lower().removesuffix(".html")


def newest(count: int, language: str) -> list[Card]:
    """Return the newest stories in a language."""
    return _carded([one.pk for one in lists.newest(language, count)])


def _carded(stories: Sequence[int]) -> list[Card]:
    found = cards(stories)
    return in_order(stories, named(found, opinions(found)))


def places_written_in() -> list[str]:
    """Return the datelines of the newest stories, those used most first."""
    newest = Story.objects.out().newest().values_list("dateline", flat=True)
    used = Counter(place for place in newest[:NEWEST_PLACES] if place)
    return [place for place, _times in used.most_common(PLACES)]
