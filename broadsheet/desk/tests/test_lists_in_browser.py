"""The list, the first screen and the approvals in a real browser: nothing is cut off, all can use
them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.desk.listing.actions import keep_view
from broadsheet.desk.workflow.tests.cast import approve, desk, handed_in
from broadsheet.kit import clock
from broadsheet.outbox.tests.cast import send_all
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import AN_HOUR, StoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill() -> tuple[Story, Any]:
    """Stories in every state, one of them in review, and an editor who is to approve it."""
    people = desk()
    StoryFactory(title="Ferries to stop at noon as the new harbour bridge opens", published=True)
    StoryFactory(title="மும்பை துறைமுகம் திறப்பு", language="ta", form="opinion", published=True)
    StoryFactory(title="بندرگاہ کا نیا پل", language="ur", published=True)
    StoryFactory(title="Budget: what changes for fishermen", scheduled=True)
    StoryFactory(title="A verdict", embargo_until=datetime.now(UTC) + AN_HOUR)
    StoryFactory(title="Withdrawn for good", offline=True)
    StoryFactory(title="Begun on the way", owner=people["reporter"])
    story = handed_in(people["reporter"], title="Collector orders inquiry into the bridge’s tolls")
    approve(story, people["sub"])
    editor = staff(Role.EDITOR)
    keep_view("Hindi, out", "language=hi&state=out", by=editor, at=clock.now(), shared=True)
    send_all()
    return story, editor


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_lists_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any, tmp_path: Path
) -> None:
    """On a phone and a desk: axe finds nothing in them, and none is wider than the screen."""
    story, editor = fill()
    client = signed_in(editor)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    faults: list[str] = []
    for name, address in {
        "list": reverse("desk_stories"),
        "narrowed": reverse("desk_stories") + "?q=bridge&language=en&section=",
        "home": reverse("wagtailadmin_home"),
        "approvals": reverse("desk_approvals", args=[story.pk]),
        "hand-in": reverse("desk_hand_in", args=[Story.objects.get(title="Begun on the way").pk]),
    }.items():
        # All that it asks for has come: a late answer would meet a database that is emptied.
        page.goto(live_server.url + address, wait_until="networkidle")
        page.screenshot(path=str(tmp_path / f"{name}.png"), full_page=True)
        found = Axe().run(page, context="#main")
        faults += [
            f"{name}: {one['id']} {one['nodes'][0]['html']}" for one in found.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            faults.append(f"{name}: wider than the screen")
    context.close()

    assert faults == []
