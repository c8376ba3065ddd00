"""The log and the sessions in a real browser: nothing is cut off, and anybody can use them."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.stories import actions
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail's own furniture, which is not ours to mend.
OURS = "#main"


def looked_at(page: Page, address: str, name: str) -> tuple[int, str]:
    """How wide a screen is beyond the window, and what axe finds in it."""
    page.goto(address)
    found = Axe().run(page, context=OURS, options={"resultTypes": ["violations"]})
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png", full_page=True)
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return beyond, found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_screens_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone and a desk: the log with what acts changed, and where one is signed in."""
    story, boss = StoryFactory(published=True), staff(Role.ADMINISTRATOR)
    actions.rename(story, "bridge-opens-eleven-years-late", by=boss)
    actions.unpublish(story, by=boss, note="The engineer asked for an hour.")
    client = signed_in(boss)
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    for name in ("log", "own_sessions"):
        looks = looked_at(page, live_server.url + reverse(name), f"{name}-{width}")
        assert looks == (0, "")
