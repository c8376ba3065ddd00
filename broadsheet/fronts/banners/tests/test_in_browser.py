"""Banners in a real browser: raised at the desk on a phone, seen by readers, closed for good."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Quake felt in the city; trains on the harbour line stand still"
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def look(page: Page, name: str, context: str = "#main") -> None:
    """Nothing is cut off, and axe finds nothing."""
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"]})
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png", full_page=context == "#main")

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_banner_from_the_desk_to_the_reader(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """Two fields and a confirmation; over the front, at a story's edge, and closed for good."""
    quake = StoryFactory(published=True, title="Quake felt in the city")
    other = StoryFactory(published=True, title="Ferries stop at noon")
    client = signed_in(staff(Role.EDITOR))
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    raise_at_the_desk(page, live_server.url, quake.number)

    page.goto(live_server.url)
    expect(page.locator(".banners")).to_contain_text(TEXT)
    look(page, f"banner-front-{width}", ".banners")

    close_at_a_story(page, live_server.url + other.address)
    page.goto(live_server.url + quake.address, wait_until="networkidle")
    expect(page.locator(".banner-strip")).to_be_empty()


def raise_at_the_desk(page: Page, site: str, number: int) -> None:
    """By two fields and a confirmation."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.goto(f"{site}/desk/banners/raise/")
    look(page, f"banner-raise-{width}")
    page.get_by_label("What readers are told").fill(TEXT)
    page.get_by_label("Leads to").fill(str(number))
    page.get_by_role("button", name="See what readers will see").click()
    expect(page.locator(".banners-paper").first).to_contain_text(TEXT)
    look(page, f"banner-confirm-{width}")
    page.get_by_role("button", name="Raise it now").click()
    expect(page.locator(".banners-row")).to_contain_text(TEXT)
    page.goto(f"{site}/desk/banners/")  # Wagtail's own message has faded
    look(page, f"banner-list-{width}")


def close_at_a_story(page: Page, address: str) -> None:
    """It stands at the lower edge, moves nothing, is not printed, and stays closed."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address)
    strip = page.get_by_role("status").filter(has_text=TEXT)
    expect(strip).to_be_visible()
    look(page, f"banner-story-{width}", ".banner-strip")
    assert page.evaluate("window.shifted") <= 0.02
    page.emulate_media(media="print")
    expect(strip).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Close").click()
    page.reload(wait_until="networkidle")
    expect(page.locator(".banner-strip")).to_be_empty()
