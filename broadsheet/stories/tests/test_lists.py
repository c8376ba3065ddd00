"""Lists are read a few numbers at a time; what they hold is what one plain query would give."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db.models import Q

from broadsheet.sections.models import Section
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import lists
from broadsheet.stories.actions import file_draft, publish, unpublish, withdraw
from broadsheet.stories.models import Byline, Ground, SecondarySection, Story, StoryTopic
from broadsheet.stories.tests.cast import MONDAY, byline, section, topic

pytestmark = pytest.mark.django_db

HOURS = (5, 1, 9, 9, 3, 7, 2, 8, 2, 6, 4, 0)


def out(number: int, where: Section, language: str, shared: Section | None) -> Story:
    """A story of an hour of Monday's, on one topic, by one of two hands."""
    story = Story(title=f"Story {number}", slug=f"story-{number}", language=language)
    story.bylines.add(Byline(contributor=byline(f"Hand {number % 2}")))
    story.story_topics.add(StoryTopic(topic=topic("Ferries")))
    if shared is not None:
        story.secondary_sections.add(SecondarySection(section=shared))
    moment = MONDAY + timedelta(hours=HOURS[number])
    return publish(file_draft(story, where, by=None), by=None, at=moment)


def paper_of_twelve() -> None:
    """Stories in Nation, below it, in Sport and shared with both; two languages; two are gone."""
    nation, sport = section("Nation"), section("Sport")
    delhi = section("Delhi", nation)
    courts = section("Courts", delhi)
    for number in range(12):
        where = (nation, sport, delhi, courts)[number % 4]
        shared = sport if where != sport and number % 3 else nation if where == sport else None
        story = out(number, where, "hi" if number % 5 == 4 else "en", shared)
        if number == 6:
            unpublish(story, by=None, at=MONDAY + timedelta(hours=20))
        if number == 7:
            withdraw(story, Ground.LEGAL, by=None, note="Ordered.", at=MONDAY + timedelta(hours=20))


def place(name: str) -> Place:
    """A section as readers' pages know it."""
    return tree().place(section(name).pk)


def plainly(name: str) -> list[int]:
    """What a section lists, by one query."""
    found = section(name)
    within = Section.objects.descendant_of(found, inclusive=True).values("pk")
    shared = SecondarySection.objects.filter(section__in=within).values("story_id")
    theirs = Q(primary_section__in=within) | Q(pk__in=shared, language=found.language)
    return list(Story.objects.out().filter(theirs).newest().values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["Nation", "Sport", "Delhi", "Courts"])
def test_a_section_lists_its_own_its_sub_sections_and_what_it_shares(name: str) -> None:
    """Each story once, newest first, however many are asked for."""
    paper_of_twelve()
    there = plainly(name)

    assert there
    for count in (1, 3, 50):
        assert [one.pk for one in lists.in_section(place(name), count)] == there[:count]


def test_the_first_stories_of_all_sections_are_read_at_once() -> None:
    """What the home page shows of each is what the section lists."""
    paper_of_twelve()
    found = lists.bands([place("Nation"), place("Sport")], 4)

    assert [one.pk for one in found[section("Nation").pk]] == plainly("Nation")[:4]
    assert [one.pk for one in found[section("Sport").pk]] == plainly("Sport")[:4]


def test_beside_a_story_stands_what_its_section_listed_before_it() -> None:
    """From the newest to the oldest; of two that came out together the lower number is earlier."""
    paper_of_twelve()
    there = lists.in_section(place("Nation"), 50)

    for at, story in enumerate(there):
        assert lists.earlier_in_section(place("Nation"), story, 50) == there[at + 1 :]


@pytest.mark.parametrize(("part", "column"), [(StoryTopic, "topic_id"), (Byline, "contributor_id")])
def test_many_stories_are_listed_as_few_are(part: Any, column: str) -> None:
    """Going through the newest finds what sorting all of them does."""
    paper_of_twelve()
    pk = part.objects.values_list(column, flat=True)[0]
    few, many = lists._sorted(part, column, 5), lists._walked(part, column, 5)

    assert few(pk) == many(pk)
    assert len(few(pk)) == 5


def test_a_list_is_cut_into_pages_without_counting_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every story is on one page; past the last there is none, and an empty list has one page."""
    monkeypatch.setattr(lists, "PER_PAGE", 3)
    paper_of_twelve()
    there = plainly("Nation")
    pages: list[lists.ListPage] = []
    while page := lists.page_of(lambda n: lists.in_section(place("Nation"), n), len(pages) + 1):
        pages.append(page)

    assert [card.pk for page in pages for card in page] == there
    assert all(page.has_next for page, _after in pairwise(pages))
    assert not pages[-1].has_next
    assert lists.page_of(lambda _count: [], 1) is not None
    assert lists.page_of(lambda _count: [], 2) is None
