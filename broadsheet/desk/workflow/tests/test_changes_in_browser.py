"""The question at the last approval in a real browser, and comments beside a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from broadsheet.desk.withdrawal.tests.test_in_browser import looked_at
from broadsheet.desk.workflow import actions
from broadsheet.desk.workflow.tests.cast import approve, desk, redraft
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_last_approver_is_asked_and_an_editor_may_comment(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone and a desk; the field of the headline has its button for a comment."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Ferry fares", published=True)
    redraft(story, staff["reporter"], title="Ferry fares rise", next_change="update")
    actions.submit(Story.objects.get(pk=story.pk), by=staff["reporter"])
    approve(story, staff["sub"])
    session = at_the_desk(staff["section_editor"]).cookies["sessionid"].value
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    asked = live_server.url + reverse("desk_approvals", args=[story.pk])

    assert looked_at(page, asked, f"approve-change-{width}") == (0, "")
    assert page.get_by_role("radio", checked=True).get_attribute("value") == "update"

    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[story.pk]))

    assert page.locator("[data-comment-add]").count() > 0
