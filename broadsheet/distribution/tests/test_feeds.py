"""What the feeds carry of the paper's stories, and what they leave."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.test import Client

from broadsheet.distribution import actions
from broadsheet.distribution.tests.papers import photograph, published
from broadsheet.kit import clock
from broadsheet.press import queries
from broadsheet.press.actions import list_all
from broadsheet.press.pressroom import Pressroom, catch_up
from broadsheet.stories import actions as stories
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
NATION = "/feeds/section/nation.atom"
EARLIER = timedelta(hours=3)


def read(address: str) -> Any:
    """A feed as a reader's program has it."""
    answer = Client().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    return found


def titles(address: str) -> list[str]:
    """The headlines in a feed."""
    return [entry.title for entry in read(address).entries]


def publish(story: Story, title: str, change: Change, note: str = "") -> Story:
    """Publish another headline of a story."""
    draft = Story.objects.get(pk=story.pk)
    draft.title = title
    return stories.publish(draft.save_revision(clean=False), by=None, change=change, note=note)


def test_a_slip_moves_no_clock_and_a_correction_does_and_says_so() -> None:
    """The words change both times."""
    story = published("Fares rise", at=clock.now() - EARLIER)
    before = read(NATION)
    publish(story, "Fares rise again", Change.TYPO)
    mended = read(NATION)
    publish(story, "Fares fall", Change.CORRECTION, "They fell.")
    corrected = read(NATION)

    assert mended.entries[0].title == "Fares rise again"
    clocks = [(one.feed.updated, one.entries[0].updated) for one in (before, mended, corrected)]
    assert clocks[0] == clocks[1] != clocks[2]
    assert len({one.entries[0].id for one in (before, mended, corrected)}) == 1
    assert "They fell." in corrected.entries[0].content[0].value
    assert "corrected" in [tag.term for tag in corrected.entries[0].tags]


def test_a_section_has_what_is_below_it_and_a_topic_and_a_byline_have_theirs() -> None:
    """A merged topic's feed leads to the one that stands; there is none of what is not there."""
    delhi = cast.section("Delhi", cast.section())
    published("Below", section=delhi)
    published("Beside", section=cast.section("Sport"))
    target = cast.topic("Rain")
    stories.merge_topic(cast.topic(), target, by=None)

    assert titles(NATION) == ["Below"]
    assert titles("/feeds/all/en.rss") == titles("/feeds/by/meera-nair.rss") == ["Beside", "Below"]
    assert Client().get("/feeds/topic/monsoon.rss").headers["Location"] == "/feeds/topic/rain.rss"
    assert titles("/feeds/topic/rain.rss") == ["Beside", "Below"]
    missing = ("/feeds/all/xx.rss", "/feeds/section/none.rss", "/feeds/by/none.json")
    assert {Client().get(address).status_code for address in missing} == {404}


def test_what_was_withdrawn_leaves_and_atom_says_that_it_is_gone() -> None:
    """Its headline is nowhere; what is under embargo or a draft was never in."""
    published("Still there", at=clock.now() - EARLIER)
    story = published("Zxqs is closed")
    until = clock.now() + timedelta(hours=1)
    cast.StoryFactory(title="A secret", embargo_until=until)
    cast.StoryFactory(title="A draft")
    stories.withdraw(story, Ground.LEGAL, by=None, note="Ordered.")

    for family in ("section/nation", "all/en", "topic/monsoon", "by/meera-nair"):
        body = Client().get(f"/feeds/{family}.atom").content.decode()
        assert body.count("<at:deleted-entry") == 1, family
        assert f':story-{story.number}" when="' in body
        assert [words for words in ("Zxqs", "A secret", "A draft") if words in body] == []
        assert titles(f"/feeds/{family}.rss") == ["Still there"]


def test_whole_stories_or_summaries_for_the_paper_and_for_a_section() -> None:
    """By the choice of the section, else of the paper."""
    published("Rain", body=[("paragraphs", "<p>It pours.</p>")])

    def is_whole() -> list[bool]:
        addresses = (NATION, "/feeds/all/en.rss", "/feeds/all/en.json")
        return ["It pours." in Client().get(one).content.decode() for one in addresses]

    chosen = [is_whole()]
    actions.change_feeds({"full_text": False}, by=None)
    chosen.append(is_whole())
    actions.change_section_feed(cast.section(), True, by=None)
    chosen.append(is_whole())
    assert chosen == [[True] * 3, [False] * 3, [True, False, False]]


def test_who_paid_for_a_story_is_said_first() -> None:
    """In its text, its summary and its categories."""
    published("Ghee", sponsor_kind="sponsored", sponsor_name="The Dairy Board")
    (entry,) = read(NATION).entries

    assert entry.summary.startswith("Sponsored by The Dairy Board")
    assert entry.content[0].value.index("Sponsored by") < entry.content[0].value.index("and more")
    assert "sponsored" in [tag.term for tag in entry.tags]


def test_every_printed_feed_is_as_it_would_be_printed_now(settings: Any, tmp_path: Path) -> None:
    """After edits of all that an item is made of; also the sitemaps and the files."""
    settings.EDITION_ROOT, settings.MEDIA_ROOT = tmp_path / "edition", tmp_path / "media"
    picture = photograph()
    story = published("Rain", picture=picture)
    print_everything()

    for act in (
        lambda: publish(story, "More rain", Change.TYPO),
        lambda: cast.byline().__class__.objects.get().save(),
        lambda: actions.change_feeds({"full_text": False}, by=None),
        lambda: actions.change_files({"crawlers": "refused"}, by=None),
        lambda: actions.keep_sitemaps([story.number], clock.now()),
        lambda: actions.open_window(clock.now()),
        lambda: stories.unpublish(story, by=None),
    ):
        act()
        print_everything()
        assert [f"{found}" for _, found in queries.verify() if found] == []


def print_everything() -> None:
    """Print what is due, and let a machine ask for all that was set aside."""
    for _step in list_all():
        continue
    catch_up()
    for address in (NATION, "/feeds/topic/monsoon.rss", "/feeds/by/meera-nair.json"):
        Pressroom().print_for_reader(address)
    for address in ("/sitemap.xml", "/sitemap-news.xml", "/sitemaps/stories-0.xml"):
        Pressroom().print_for_reader(address)
