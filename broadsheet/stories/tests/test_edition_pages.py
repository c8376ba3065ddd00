"""What readers get of a paper that has something of everything, published once for this file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from broadsheet.stories.models import Story
from broadsheet.stories.tests import edition
from broadsheet.stories.tests.cast import byline, section
from broadsheet.stories.tests.test_reader_pages import data, page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
Published = dict[str, Story]


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    """The full stories by language; each test undoes what it does to the paper."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield edition.small_edition()
        transaction.set_rollback(True)


def test_a_story_shows_both_clocks_with_the_name_of_their_zone(published: Published) -> None:
    """The printed time is exact, says its zone, and machines can read it."""
    full = published["en"]
    markup = page(full.address)

    assert '<time datetime="2024-05-06T13:00:00+05:30">6 May 2024, 1:00 PM IST</time>' in markup
    assert '<time datetime="2024-05-06T17:00:00+05:30">6 May 2024, 5:00 PM IST</time>' in markup
    assert "ago" not in words(markup).split()


def test_the_dateline_opens_the_first_paragraph(published: Published) -> None:
    """The dateline is a field, yet it stands inline and once."""
    full = published["en"]
    markup = page(full.address)

    assert '<p><span class="dateline">PORT BLAIR:</span> The first boats' in markup
    assert markup.count('class="dateline"') == 1


def test_an_editors_marks_stay_at_the_desk(published: Published) -> None:
    """Rich text carries keys for the editor that no reader needs."""
    assert "data-block-key" not in page(published["en"].address)


def test_a_picture_in_use_without_its_file_shows_readers_nothing_at_all(
    published: Published,
) -> None:
    """No box, no caption, no credit: the desk is told, not the reader."""
    markup = page(published["en"].address)

    assert "A caption without its file" not in markup
    assert "1 of 2" in words(markup)


def test_the_lead_picture_is_never_lazy_and_every_picture_has_its_size(
    published: Published,
) -> None:
    """The first picture is what the reader waits for; none may move the text when it comes."""
    markup = page(published["en"].address)
    images = re.findall(r"<img\b[^>]*>", markup)
    lead = next(one for one in images if 'alt="A jetty"' in one)

    assert 'fetchpriority="high"' in lead
    assert "loading" not in lead
    assert all(re.search(r'width="\d+"\s+height="\d+"', one) for one in images)
    assert all(kind in markup for kind in ('type="image/avif"', 'type="image/webp"'))


def test_corrections_stand_on_the_story_with_their_date(published: Published) -> None:
    """A correction is permanent and shown."""
    markup = words(page(published["en"].address))

    assert "Correction · 6 May 2024, 5:00 PM IST An earlier version gave the fare as" in markup


def test_a_story_links_to_its_versions_in_other_languages(published: Published) -> None:
    """Search engines are told by hreflang, readers by the language's own name."""
    markup = page(published["en"].address)

    for language in ("en", "hi", "ta", "ur"):
        assert re.search(rf'rel="alternate"\s+hreflang="{language}"', markup)
    assert "اردو" in words(markup)


@pytest.mark.parametrize(("language", "way"), [("hi", "ltr"), ("ta", "ltr"), ("ur", "rtl")])
def test_a_page_says_its_language_and_direction_whatever_the_browser_asks_for(
    published: Published, language: str, way: str
) -> None:
    """Nothing of one reader is on the page, and that includes the language of the reader."""
    story = published[language]
    response = Client(headers={"accept-language": "en"}).get(story.address)

    assert f'<html lang="{language}" dir="{way}">' in response.content.decode()


def test_a_live_story_shows_its_entries_pinned_first_and_its_key_events() -> None:
    """Entries can be linked to; key events lead to theirs."""
    live = Story.objects.get(form="live")
    markup = page(live.address)
    order = re.findall(r"<h3>(Entry \d)</h3>", markup)

    assert order == ["Entry 1", "Entry 2", "Entry 0"]
    assert f'<a href="#entry-{live.entries.get(headline="Entry 0").pk}">Entry 0</a>' in markup


def test_the_structured_data_says_what_the_page_says(published: Published) -> None:
    """Machines get the headline whole, both clocks, the byline, topics, dateline and picture."""
    full = published["en"]
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


def test_the_hours_of_a_live_story_stand_under_their_day() -> None:
    """A day is said once; each entry says its hour, and the whole moment to machines."""
    markup = page(Story.objects.get(form="live").address)

    said = words(markup[markup.index('aria-labelledby="entries"') :])
    assert said.index("6 May 2024") < said.index("Entry 0")
    assert re.search(
        r'<a href="#entry-\d+"><time datetime="2024-05-0[^"]+" title="[^"]+IST">', markup
    )


def test_a_contributor_has_a_page_with_a_portrait_and_the_stories() -> None:
    """A byline leads somewhere."""
    who = byline()
    type(who).objects.filter(pk=who.pk).update(portrait=edition.library(), about="Writes of boats.")
    markup = page(f"/by/{who.slug}/")

    assert "Writes of boats." in markup
    assert data(markup)[0]["mainEntity"]["name"] == "Meera Nair"


def test_the_home_page_shows_no_story_twice() -> None:
    """One pass removes duplicates, from the lead down to the last band."""
    markup = page("/")
    main = markup.split('<main id="main"')[1].split("</main>")[0]
    headlines = re.findall(r'<h[23]><a href="([^"]+)">', main)

    assert len(headlines) > 15
    assert len(headlines) == len(set(headlines))


def test_a_page_costs_the_same_queries_whatever_it_lists(
    django_assert_max_num_queries: Any,
) -> None:
    """Thirty cards cost what three do."""
    drawn = edition.library()
    for number in range(20):
        edition.short_story(f"Further story {number}", section("Sport"), drawn)
    with django_assert_max_num_queries(16):
        page("/sport/")
