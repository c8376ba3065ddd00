"""A story's links and its embargo in a real browser: anybody can use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.desk.review import actions
from broadsheet.desk.review.actions import Wanted
from broadsheet.kit import clock
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_DAY = timedelta(days=1)
# Wagtail's own furniture, which is not ours to mend; of the readers' page, all.
DESK, READERS = "#main", "body"


def screens() -> dict[str, str]:
    """The addresses to look at, each with the part of it that is ours."""
    now = clock.now()
    story = StoryFactory(
        title="What the dam report says of the spillway", embargo_until=now + A_DAY
    )
    for name in ("Dr Lakshmi Narayanan-Venkataraghavan, hydrologist", "Counsel"):
        wanted = Wanted(name, now + A_DAY, under_embargo=True)
        link, token = actions.make(story, wanted, by=None, at=now)
    actions.revoke(link, by=None, at=now)
    _link, token = actions.make(story, Wanted("Dr Rao", now + A_DAY, True), by=None, at=now)
    return {
        reverse("review_links", args=[story.pk]): DESK,
        reverse("story_embargo", args=[story.pk]): DESK,
        reverse("story_when_lifted", args=[story.pk]): DESK,
        reverse("review", args=[token]): READERS,
    }


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_screen_is_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone and a desk: axe finds nothing in it, and it is no wider than the screen."""
    asked = screens()
    client = signed_in(staff(Role.EDITOR))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    faults: list[str] = []
    for address, ours in asked.items():
        # All that it asks for has come: a late answer would meet a database that is emptied.
        page.goto(live_server.url + address, wait_until="networkidle")
        found = Axe().run(page, context=ours)
        faults += [
            f"{address}: {one['id']} {one['nodes'][0]['html']}"
            for one in found.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            faults.append(f"{address}: wider than the screen")
    context.close()

    assert faults == []
