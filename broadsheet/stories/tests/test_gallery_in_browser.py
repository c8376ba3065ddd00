"""A gallery by keys, by swipe and without script; a film that plays when it is asked to."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import testcases
from playwright.sync_api import Browser, BrowserContext, Page, expect

import broadsheet
from broadsheet.pictures.tests.drawn import picture
from broadsheet.recordings.tests import made
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILM = Path(broadsheet.__file__).parent / "demo" / "edition" / "recordings" / "final.webm"
UNTIL_IT_PLAYS = """film => new Promise((done) =>
  film.addEventListener("timeupdate", () => film.currentTime > 3 && done(film.currentTime)))"""
NAMES = ("Hawks", "Diamonds", "The serpent", "The last kite")


@pytest.fixture(autouse=True)
def files_come_from_us(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have our own view send the files, in parts: the test server's sends them whole."""
    theirs = testcases._MediaFilesHandler
    monkeypatch.setattr(theirs, "_should_handle", lambda _self, _path: False)


def story(language: str = "en") -> Story:
    """A published story that hangs four pictures and plays a film."""
    film = made.recording(
        "The final", content=FILM.read_bytes(), chapters="0:00 Start\n0:22 Fifty",
        transcript="Nobody speaks.", language=language,
    )  # fmt: skip
    pictures = [{"picture": picture(title=one), "alt": one, "caption": one} for one in NAMES]
    body: list[tuple[str, Any]] = [
        ("paragraphs", "<p>The festival began two days late.</p>"),
        ("gallery", {"title": "On the beach", "pictures": pictures}),
        ("video", {"recording": film}),
    ]
    row = StoryFactory(body=body, language=language, form="gallery")
    publish(row, by=None, at=MONDAY)
    found: Story = Story.objects.get(pk=row.pk)
    return found


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def swipe(context: BrowserContext, page: Page, way: int) -> None:
    """Draw a finger over the middle of the screen, ``way`` pixels to the right."""
    session = context.new_cdp_session(page)
    start = 195 - way // 2
    places = [start + way * step // 10 for step in range(11)]
    for place in places:
        kind = "touchStart" if place == start else "touchMove"
        touch = {"type": kind, "touchPoints": [{"x": place, "y": 400}]}
        session.send("Input.dispatchTouchEvent", touch)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ur", 390)])
def test_a_gallery_opens_large_and_goes_on_by_keys(
    browser: Browser, live_server: Any, language: str, width: int
) -> None:
    """Forward is where the script goes; the address, the count and the focus follow."""
    context = browser.new_context(viewport={"width": width, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(live_server.url + story(language).address)
    forward, back = ("ArrowRight", "ArrowLeft") if language == "en" else ("ArrowLeft", "ArrowRight")
    links, viewer = page.locator(".gallery__open"), page.locator("dialog.viewer")
    told = Axe().run(page).response["violations"]

    links.first.focus()
    page.keyboard.press(forward)
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(viewer).to_be_visible()
    page.keyboard.press(forward)
    expect(page).to_have_url(f"{live_server.url}{page.evaluate('location.pathname')}#picture-3")
    expect(viewer.get_by_role("status")).to_contain_text("The serpent")
    expect(viewer.get_by_role("img", name="The serpent")).to_be_in_viewport(ratio=0.9)
    look(page, f"gallery-{language}-{width}")
    told += Axe().run(page, context=".viewer").response["violations"]
    page.keyboard.press("End")
    expect(viewer.locator(".viewer__after")).to_be_disabled()
    page.keyboard.press(back)
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(links.nth(2)).to_be_focused()
    context.close()

    assert [one["id"] for one in told] == []


def test_a_finger_swipes_to_the_next_picture(browser: Browser, live_server: Any) -> None:
    """One picture a swipe."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(live_server.url + story().address)
    page.locator(".gallery__open").first.tap()
    swipe(context, page, -300)
    count = page.locator(".viewer__count")

    expect(count).to_contain_text("2 of 4")
    swipe(context, page, 300)
    expect(count).to_contain_text("1 of 4")
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("dialog.viewer")).to_be_hidden()
    context.close()


def test_a_film_plays_when_it_is_asked_to_and_from_a_chapter(
    browser: Browser, live_server: Any
) -> None:
    """Nothing of it is loaded before; a chapter leads into the player."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + story().address)
    page.wait_for_load_state("networkidle")
    early = [url for url in asked if url.endswith(".webm")]
    player = page.locator("video")
    player.scroll_into_view_if_needed()
    box = player.bounding_box()
    look(page, "player-1280")
    page.get_by_role("link", name="Fifty").click()
    at = player.evaluate(UNTIL_IT_PLAYS)

    assert early == []
    assert at >= 22
    assert player.evaluate("film => Math.round(film.duration)") == 184
    assert player.bounding_box() == box
    page.close()


def test_without_script_a_gallery_is_figures_and_a_film_has_its_words(
    browser: Browser, live_server: Any
) -> None:
    """Every picture in its size, counted; a chapter is a link into the file."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}{story().address}#picture-4")
    figures = page.locator(".gallery > figure")

    expect(figures).to_have_count(4)
    expect(figures.nth(3)).to_be_in_viewport()
    expect(figures.nth(3)).to_contain_text("4 of 4")
    expect(page.locator("dialog.viewer")).to_be_hidden()
    expect(page.locator(".chapters a").nth(1)).to_have_attribute(
        "href", re.compile(r"\.webm#t=22$")
    )
    page.get_by_text("Transcript").click()
    expect(page.get_by_text("Nobody speaks.")).to_be_visible()
    context.close()
