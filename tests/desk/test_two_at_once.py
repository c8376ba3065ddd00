"""Two people have one story open: each sees the other, and both texts are kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Revision

from broadsheet.accounts.models import Role
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, member
from tests.desk.test_four_people import Desk, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STANDING = ".w-editing-sessions"


def people_beside(page: Page) -> Any:
    """Where the editor shows who else has the story open."""
    return page.locator(f"{STANDING} .w-editing-sessions__session")


def type_headline(desk: Desk, words: str) -> None:
    """Write another headline, as one would: key by key, and on to the next field."""
    desk.page.locator("#id_title").fill(words)
    desk.page.locator("#id_standfirst").focus()


def save_all_the_same(desk: Desk) -> str:
    """Press *Save draft*, read what the editor asks, and press on; return the question."""
    desk.page.get_by_role("button", name="Save draft").first.click()
    asked = desk.page.get_by_role("dialog").filter(has_text="Sub saved a new version")
    expect(asked).to_be_visible()
    words = asked.inner_text()
    desk.look("two-3-asked")
    asked.get_by_role("button", name="Save draft").click()
    desk.page.wait_for_url("**/beside/**")
    return words


def test_each_sees_the_other_and_no_words_are_lost(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    """The second to save sees that the first did; both texts are kept, and shown side by side."""
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 2000  # milliseconds; usually ten seconds
    story = StoryFactory(title="As it was")
    first = sit_down(browser, live_server.url, member(Role.SUB))
    second = sit_down(browser, live_server.url, member(Role.SECTION_EDITOR))
    for desk in (first, second):
        desk.open("wagtailadmin_pages:edit", story.pk)
    for desk in (first, second):
        expect(people_beside(desk.page)).to_have_count(1)
    first.look("two-1-first")

    type_headline(first, "The first text")
    first.press("Save draft")
    type_headline(second, "The second text")
    expect(people_beside(second.page)).to_have_attribute("class", re.compile("session--saved"))
    second.look("two-2-second")
    asked = save_all_the_same(second)
    second.look("two-4-beside")
    differs = second.page.locator(".desk-difference")

    assert "Nothing is overwritten" in asked
    assert "overwrite the changes" not in asked
    expect(differs.locator("dt")).to_have_text(["Headline"])
    expect(differs.locator(".deletion")).to_have_text("first text")
    expect(differs.locator(".addition")).to_have_text("second text")
    assert Story.objects.get(pk=story.pk).get_latest_revision_as_object().title == "The first text"

    second.press("Make mine the draft")
    expect(second.page.locator("#id_title")).to_have_value("The second text")
    for desk in (first, second):
        desk.page.goto(live_server.url)  # the editor takes its leave of the server
        desk.page.context.close()
    kept = Revision.objects.values_list("content__title", flat=True)

    assert Story.objects.get(pk=story.pk).get_latest_revision_as_object().title == "The second text"
    assert {"The first text", "The second text"} <= set(kept)
