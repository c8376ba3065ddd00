"""What readers get of the lite edition, at every kind of address."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from django.test import Client

from broadsheet.lite import styling
from broadsheet.lite.addresses import has_twin
from broadsheet.press import rendering
from broadsheet.stories import actions
from broadsheet.stories.blocks import BodyBlock
from broadsheet.stories.csp import source_hash
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import Tombstone
from broadsheet.stories.tests import edition
from broadsheet.stories.tests.cast import StoryFactory, byline, section, topic

pytestmark = pytest.mark.django_db

MOST = 14 * 1024
# What is said on the page of the full story of the small edition: its fields and its blocks.
TOLD = (
    "Published 6 May 2024, 1:00 PM IST", "Last updated 6 May 2024, 5:00 PM IST", "हिन्दी",
    "PORT BLAIR:", "A channel to dredge", "Asha Rao, pilot", "1 of 2", "The line",
    "Watch: A crossing", "(4:05)", "Filmed on Monday", "The bell rings twice.", "Read it at",
    "Fares in rupees", "North 38", "Harbour board", "The line in figures", "Related stories",
    "An earlier version gave the fare as ₹40. It is ₹38.", "Ferries", "Earlier in Nation",
    "History of this story", "Ask for a correction", "Meera Nair", "Courier Desk",
)  # fmt: skip
LINK = re.compile(r"<a\b[^>]*>")
HREF = re.compile(r'href="([^"]*)"')


def lite(address: str, status: int = 200) -> str:
    """The lite page of an address."""
    answer = Client().get(f"/lite{address}")
    assert answer.status_code == status, answer.headers.get("Location")
    return answer.content.decode()


def words(markup: str) -> str:
    """What a reader reads, single-spaced."""
    return unescape(" ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", markup).split()))


def kinds(full: dict[str, Story]) -> dict[str, str]:
    """The address of a page of each kind, of a paper that has something of everything."""
    story = full["en"]
    return {
        **{language: one.address for language, one in full.items()},
        "home": "/",
        "section": "/nation/",
        "in Urdu": edition.language_section("ur").address,
        "topic": f"/topic/{topic('Ferries').slug}/",
        "person": f"/by/{byline().slug}/",
        "live": Story.objects.get(form="live").address,
        "opinion": Story.objects.get(form="opinion").address,
        "corrections": "/corrections/",
        "history": story.address.replace(".html", "/history/"),
        "version": story.address.replace(".html", "/history/1/"),
    }


def test_every_kind_of_page_has_a_lite_twin() -> None:
    """One light request, linked to and fro, made of no more than the press knows of.

    In one test: the paper that has something of everything takes a while to make.
    """
    full = edition.small_edition()
    for kind, address in kinds(full).items():
        _is_one_light_request(kind, address)
        _leads_to_and_fro(kind, address)
        _hangs_on_all_that_it_shows(kind, address)
    _says_what_the_full_one_says(full["en"])

    assert '<html lang="ur" dir="rtl">' in lite(full["ur"].address)
    assert {block.block_type for block in full["en"].body} | {"corrections", "audio"} == set(
        BodyBlock().child_blocks
    ), "A new block: say what it is in the lite edition, and put one into the small edition."


def _is_one_light_request(kind: str, address: str) -> None:
    """No script, picture, sheet or face; at most 14 KB; no search engine takes it."""
    answer = Client().get(f"/lite{address}")
    markup = answer.content.decode()

    assert answer.status_code == 200, kind
    assert len(gzip.compress(answer.content, 6)) <= MOST, kind
    assert not re.findall(r"<(?:script|img|video|audio|iframe|source)\b|@font-face| style=", markup)
    assert re.findall(r"<link rel=\"(\w+)\"", markup) == ["canonical", "icon"], kind
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in markup, kind
    assert answer.headers["X-Robots-Tag"] == "noindex", kind
    assert markup.count("<h1") == 1, kind


def _leads_to_and_fro(kind: str, address: str) -> None:
    """The full page leads to its twin, the twin back; whatever has a twin is linked as that."""
    there = Client().get(address).content.decode()
    links = LINK.findall(lite(address))
    back = [link for link in links if 'rel="alternate"' in link]
    others = [HREF.findall(link)[0] for link in links if link not in back]

    assert f'href="/lite{address}"' in there, kind
    assert [HREF.findall(link) for link in back] == [[address]], kind
    assert [one for one in others if one.startswith("/") and has_twin(one)] == [], kind


def _hangs_on_all_that_it_shows(kind: str, address: str) -> None:
    """Its own stories as the full page does, and no slot: that could make it heavier later."""
    full, twin = rendering.render(address), rendering.render(f"/lite{address}")
    own = {key for key in full.printed.keys if key.startswith(("story-", "history-"))}

    assert twin.printed.slots == (), kind
    assert twin.slots == {}, kind
    assert own <= twin.printed.keys, kind


def _says_what_the_full_one_says(story: Story) -> None:
    """Every word of the story and around it, with the pictures' words in their place."""
    full = words(Client().get(story.address).content.decode())
    said = words(lite(story.address))

    assert [told for told in (story.title, story.standfirst, *TOLD) if told not in full] == []
    assert [told for told in (story.title, story.standfirst, *TOLD) if told not in said] == []
    assert "Picture: The jetty on Monday" in said
    assert "Picture: The jetty at low tide" in said


def test_what_moved_was_withdrawn_or_never_was_is_said_in_the_lite_edition() -> None:
    """301 to a lite page, 404, 410 and 451 as lite pages, with their notices."""
    story = StoryFactory(published=True)
    old = Client().get(f"/lite/anything-{story.number}.html")
    gone = actions.withdraw(
        StoryFactory(published=True),
        Ground.EDITORIAL,
        by=None,
        note="A mistake.",
        tombstone=Tombstone("It was not so."),
    )
    sealed = actions.withdraw(StoryFactory(published=True), Ground.LEGAL, by=None, note="Order 7.")

    assert (old.status_code, old["Location"]) == (301, f"/lite{story.address}")
    assert "It was not so." in lite(gone.address, 410)
    assert "by order of law" in lite(sealed.address, 451)
    assert "We cannot find that page" in lite("/no-such-page/", 404)
    assert Client().get("/lite")["Location"] == "/lite/"
    for other in ("/desk/", "/corrections/feed.atom", "/feeds/all/en.atom", "/lite/"):
        assert "<style>" in lite(other, 404)


def test_a_long_story_is_divided_and_each_part_is_light() -> None:
    """All paragraphs, each once, in pages that lead from one to the next and no further."""
    body = "".join(
        f"<p>Paragraph {one}: {' '.join(str(hash((one, two))) for two in range(30))}</p>"
        for one in range(150)
    )
    story = StoryFactory(published=True, title="A long tale", body=[("paragraphs", body)])
    pages = [lite(story.address)]
    while found := re.search(r'rel="next" href="/lite([^"]*)"', pages[-1]):
        assert found[1] == f"/part.{len(pages) + 1}{story.address}"
        pages.append(lite(found[1]))

    told = re.findall(r"Paragraph (\d+):", "".join(pages))
    assert len(pages) > 2
    assert told == [str(one) for one in range(150)]
    assert all(len(gzip.compress(page.encode(), 6)) <= MOST for page in pages)
    assert all(page.count("<h1>A long tale</h1>") == 1 for page in pages)
    assert f"Part 2 of {len(pages)}" in pages[1]
    lite(f"/part.{len(pages) + 1}{story.address}", 404)


def test_the_policy_allows_the_pages_own_sheet_and_nothing_else() -> None:
    """Its bytes in the page are those of the hash."""
    answer = Client().get(f"/lite{StoryFactory(published=True).address}")
    found = re.search(r"<style>(.*?)</style>", answer.content.decode(), re.DOTALL)

    assert found
    assert answer.headers["Content-Security-Policy"] == styling.policy()
    assert f"default-src 'none'; style-src {source_hash(found[1])};" in styling.policy()


def test_a_section_without_stories_says_so() -> None:
    """An empty list is a page as well."""
    section("Weather")

    assert "Nothing has been published here yet." in lite("/weather/")
