"""The fast fix in a real browser, on a phone: from the public page to the mended one."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "The ferry was to take her to the other bank by noon. Instead the brigde opened."
SECOND = "“It is <b>ten</b> years late,” <a href='https://a.example/'>the engineer</a> said."
BODY = [
    ("paragraphs", f'<p data-block-key="a">{FIRST}</p><p data-block-key="b">{SECOND}</p>'),
    ("subhead", "Ten years late"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_slip_is_mended_from_the_public_page(
    browser: Browser, live_server: Any, scheme: Any
) -> None:
    """The page leads there for a browser of the desk; a tap, two words, and it is out."""
    story = StoryFactory(published=True, body=BODY)
    client = signed_in(staff(Role.EDITOR))
    page = browser.new_page(viewport={"width": 390, "height": 780}, color_scheme=scheme)
    page.goto(live_server.url + story.address)
    expect(page.get_by_role("link", name="Fix")).to_have_count(0)

    cookies = [("sessionid", client.cookies["sessionid"].value), ("desk", "1")]
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies]
    )
    page.reload()
    page.get_by_role("link", name="Fix").click()
    page.get_by_role("textbox", name="Paragraph").first.fill("Instead the bridge opened.")
    page.locator("[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Nobody laughed.")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    width = page.evaluate("document.documentElement.scrollWidth")
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/fix-{scheme}.png", full_page=False)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="See it as readers do").click()

    assert found.violations_count == 0, found.generate_report()
    assert width <= 390
    expect(page.locator(".text")).to_contain_text("Instead the bridge opened.")
    expect(page.locator(".text a", has_text="the engineer")).to_have_count(1)
    expect(page.locator(".text")).to_contain_text("said. Nobody laughed.")
    expect(page.locator(".text b")).to_have_text("ten")
