"""Advertisements on readers' pages: where they were booked, marked, and never a moment too long."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.adverts import actions
from broadsheet.adverts.tests.cast import house, sold
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.press import edition, queries
from broadsheet.press.actions import list_all
from broadsheet.press.pressroom import catch_up
from broadsheet.records.models import Record
from broadsheet.stories.actions import withdraw
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, paper, section

pytestmark = pytest.mark.django_db
TEXT = [("paragraphs", "".join(f"<p>The harbour, paragraph {n}.</p>" for n in range(1, 7)))]
THIRD = "https://ads.example"


@pytest.fixture(autouse=True)
def _paper(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EDITION_ROOT = tmp_path / "edition"
    paper()


def story(**given: Any) -> Story:
    """A published story of six paragraphs."""
    return StoryFactory(published=True, **{"body": TEXT, **given})


def read(address: str, status: int = 200) -> str:
    """What a reader gets at an address."""
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_advertisement_is_marked_and_its_link_says_what_it_is() -> None:
    """A box of its own with a label, words for its picture, and a way past it."""
    sold()
    page = read(story().address)
    found = re.search(r"<aside class=\"advert advert-side.*?</aside>", page, re.DOTALL)

    assert found is not None
    assert "Advertisement" in found[0]
    assert 'rel="sponsored noopener"' in found[0]
    assert 'alt="Rope by the yard"' in found[0]
    assert 'href="#past-side"' in found[0]
    assert 'id="past-side"' in found[0]
    assert "chandler.example" not in re.sub(r'href="[^"]+"', "", found[0])


def test_an_empty_place_is_no_place() -> None:
    """Nothing reserved, nothing said: not a word of it is printed."""

    assert 'class="advert' not in read(story().address)
    assert 'class="advert' not in read("/")


def test_it_stands_where_it_was_booked() -> None:
    """By place, section and those under it, form and language."""
    nation, sport = section("Nation"), section("Sport")
    sold("Rope", places=["text"], sections=[nation.pk], forms=["article"], languages=["en"])
    page = read(story(section=section("Delhi", nation)).address)

    assert page.index("paragraph 3.") < page.index("advert-text") < page.index("paragraph 4.")
    assert "advert-text" not in read(story(section=sport).address)
    assert "advert-text" not in read(story(section=nation, form="opinion").address)
    assert "advert-text" not in read(story(section=nation, language="hi").address)


def test_fronts_have_their_own_places() -> None:
    """The home page and the sections, at the top and at the foot; no person's page, no error."""
    house("One")
    house("Two")
    nation = section("Nation")
    story(section=nation)
    pages = [read("/"), read(nation.address)]

    assert all("advert-front-top" in page and "advert-foot" in page for page in pages)
    assert not any("advert-side" in page or "advert-text" in page for page in pages)


def test_nothing_is_sold_where_it_would_hurt() -> None:
    """A story that asks for none, a section that has none, a correction, what was withdrawn."""
    nation, sport = section("Nation"), section("Sport")
    for name in ("One", "Two", "Three"):
        house(name)
    actions.silence([sport.pk], by=None)
    gone = story(section=nation)
    withdraw(gone, Ground.EDITORIAL, by=None, note="Wrong.")
    there = story(section=nation)

    assert 'class="advert' in read(there.address)
    assert 'class="advert' not in read(story(section=nation, no_adverts=True).address)
    assert 'class="advert' not in read(story(section=section("Cricket", sport)).address)
    assert 'class="advert' not in read(sport.address)
    assert 'class="advert' not in read(gone.address, 410)
    assert 'class="advert' not in read("/corrections/")
    assert 'class="advert' not in read("/no/such/page/", 404)
    assert 'class="advert' not in read(there.address.replace(".html", ".html/history/"), 404)


def test_it_begins_and_ends_by_appointment() -> None:
    """At the second, without anybody at the desk; the log has both."""
    start, end = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    row = sold(starts_at=start, ends_at=end)
    address, found = story().address, []
    found.append("advert-side" in read(address))
    assert do_next(start - timedelta(seconds=1)) is None
    for moment in (start, end):
        do_next(moment)
        found.append("advert-side" in read(address))

    assert found == [False, True, False]
    assert Record.objects.filter(act="advert.turn", subject_id=str(row.pk)).count() == 2


def test_a_withdrawn_picture_takes_its_advertisement_along() -> None:
    """Nobody is shown an empty box."""
    row = sold()
    assert row.picture is not None
    address = story().address
    assert "advert-side" in read(address)
    row.picture.withdrawn_at, row.picture.withdrawn_ground = MONDAY, "editorial"
    row.picture.save()

    assert "advert-side" not in read(address)


def test_a_third_partys_frame_is_asked_for_by_nobody_but_the_reader(settings: Any) -> None:
    """The page holds its address as words; the policy names the site, and only while it is let."""
    settings.ADVERT_FRAMES = [THIRD]
    frame = f"{THIRD}/box?p=1"
    sold("Network", kind="third", picture=None, frame=frame, share=100)
    address = story().address
    page = Client().get(address)
    text = page.content.decode()

    assert f'data-frame="{frame}"' in text
    assert "<iframe" not in text
    assert f'src="{THIRD}' not in text
    assert THIRD in page.headers["Content-Security-Policy"]
    settings.ADVERT_FRAMES = []
    page = Client().get(address)

    assert "ads.example" not in page.content.decode()
    assert THIRD not in page.headers["Content-Security-Policy"]


def test_a_reader_learns_what_other_sites_may_do(settings: Any) -> None:
    """The same page for everybody, in each language of the paper."""

    assert "from other sites unless you click" in read("/privacy/choices/")
    settings.ADVERT_FRAMES = [THIRD]
    page = read("/privacy/choices/")

    assert "ads.example" in page
    assert 'data-choice="yes"' in page
    assert 'lang="hi"' in read("/privacy/choices/hi/")
    assert read("/privacy/choices/xx/", 404)


@pytest.mark.django_db(transaction=True)
def test_a_booking_is_spliced_into_the_pages_that_are_printed() -> None:
    """No page is rendered again for it, and none is left as it was."""
    address = story().address
    for _step in list_all():
        continue
    catch_up()
    row, found = sold(at=clock.now()), []
    for act in (None, actions.pause, actions.resume, actions.end):
        if act is not None:
            act(row, by=None)
        with CaptureQueriesContext(connection) as asked:
            catch_up()
        seal = edition.present().get(address)
        assert seal is not None
        found.append(b"advert-side" in seal.body())

        assert not [one["sql"] for one in asked if 'FROM "stories_story"' in one["sql"]]

    assert found == [True, False, True, False]
    assert [fault for _address, fault in queries.verify() if fault] == []
