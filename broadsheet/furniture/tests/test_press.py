"""What stands around the stories changes on every printed page, and no page is made anew for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from broadsheet.furniture.models import Promo
from broadsheet.furniture.navigation import actions as navigation
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.furniture.promos import actions as promos
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.press import actions, edition, queries
from broadsheet.press.models import SlotBody
from broadsheet.press.pressroom import catch_up
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, section

pytestmark = pytest.mark.django_db(transaction=True)
TELEGRAM = b"Now we are on Telegram too"
BODY = [("paragraphs", "<p>One.</p><p>Two.</p><p>Three.</p>")]
PROMO: dict[str, Any] = {
    "words": TELEGRAM.decode(),
    "address": "https://t.me/harbour",
    "language": "en",
}


@pytest.fixture
def stories(settings: Any, tmp_path: Path) -> list[Story]:
    """Two stories in two sections, printed with all that leads to them."""
    settings.EDITION_ROOT = tmp_path / "edition"
    found = [
        StoryFactory(published=True, body=BODY, section=section(name))
        for name in ("Nation", "Sport")
    ]
    for _step in actions.list_all():
        continue
    catch_up()
    return found


@contextmanager
def no_story_is_read() -> Iterator[None]:
    """Fail at a query for stories: without one no page of a story is made."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert '"stories_story"' not in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def printed(address: str) -> bytes:
    """What the edition has at an address."""
    seal = edition.present().get(address)
    assert seal is not None
    return seal.body()


def right() -> bool:
    """Whether every page of the edition is as it would be printed now."""
    return [found for _address, found in queries.verify() if found] == []


def test_a_promo_comes_and_goes_on_printed_pages(stories: list[Story]) -> None:
    """On those that it means; spliced in and out."""
    here, there = stories
    with no_story_is_read():
        row = promos.add(by=None, place="text-2", sections=[here.primary_section_id], **PROMO)
        catch_up()

    assert (TELEGRAM in printed(here.address), TELEGRAM in printed(there.address)) == (True, False)
    assert right()

    with no_story_is_read():
        promos.change(row, by=None, is_on=False)
        catch_up()

    assert TELEGRAM not in printed(here.address)
    assert right()


def test_its_time_comes_on_printed_pages(stories: list[Story]) -> None:
    """The worker does it at its moment; nobody else has to."""
    starts = clock.now() + timedelta(hours=1)
    promos.add(by=None, place="foot", starts_at=starts, **PROMO)
    catch_up()
    before = TELEGRAM in printed(stories[0].address)
    while do_next(starts):  # other rooms have their appointments too
        continue
    catch_up()

    assert (before, TELEGRAM in printed(stories[0].address)) == (False, True)
    assert Promo.objects.get().showing


def test_the_navigation_changes_on_every_page(stories: list[Story]) -> None:
    """The masthead and the colophon are spliced; the rest of the page stays."""
    vote = Entry("page", "/vote/", "The vote")
    with no_story_is_read():
        navigation.change("en", Document({"strip": (vote,), "policies": (vote,)}), by=None)
        catch_up()
    pages = [printed(address) for address in ("/", "/nation/", *(one.address for one in stories))]

    assert [page.count(b'<a href="/vote/">The vote</a>') for page in pages] == [2] * 4
    assert right()


def test_there_are_only_so_many_slots(stories: list[Story]) -> None:
    """By place, language, section and form: more stories or promos make no more."""
    before = SlotBody.objects.filter(name__startswith="promo:").count()
    StoryFactory(published=True, body=BODY, section=section("Nation"))
    promos.add(by=None, place="rail", **PROMO)
    for _step in actions.list_all():
        continue
    catch_up()
    names = SlotBody.objects.filter(name__startswith="promo:").values_list("name", flat=True)

    assert len(names) == before
    assert f"promo:foot:en:{section('Nation').pk}:article" in names
