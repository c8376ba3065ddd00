"""Every reader's page can explain what it was made from, and is left alone by what is not on it.

The guard of the press stands before the database in all tests: an unexplained read fails a render.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from broadsheet.press.changes import taken
from broadsheet.press.models import Change
from broadsheet.press.rendering import render
from broadsheet.sections import keys as section_keys
from broadsheet.stories import keys
from broadsheet.stories.actions import file_draft, publish, rename, withdraw
from broadsheet.stories.models import Ground, OldAddress, Story
from broadsheet.stories.tests import edition
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, byline, section, topic

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)

FIRST = datetime(1, 1, 1, tzinfo=UTC)


def made_from(address: str, status: int = 200) -> frozenset[str]:
    """What a page was made from."""
    printed = render(address, anew=True).printed
    assert printed.status == status
    return printed.keys


def told() -> set[str]:
    """What the press was told since it was last asked, and forget it."""
    found = set(Change.objects.values_list("key", flat=True))
    Change.objects.all().delete()
    taken()
    return found


def out(days: int, where: Any = None) -> Story:
    """A story that came out so many days after Monday."""
    draft = Story(title=f"Day {days}", slug=f"day-{days}")
    return publish(
        file_draft(draft, where or section(), by=None), by=None, at=MONDAY + days * A_DAY
    )


def test_every_kind_of_page_explains_itself() -> None:
    """Home, sections, topics, bylines, every form of story, what is gone, and what never was."""
    full = edition.small_edition()
    gone = StoryFactory(published=True)
    withdraw(gone, Ground.LEGAL, by=None, note="Ordered.", at=MONDAY + A_DAY)
    old = OldAddress.objects.create(path="/2009/may/04/flood.htm", story=full["en"])
    fronts = [
        "/",
        "/nation/",
        "/sport/",
        f"/topic/{topic('Ferries').slug}/",
        f"/by/{byline().slug}/",
    ]
    for address in [*fronts, *(story.address for story in full.values())]:
        made_from(address)
    made_from(Story.objects.get(form="live").address)
    made_from(gone.address, 451)
    made_from(old.path, 301)
    made_from(f"/front/nation/{full['en'].slug}/", 404)
    made_from(f"/nation/{full['en'].slug}/", 301)

    assert keys.EVERY in made_from("/nobody/wrote-this.html", 404)


def test_a_story_carries_the_keys_of_all_that_it_shows() -> None:
    """Its own, its section's and those above it, its topics, bylines, pictures, other stories."""
    full = edition.small_edition()["en"]
    found = made_from(full.address)
    nation = section("Nation")
    shown = {keys.story(row.related_id) for row in full.related.all()}

    assert {keys.story(full.pk), f"section-{nation.pk}", f"picture-{full.picture_id}"} <= found
    assert {f"topic-{row.topic_id}" for row in full.story_topics.all()} <= found
    assert {f"contributor-{row.contributor_id}" for row in full.bylines.all()} <= found
    assert shown <= found
    assert keys.translations(full.translation_group) in found


def test_a_publication_leaves_the_pages_of_earlier_stories_alone() -> None:
    """Beside a story stands what its section had before it, so nothing new can change it."""
    for day in range(8):
        out(day)
    last = Story.objects.order_by("-published_at")[0]
    before = made_from(last.address)
    told()
    out(9)

    assert not before & told()


def test_a_publication_touches_every_list_that_it_comes_into() -> None:
    """Home, its section, and the section's list in the hour that the story says it came out."""
    home = made_from("/")
    nation = made_from(section().address)
    told()
    new = out(1)
    noted = told()

    assert home & noted
    assert nation & noted
    assert f"{keys.in_section(section().pk)}-{(MONDAY + A_DAY).isoformat()[:13]}" in noted
    assert f"page:{new.address}" in noted


def test_a_story_dated_back_is_noticed_by_the_pages_that_would_show_it() -> None:
    """An archive may bring what came out between two stories."""
    for day in (0, 2, 4, 6, 8, 10, 12):
        out(day)
    last = Story.objects.order_by("-published_at")[0]
    before = made_from(last.address)
    told()
    out(9)

    assert before & told()


def test_a_draft_that_is_saved_changes_no_page() -> None:
    """Wagtail writes its own columns beside a live story at every autosave."""
    story = StoryFactory(published=True)
    told()
    story.title = "What nobody has read yet"
    story.save_revision()

    assert told() == set()


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_saved_as_a_mere_page_is_told_in_the_same_transaction() -> None:
    """Wagtail's own code saves base pages, and not always inside a transaction of its own."""
    nation = section()
    told()
    mere = Page.objects.get(pk=nation.pk)
    mere.seo_title = "All of the nation"
    mere.save()

    assert f"section-{nation.pk}" in told()


@pytest.mark.parametrize(
    "odd", ["/" + "a-very-long-word/" * 200, "/\udcff/", "/नगर/", "//", "/a//b"]
)
def test_any_address_that_a_stranger_may_ask_for_has_keys(odd: str) -> None:
    """However long it is, and whatever it is written in, a key of it can be kept."""
    found = [*section_keys.at(odd), keys.once_at(odd)]
    longest = Change._meta.get_field("key").max_length or 0

    assert all(0 < len(key) <= longest for key in found)


def test_a_rename_asks_for_the_page_at_its_new_address() -> None:
    """Readers of the new address do not wait for the press."""
    story = StoryFactory(published=True)
    told()
    renamed = rename(story, "a-better-slug", by=None)

    assert f"page:{renamed.address}" in told()


@pytest.mark.parametrize("door", ["renamed", "moved"])
def test_all_under_a_section_is_asked_for_at_its_new_address(
    door: str, django_capture_on_commit_callbacks: Any
) -> None:
    """The story, its sub-section, the section itself; and what was printed before is told."""
    nation, sport = section(), section("Sport")
    story = out(1, section("Delhi", nation))
    before = made_from(story.address)
    told()
    with django_capture_on_commit_callbacks(execute=True):
        if door == "renamed":
            nation.slug = "country"
            nation.save()
        else:
            nation.move(sport, pos="last-child")
    noted = told()
    found = Story.objects.get(pk=story.pk)

    assert before & noted
    assert found.address != story.address
    assert f"page:{found.address}" in noted
    assert f"page:{found.primary_section.address}" in noted


@pytest.mark.parametrize(
    ("address", "most"),
    [("home", 17), ("story", 22), ("section", 10), ("topic", 10), ("contributor", 11)],
)
def test_a_page_costs_few_queries_whatever_stands_on_it(
    address: str, most: int, django_assert_max_num_queries: Any
) -> None:
    """A bound for each kind of page, on a paper that has something of everything.

    Its shared parts are rendered with it, one question each; the press takes them as they stand.
    A story asks two for its conversation: whether there is a thread, and the rules of places.
    """
    full = edition.small_edition()["en"]
    addresses = {
        "home": "/",
        "story": full.address,
        "section": "/nation/",
        "topic": f"/topic/{topic('Ferries').slug}/",
        "contributor": f"/by/{byline().slug}/",
    }
    with django_assert_max_num_queries(most):
        Client().get(addresses[address])


@pytest.mark.parametrize(
    ("oldest", "newest", "stretches"),
    [
        ("2026-11-22T09:50:00+00:00", "2026-11-22T11:10:00+00:00", 4),
        ("2026-11-20T00:00:00+00:00", "2026-11-22T11:10:00+00:00", 15),
        ("2026-09-30T00:00:00+00:00", "2026-11-01T11:10:00+00:00", 15),
        ("2019-09-30T00:00:00+00:00", "2026-11-01T11:10:00+00:00", 30),
        ("2026-11-22T09:59:59+00:00", "2026-11-22T10:00:00+00:00", 2),
        ("2026-11-22T08:00:00+00:00", "2026-11-22T11:49:58+00:00", 22),
    ],
)
def test_stretches_of_time_are_few_and_leave_no_gap(
    oldest: str, newest: str, stretches: int
) -> None:
    """Each moment between the two lies in one of them."""
    first, last = datetime.fromisoformat(oldest), datetime.fromisoformat(newest)
    named = keys.in_sections_between([3], first, last)
    moments = [first + (last - first) * step / 50 for step in range(51)]

    assert len(named) == stretches
    assert all(set(keys.in_section_around(3, moment)) & set(named) for moment in moments)


def test_a_story_that_comes_later_touches_none_of_an_earlier_moment() -> None:
    """However slow the section is: what its newest page shows may be years old."""
    last = datetime.fromisoformat("2026-11-22T11:10:00+05:30")
    named = keys.in_sections_between([3], datetime.fromisoformat("2019-01-01T00:00:00Z"), last)
    later = keys.in_section_around(3, last + timedelta(seconds=10))

    assert not set(named) & set(later)


@given(
    last=st.timedeltas(timedelta(), timedelta(days=1_000_000)).map(lambda since: FIRST + since),
    back=st.timedeltas(timedelta(), timedelta(days=400_000)),
)
def test_the_first_stories_of_a_section_hang_on_what_is_older_alone(
    last: datetime, back: timedelta
) -> None:
    """Whatever is older touches them, by one key; what comes ten seconds later touches none."""
    named = keys.in_sections_until([3], last)
    earlier = last - min(back, last - FIRST)
    later = last + timedelta(seconds=10) + back

    assert len(set(keys.in_section_around(3, earlier)) & set(named)) == 1
    assert not set(keys.in_section_around(3, later)) & set(named)
