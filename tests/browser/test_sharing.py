"""A story is passed on and followed with a script and without one, by thumb and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Paper
from tests.browser.test_reading import faults

pytestmark = pytest.mark.browser
# What a phone's browser has and a headless one lacks: it notes what it was given.
A_PHONES_SHEET = "navigator.share = async (page) => { window.handedOver = page; };"


def clipboard(page: Page) -> str:
    """What was copied."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_without_a_script_a_story_is_passed_on_and_followed_by_plain_links(
    browser: Browser, paper: Paper
) -> None:
    """No button that does nothing is there; the address to copy stands as text."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(paper.at("en"))
    links = page.locator(".share-row a")

    assert links.count() == 5
    assert all(link.is_visible() for link in links.all())
    assert not any(button.is_visible() for button in page.locator(".share-row button").all())
    page.locator("details.share summary").click()
    assert page.locator("details.share a").first.is_visible()
    page.get_by_role("link", name="Follow this story").click()
    assert "/feeds/story/" in page.locator(".follow-address code").inner_text()
    assert not page.locator(".follow-address button").is_visible()
    context.close()


def test_a_script_copies_hands_over_to_the_device_and_says_so(
    browser: Browser, paper: Paper
) -> None:
    """By the keyboard too; each time it is said aloud; axe finds nothing on the page of ways."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(A_PHONES_SHEET)
    page = context.new_page()
    page.goto(paper.at("en"))
    row = page.locator(".share-row")
    row.get_by_role("button", name="Copy link").click()
    expect(row.get_by_role("status")).to_have_text("Link copied")
    link = clipboard(page)
    row.get_by_role("button", name="Copy for WhatsApp").press("Enter")
    expect(row.get_by_role("status")).to_have_text("Text for WhatsApp copied")
    message = clipboard(page)
    page.locator("details.share summary").tap()
    handed = page.wait_for_function("window.handedOver").json_value()

    assert link == paper.at("en")
    assert message.startswith(f"*{page.locator('h1').inner_text()}*\n")
    assert message.splitlines()[-1].startswith(f"{paper.origin}/s/")
    assert handed["url"] == paper.at("en")
    assert not page.locator("details.share").evaluate("one => one.open")

    page.get_by_role("link", name="Follow this story").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert clipboard(page) == page.locator(".follow-address code").inner_text()
    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("name", ["urdu", "topic", "contributor", "section"])
def test_whatever_is_followed_has_a_page_that_everybody_can_read(
    browser: Browser, paper: Paper, name: str
) -> None:
    """By night, from right to left as well, and no wider than the screen."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    page = context.new_page()
    page.goto(paper.at(name))
    page.locator(".follow a").click()

    assert page.locator(".follow-address code").is_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
