"""An editor chooses the part of a picture that is shown, by pointer and by keyboard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.pictures.tests.drawn import picture
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = "#id_picture_crop"


def kept(page: Page) -> list[float]:
    """What the field would send."""
    return [float(part) for part in page.locator(LEAD).input_value().split(",") if part]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the lead picture; the places are hundredths of it."""
    stage = page.locator(f"{LEAD} ~ .crop .crop-stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box is not None
    places = [
        (box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100)
        for x, y in (start, end)
    ]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def opened(browser: Browser, server: str, draft: Story, width: int, scheme: Any) -> Page:
    """The story's editor, its lead picture with the frame over it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    session = at_the_desk(draft.owner).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    page = context.new_page()
    page.goto(server + reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    expect(page.locator(f"{LEAD} ~ .crop .crop-frame")).to_be_visible()
    expect(page.locator(LEAD)).to_be_hidden()
    return page


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_part_is_chosen_by_pointer_by_keys_and_by_numbers(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """A frame is drawn, moved, sized, and taken away; what is saved is what stands there."""
    editor, lead = member(Role.EDITOR), picture(title="Harbour")
    inside = [{"type": "picture", "value": {"picture": picture(title="Ferry").pk}}]
    draft = StoryFactory(owner=editor, picture=lead, body=inside)
    page = opened(browser, live_server.url, draft, width, scheme)
    chosen = page.locator(f"{LEAD} ~ .crop")

    drag(page, (50, 10), (90, 60))
    assert kept(page) == pytest.approx([50, 10, 40, 50], abs=1)
    drag(page, (70, 30), (60, 30))
    assert kept(page) == pytest.approx([40, 10, 40, 50], abs=1)
    chosen.locator(".crop-frame").press("ArrowDown")
    chosen.locator(".crop-frame").press("Shift+ArrowRight")
    assert kept(page) == pytest.approx([40, 11, 41, 50], abs=1)
    chosen.get_by_label("From the left").fill("45")
    chosen.get_by_label("From the left").press("Tab")
    assert kept(page)[0] == 45
    expect(chosen).to_contain_text("pixels of the file")
    look(page, f"crop-{width}-{scheme}")
    told = Axe().run(page, context=".crop").response["violations"]

    other = page.locator(".desk-text .crop")
    expect(other.locator(".crop-frame")).to_be_visible()
    other.get_by_label("Width").fill("50")
    other.get_by_label("Width").press("Tab")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state("networkidle")
    saved = Story.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.context.close()

    assert told == []
    assert saved.picture_crop.startswith("45,")
    assert saved.body.raw_data[0]["value"]["crop"] == "0,0,50,100"
