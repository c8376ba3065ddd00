"""A fast fix is with readers within half a minute: from the public page to the printed one.

The desk and a press are at work as they are in a newspaper, and the reader has what the press put
in the edition. What is pressed and the seconds are counted and told in the log: no test hangs on
how quick this machine is.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
import structlog
from django.db import connections
from playwright.sync_api import Browser, Page, Route, expect

from broadsheet.accounts.models import Role
from broadsheet.press import edition
from broadsheet.press.pressroom import Pressroom
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, member
from tests.desk.test_four_people import Desk, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
log = structlog.get_logger(__name__)

SLIPPED, MENDED = "Harbour bridge opens to feries", "Harbour bridge opens to ferries"
WITHIN = 30.0
COUNTS = """for (const kind of ["keydown", "pointerdown"])
  addEventListener(kind, () => pressed(kind), { capture: true });"""


@pytest.fixture
def story(settings: Any, tmp_path: Path) -> Story:
    """A story that is out and printed, with a slip in its headline."""
    settings.EDITION_ROOT = tmp_path / "edition"
    found: Story = StoryFactory(title=SLIPPED, published=True)
    Pressroom().print_for_reader(found.address)
    return found


@pytest.fixture
def press(story: Story) -> Iterator[None]:
    """A press at work, as ``broadsheet run`` keeps one."""
    ending = Event()

    def work() -> None:
        try:
            Pressroom(ending).run()
        finally:
            connections.close_all()

    worker = Thread(target=work)
    worker.start()
    yield
    ending.set()
    worker.join()


@pytest.fixture
def reader(browser: Browser, story: Story, press: None) -> Iterator[Page]:
    """Somebody with the printed page open, and nothing else of the newspaper."""

    def answer(route: Route) -> None:
        printed = edition.present().get(urlsplit(route.request.url).path)
        if printed is None:
            route.fulfill(status=HTTPStatus.NOT_FOUND)
        else:
            route.fulfill(body=printed.body(), content_type="text/html; charset=utf-8")

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(f"http://reader.example{story.address}")
    yield page
    page.context.close()


def presses(editor: Desk) -> list[str]:
    """Count what is pressed, keys and taps, from now on."""
    found: list[str] = []

    def pressed(kind: str) -> None:
        found.append(kind)

    editor.page.context.expose_function("pressed", pressed)
    editor.page.context.add_init_script(COUNTS)
    return found


def mend(page: Page) -> None:
    """Tap behind the headline's last word, mend it, publish."""
    page.get_by_role("link", name="Fix").click()
    headline = page.get_by_role("textbox", name="Headline")
    headline.click()
    headline.press("Control+End")
    for key in [*["Backspace"] * 3, *"ries"]:
        headline.press(key)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible()


def wait_for_readers(reader: Page) -> None:
    """Ask for the printed page until it is mended, or the half minute is over."""
    until = monotonic() + WITHIN
    while reader.locator("h1").first.inner_text() != MENDED and monotonic() < until:
        reader.reload()


def test_a_slip_mended_on_a_phone_is_with_readers_at_once(
    browser: Browser, live_server: Any, story: Story, reader: Page
) -> None:
    """Three taps, two keys to the end of the words, seven to mend them; the printed page has it."""
    expect(reader.locator("h1").first).to_have_text(SLIPPED)
    editor = sit_down(browser, live_server.url, member(Role.EDITOR), width=390)
    editor.page.context.add_cookies([{"name": "desk", "value": "1", "url": live_server.url}])
    pressed = presses(editor)
    editor.page.goto(live_server.url + story.address)

    began = monotonic()
    mend(editor.page)
    out = monotonic()
    wait_for_readers(reader)
    log.info(
        "fix.measured",
        presses=len(pressed),
        at_the_desk=round(out - began, 2),
        until_read=round(monotonic() - out, 2),
    )
    editor.page.context.close()

    expect(reader.locator("h1").first).to_have_text(MENDED)
    assert len(pressed) <= 12
