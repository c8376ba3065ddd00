"""What readers get at each address, told by the page itself."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from broadsheet.stories.actions import file_draft, merge_topic, publish, rename, withdraw
from broadsheet.stories.models import Byline, Ground, OldAddress, Story, StoryTopic
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, byline, paper, section, topic

pytestmark = pytest.mark.django_db


def page(address: str, status: int = 200) -> str:
    """The page at an address."""
    response = Client().get(address)
    assert response.status_code == status, response.headers.get("Location")
    return response.content.decode()


def words(markup: str) -> str:
    """What a reader reads, single-spaced."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def data(markup: str) -> list[dict[str, Any]]:
    """The page's structured data."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
    return [json.loads(text) for text in found]


# --- a story ---


def test_a_story_shows_its_headline_once_and_its_standfirst_under_it() -> None:
    """There is one h1 on the page, and it is the headline."""
    story = StoryFactory(published=True, title="Ferries <at> dawn", standfirst="From Monday on.")
    markup = page(story.address)

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", markup) == ["Ferries &lt;at&gt; dawn"]
    assert '<p class="standfirst">From Monday on.</p>' in markup


def test_a_story_that_was_never_updated_shows_one_clock() -> None:
    """ "Last updated" is said only where there was a substantive update."""
    story = StoryFactory(published=True)

    assert "Last updated" not in page(story.address)


def test_a_byline_names_everyone_in_order_each_with_a_part_and_a_link() -> None:
    """The desk's order is the page's order."""
    story = Story(title="A crossing", slug="a-crossing", body=[])
    story.bylines.add(
        Byline(contributor=byline("Meera Nair"), sort_order=0),
        Byline(contributor=byline("Asha Rao"), sort_order=1),
        Byline(contributor=byline("Ravi Iyer"), part=Byline.Part.PHOTOGRAPHS, sort_order=2),
    )
    out = publish(file_draft(story, section(), by=None, at=MONDAY), by=None, at=MONDAY)
    markup = page(out.address)

    assert "By Meera Nair and Asha Rao Photographs by Ravi Iyer" in words(markup)
    assert f'<a href="/by/{byline("Asha Rao").slug}/" rel="author">Asha Rao</a>' in markup


def test_share_links_are_plain_and_carry_the_full_address() -> None:
    """No script of another host, no counter: only links."""
    story = StoryFactory(published=True, title="Ferries & trains")
    markup = page(story.address)

    full = "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F127.0.0.1%3A8000%2Fnation"
    assert escape(full) in markup
    assert re.findall(r'<script[^>]*src="(?!/static/)', markup) == []


# --- structured data ---


def test_no_headline_can_leave_the_structured_data() -> None:
    """A headline with markup in it stays text."""
    story = StoryFactory(published=True, title="</script><script>alert(1)</script> & more")
    article = data(page(story.address))[0]

    assert article["headline"] == story.title


def test_an_agency_is_an_organisation_and_not_a_person() -> None:
    """The byline's kind decides its type."""
    agency = byline("Coastal Press")
    type(agency).objects.filter(pk=agency.pk).update(kind="desk")
    story = Story(title="A crossing", slug="a-crossing", body=[])
    story.bylines.add(Byline(contributor=agency))
    out = publish(file_draft(story, section(), by=None, at=MONDAY), by=None, at=MONDAY)

    assert data(page(out.address))[0]["author"][0]["@type"] == "Organization"


# --- addresses ---


def test_every_older_form_of_an_address_leads_to_the_present_one() -> None:
    """The number decides; section, day and slug may all be old."""
    story = StoryFactory(published=True)
    out = rename(story, "a-better-slug", by=None, at=MONDAY + timedelta(hours=1))

    for old in (f"/sport/1999/jan/01/x-{out.number}.html", story.address):
        response = Client().get(old)
        assert (response.status_code, response["Location"]) == (301, out.address)


def test_an_archives_old_address_comes_before_a_number_of_ours_in_it() -> None:
    """Another system's number may be one of ours: the whole old address is surer."""
    ours = StoryFactory(published=True)
    imported = StoryFactory(published=True)
    old = f"/2009/may/04/flood-{ours.number}.html"
    OldAddress.objects.create(path=old, story=imported)

    assert Client().get(old)["Location"] == imported.address


def test_a_draft_is_not_there_for_readers() -> None:
    """Neither at its address nor at another form of it."""
    draft = StoryFactory()

    page(draft.address, status=404)
    page(f"/nation/2020/jan/01/guess-{draft.number}.html", status=404)


@pytest.mark.parametrize(("ground", "status"), [(Ground.EDITORIAL, 410), (Ground.LEGAL, 451)])
def test_a_withdrawn_story_says_so_at_every_form_of_its_address(
    ground: Ground, status: int
) -> None:
    """The law's order answers 451, the paper's own decision 410, and neither shows a word of it."""
    story = StoryFactory(published=True, title="A secret headline")
    withdraw(story, ground, by=None, note="As decided.", at=MONDAY + timedelta(hours=1))

    for address in (story.address, f"/x/2020/jan/01/y-{story.number}.html"):
        assert "secret" not in page(address, status=status)


def test_a_lost_reader_is_shown_what_the_address_may_have_meant() -> None:
    """The words of the address find the story."""
    story = StoryFactory(published=True, slug="lighthouse-keepers-retire")

    assert story.address in page("/old/lighthouse-keepers.aspx", status=404)


def test_an_unknown_address_leads_to_its_section_and_its_topics() -> None:
    """The innermost section that the address begins with, and topics by the words at its end."""
    inner, ferries = section("Delhi", section("Nation")), topic("Coast ferries")
    StoryFactory(published=True, primary_section=inner)
    markup = page("/nation/delhi/the-coast-ferries-of-2019.html", status=404)

    ways = re.findall(r'<nav class="ways".*?</nav>', markup, re.DOTALL)[0]
    assert f'<a href="{inner.address}">Delhi</a>' in ways
    assert f'<a href="/topic/{ferries.slug}/">Coast ferries</a>' in ways


# --- lists ---


def test_a_section_lists_its_sub_sections_stories_too() -> None:
    """A story stands in one section and is listed by those above it."""
    below = section("Courts", section("Nation"))
    story = StoryFactory(published=True, section=below)
    markup = page(section("Nation").address)

    assert story.address in markup
    assert f'<a href="{below.address}">Courts</a>' in markup


def test_a_list_has_further_pages_and_nothing_past_its_end() -> None:
    """Thirty stories a page; the first page has one address only."""
    for _ in range(31):
        StoryFactory(published=True)

    assert 'rel="next" href="/nation/page/2/"' in page("/nation/")
    assert "Page 2" in words(page("/nation/page/2/"))
    assert Client().get("/nation/page/1/")["Location"] == "/nation/"
    page("/nation/page/3/", status=404)


def test_a_topic_lists_its_stories_and_a_merged_one_redirects() -> None:
    """Both names lead to one page."""
    kept, gone = topic("Ferries"), topic("Ferry boats")
    story = Story(title="A crossing", slug="a-crossing", body=[])
    story.story_topics.add(StoryTopic(topic=kept))
    out = publish(file_draft(story, section(), by=None, at=MONDAY), by=None, at=MONDAY)
    merge_topic(gone, kept, by=None, at=MONDAY)

    assert out.address in page(f"/topic/{kept.slug}/")
    assert Client().get(f"/topic/{gone.slug}/")["Location"] == f"/topic/{kept.slug}/"


def test_a_home_page_without_a_story_says_so_kindly() -> None:
    """A new paper is not an error."""
    paper()

    assert "The first edition is being made." in words(page("/"))
