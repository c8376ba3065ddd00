"""The screens of withdrawals in a real browser: nothing is cut off, and anybody can use them."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.withdrawal.actions import withdraw
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
    """On a phone and a desk: the form, the list with its clock, one with its buttons."""
    note = Order("legal", "Order 7 of the High Court of Bombay, served at nine.", "As ordered.")
    story = StoryFactory(published=True)
    gone = StoryFactory(published=True, title="Minister said to have sold the lighthouse twice")
    row = withdraw("story", str(gone.pk), note, by=staff(Role.EDITOR))
    client = signed_in(staff(Role.LEGAL))
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    screens = {
        "withdraw": reverse("story_withdraw", args=[story.pk]),
        "list": reverse("withdrawals"),
        "one": reverse("withdrawal", args=[row.pk]),
    }

    for name, address in screens.items():
        looks = looked_at(page, live_server.url + address, f"withdrawal-{name}-{width}")
        assert looks == (0, "")
