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
from broadsheet.stories.tests import edition
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


def test_a_story_shows_both_clocks_with_the_name_of_their_zone() -> None:
    """The printed time is exact, says its zone, and machines can read it."""
    paper()
    full = edition.small_edition()["en"]
    markup = page(full.address)

    assert '<time datetime="2024-05-06T13:00:00+05:30">6 May 2024, 1:00 PM IST</time>' in markup
    assert '<time datetime="2024-05-06T17:00:00+05:30">6 May 2024, 5:00 PM IST</time>' in markup
    assert "ago" not in words(markup).split()


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


def test_the_dateline_opens_the_first_paragraph() -> None:
    """The dateline is a field, yet it stands inline and once."""
    full = edition.small_edition()["en"]
    markup = page(full.address)

    assert '<p><span class="dateline">PORT BLAIR:</span> The first boats' in markup
    assert markup.count('class="dateline"') == 1


def test_an_editors_marks_stay_at_the_desk() -> None:
    """Rich text carries keys for the editor that no reader needs."""
    assert "data-block-key" not in page(edition.small_edition()["en"].address)


def test_a_picture_in_use_without_its_file_shows_readers_nothing_at_all() -> None:
    """No box, no caption, no credit: the desk is told, not the reader."""
    markup = page(edition.small_edition()["en"].address)

    assert "A caption without its file" not in markup
    assert "1 of 2" in words(markup)


def test_the_lead_picture_is_never_lazy_and_every_picture_has_its_size() -> None:
    """The first picture is what the reader waits for; none may move the text when it comes."""
    markup = page(edition.small_edition()["en"].address)
    images = re.findall(r"<img\b[^>]*>", markup)
    lead = next(one for one in images if 'alt="A jetty"' in one)

    assert 'fetchpriority="high"' in lead
    assert "loading" not in lead
    assert all(re.search(r'width="\d+"\s+height="\d+"', one) for one in images)
    assert all(kind in markup for kind in ('type="image/avif"', 'type="image/webp"'))


def test_corrections_stand_on_the_story_with_their_date() -> None:
    """A correction is permanent and shown."""
    markup = words(page(edition.small_edition()["en"].address))

    assert "Correction · 6 May 2024, 5:00 PM IST An earlier version gave the fare as" in markup


def test_a_story_links_to_its_versions_in_other_languages() -> None:
    """Search engines are told by hreflang, readers by the language's own name."""
    full = edition.small_edition()
    markup = page(full["en"].address)

    for language in ("en", "hi", "ta", "ur"):
        assert re.search(rf'rel="alternate"\s+hreflang="{language}"', markup)
    assert "اردو" in words(markup)


@pytest.mark.parametrize(("language", "way"), [("hi", "ltr"), ("ta", "ltr"), ("ur", "rtl")])
def test_a_page_says_its_language_and_direction_whatever_the_browser_asks_for(
    language: str, way: str
) -> None:
    """Nothing of one reader is on the page, and that includes the language of the reader."""
    story = edition.small_edition()[language]
    response = Client(headers={"accept-language": "en"}).get(story.address)

    assert f'<html lang="{language}" dir="{way}">' in response.content.decode()


def test_a_live_story_shows_its_entries_pinned_first_and_its_key_events() -> None:
    """Entries can be linked to; key events lead to theirs."""
    edition.small_edition()
    live = Story.objects.get(form="live")
    markup = page(live.address)
    order = re.findall(r"<h3>(Entry \d)</h3>", markup)

    assert order == ["Entry 1", "Entry 2", "Entry 0"]
    assert f'<a href="#entry-{live.entries.get(headline="Entry 0").pk}">Entry 0</a>' in markup


def test_share_links_are_plain_and_carry_the_full_address() -> None:
    """No script of another host, no counter: only links."""
    story = StoryFactory(published=True, title="Ferries & trains")
    markup = page(story.address)

    full = "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F127.0.0.1%3A8000%2Fnation"
    assert escape(full) in markup
    assert re.findall(r'<script[^>]*src="(?!/static/)', markup) == []


# --- structured data ---


def test_the_structured_data_says_what_the_page_says() -> None:
    """Machines get the headline whole, both clocks, the byline, topics, dateline and picture."""
    full = edition.small_edition()["en"]
    article, way = data(page(full.address))

    assert article["@type"] == "NewsArticle"
    assert article["headline"] == full.title
    assert article["datePublished"] == "2024-05-06T13:00:00+05:30"
    assert article["dateModified"] == "2024-05-06T17:00:00+05:30"
    assert article["dateline"] == "PORT BLAIR"
    assert [one["name"] for one in article["author"]] == ["Meera Nair", "Courier Desk"]
    assert [one["name"] for one in article["about"]] == ["Ferries", "Asha Rao"]
    assert article["image"][0]["caption"] == "The jetty on Monday"
    assert article["correction"][0]["text"].startswith("An earlier version")
    assert [one["name"] for one in way["itemListElement"]] == ["The Test Gazette", "Nation"]


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


def test_the_hours_of_a_live_story_stand_under_their_day() -> None:
    """A day is said once; each entry says its hour, and the whole moment to machines."""
    edition.small_edition(width=1000)
    markup = page(Story.objects.get(form="live").address)

    said = words(markup[markup.index('aria-labelledby="entries"') :])
    assert said.index("6 May 2024") < said.index("Entry 0")
    assert re.search(
        r'<a href="#entry-\d+"><time datetime="2024-05-0[^"]+" title="[^"]+IST">', markup
    )


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


def test_a_contributor_has_a_page_with_a_portrait_and_the_stories() -> None:
    """A byline leads somewhere."""
    edition.small_edition()
    who = byline()
    type(who).objects.filter(pk=who.pk).update(portrait=edition.library(), about="Writes of boats.")
    markup = page(f"/by/{who.slug}/")

    assert "Writes of boats." in markup
    assert data(markup)[0]["mainEntity"]["name"] == "Meera Nair"


def test_the_home_page_shows_no_story_twice() -> None:
    """One pass removes duplicates, from the lead down to the last band."""
    edition.small_edition()
    markup = page("/")
    main = markup.split('<main id="main"')[1].split("</main>")[0]
    headlines = re.findall(r'<h[23]><a href="([^"]+)">', main)

    assert len(headlines) > 15
    assert len(headlines) == len(set(headlines))


def test_a_home_page_without_a_story_says_so_kindly() -> None:
    """A new paper is not an error."""
    paper()

    assert "The first edition is being made." in words(page("/"))


def test_a_page_costs_the_same_queries_whatever_it_lists(
    django_assert_max_num_queries: Any,
) -> None:
    """Thirty cards cost what three do."""
    edition.small_edition()
    drawn = edition.library()
    for number in range(20):
        edition.short_story(f"Further story {number}", section("Sport"), drawn)
    with django_assert_max_num_queries(16):
        page("/sport/")
