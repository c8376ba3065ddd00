"""Two people have one story open: each sees the other, and what the other saved.

What becomes of the second text is told in ``broadsheet/stories/tests/test_beside.py``.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

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


def test_each_sees_the_other_and_that_the_other_saved(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    """Without asking for the page anew; the draft is the first's, the second's words stay there."""
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
    type_headline(second, "The second text")
    first.press("Save draft")
    expect(people_beside(second.page)).to_have_attribute("class", re.compile("session--saved"))
    second.look("two-2-second")
    kept = second.page.locator("#id_title").input_value()
    for desk in (first, second):
        desk.page.context.close()

    assert Story.objects.get(pk=story.pk).get_latest_revision_as_object().title == "The first text"
    assert kept == "The second text"
