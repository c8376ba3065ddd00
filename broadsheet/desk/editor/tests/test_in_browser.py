"""A story is written, checked and published in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.desk.checks.actions import flag
from broadsheet.sections.actions import add_topic
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.tests.cast import (
    MONDAY,
    StoryFactory,
    at_the_desk,
    member,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail's own furniture, which is not ours to mend, is left out.
OURS = ".desk-side, .desk-suggested, .desk-meter, .desk-publish, #w-editor-form"

EMPTY = [{"type": "paragraphs", "value": "<p></p>", "id": "9f1c6c3a-0000-4000-8000-000000000001"}]


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def faults(page: Page) -> list[str]:
    """What axe finds in our parts of the screen, and whether it is wider than the screen."""
    found = Axe().run(page, context=OURS).response["violations"]
    told = [f"{one['id']} {one['nodes'][0]['html']}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return [*told, "wider than the screen"] if wide else told


def opened(browser: Browser, server: str, client: Client, width: int, scheme: Any) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": server}])
    return context.new_page()


def write(page: Page) -> None:
    """Type a headline, a standfirst that repeats it, and a quotation that is not closed."""
    page.locator("#id_title").fill("The harbour bridge opens")
    page.locator("#id_standfirst").fill("The harbour bridge opens.")
    text = page.locator(".desk-text [contenteditable=true]").first
    text.click()
    page.keyboard.type("“We will open by the monsoon, the board said.")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_reporter_sees_the_findings_while_writing(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """The meter counts, the checks find, a suggested topic is one click away."""
    bridge = add_topic("Harbour bridge", by=None, at=MONDAY)
    reporter = member(Role.REPORTER)
    draft = StoryFactory(owner=reporter, title="To be written", standfirst="", body=EMPTY)
    page = opened(browser, live_server.url, at_the_desk(reporter), width, scheme)
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    write(page)

    expect(page.locator(".desk-meter").first).to_have_text("24 / 100")
    page.get_by_label("Toggle house checks").click()
    side = page.locator(".desk-side")
    expect(side).to_contain_text("The standfirst repeats the headline.")
    expect(side).to_contain_text("“ without its partner")
    look(page, f"findings-{width}-{scheme}")
    told = faults(page)
    page.get_by_label("Toggle house checks").click()
    page.get_by_role("tab", name="Topics and headlines").click()
    page.get_by_role("button", name="Harbour bridge").click()
    expect(page.locator("#id_story_topics-0-topic")).to_have_value(str(bridge.pk))
    look(page, f"topics-{width}-{scheme}")
    told += faults(page)
    page.context.close()

    assert told == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_an_editor_publishes_a_correction(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """The button leads to the question; its answer is what readers are told for ever."""
    story = StoryFactory(published=True)
    page = opened(browser, live_server.url, at_the_desk(member(Role.EDITOR)), width, scheme)
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[story.pk]))
    page.locator("#id_standfirst").fill("Ferries stop at one.")
    page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Publish").last.click()
    page.wait_for_url("**/publish/**")
    expect(page.locator(".desk-findings")).to_contain_text("No byline")
    look(page, f"question-{width}-{scheme}")
    page.get_by_label("Correction: something that we published was wrong").check()
    page.get_by_label("Note to readers").fill("They stop at one, not at noon.")
    page.get_by_label("I have read what the checks warn of").check()
    told = faults(page)
    look(page, f"answered-{width}-{scheme}")
    page.get_by_role("button", name="Publish the change").click()
    page.wait_for_load_state("networkidle")
    page.context.close()

    assert told == []
    assert Correction.objects.get(story=story).text == "They stop at one, not at noon."
    assert Story.objects.get(pk=story.pk).standfirst == "Ferries stop at one."


SCREENS = {
    "desk_weights": Role.ADMINISTRATOR,
    "legal_flag": Role.EDITOR,
    "legal_clear": Role.LEGAL,
}


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_screens_around_the_checks_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone and a desk: axe finds nothing in them, and they are no wider than the screen."""
    story = StoryFactory(body=EMPTY)
    flag(story, "It names a minor.", by=None, at=MONDAY)
    told: list[str] = []
    for name, role in SCREENS.items():
        page = opened(browser, live_server.url, at_the_desk(member(role)), width, scheme)
        args = [] if name == "desk_weights" else [story.pk]
        page.goto(live_server.url + reverse(name, args=args), wait_until="networkidle")
        look(page, f"{name}-{width}-{scheme}")
        told += [f"{name}: {one}" for one in faults(page)]
        page.context.close()

    assert told == []


def test_the_places_are_shown_by_day_and_by_night(browser: Browser, live_server: Any) -> None:
    """The night's page is dark in a browser that asks for the day's."""
    story = StoryFactory(title="The harbour bridge opens to traffic", body=EMPTY)
    client = at_the_desk(member(Role.EDITOR))
    page = opened(browser, live_server.url, client, 390, "light")
    view = live_server.url + reverse("wagtailadmin_pages:view_draft", args=[story.pk])
    grounds = {}
    for mode, _label in Story.preview_modes:
        page.goto(f"{view}?mode={mode}", wait_until="networkidle")
        look(page, f"preview-{mode or 'story'}")
        lightness = "getComputedStyle(document.documentElement).colorScheme"
        grounds[mode] = page.evaluate(lightness)
    page.context.close()

    assert {mode for mode, scheme in grounds.items() if scheme == "dark"} == {
        mode for mode in grounds if mode.endswith("-night")
    }
