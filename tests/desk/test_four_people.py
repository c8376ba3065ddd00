"""A story's whole way, as four people go it: sent back, mended, held, out, put right, gone.

The people work in a browser at the desk; readers ask the same server. Only the clock is moved on:
from the evening before to the second at which the embargo lifts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import APIRequestContext, Browser, Page, expect

from broadsheet.accounts.models import Role, User
from broadsheet.desk.workflow.founding import found_approvals
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_all_due
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.sections.actions import add_topic
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, at_the_desk, member, paper, section

pytestmark = [
    pytest.mark.browser,
    pytest.mark.everywhere,
    pytest.mark.django_db(transaction=True),
]

AN_HOUR = timedelta(hours=1)
FIRST, MENDED = "Harbour brigde opens to ferries", "Harbour bridge opens to ferries"
TEXT = "The harbour bridge opened on Monday, and ferries stop at noon from now on."
SLIPPED = "[...document.querySelectorAll('html, body, main')].some((one) => one.scrollLeft > 0)"
NOTE = "The ferries stop at one, not at noon."


@dataclass
class Desk:
    """One person at the desk: their browser, and the server."""

    page: Page
    server: str

    def open(self, name: str, *args: Any) -> Page:
        """Open one of the desk's screens."""
        self.page.goto(self.server + reverse(name, args=args), wait_until="networkidle")
        return self.page

    def press(self, name: str) -> None:
        """Press a button, and wait for what it leads to."""
        self.page.get_by_role("button", name=name, exact=True).last.click()
        self.page.wait_for_load_state("networkidle")

    def look(self, name: str) -> None:
        """Keep what is on the screen, if somebody wants to look at it."""
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def sit_down(browser: Browser, server: str, user: User, width: int = 1280) -> Desk:
    """Have somebody sign in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    value = at_the_desk(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": server}])
    return Desk(context.new_page(), server)


def write(reporter: Desk, where: Section) -> Story:
    """Write a story with a picture and a topic, and hand it in."""
    page = reporter.open("wagtailadmin_pages:add", "stories", "story", where.pk)
    page.locator("#id_title").fill(FIRST)
    page.locator("#id_standfirst").fill("Ferries stop at noon.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Paragraphs").click()
    page.locator(".desk-text [contenteditable=true]").first.click()
    page.keyboard.type(TEXT)
    page.locator("#id_picture-chooser").get_by_role("button").first.click()
    page.locator(".modal-body .image-choice").first.click()
    page.locator("#id_picture_alt").fill("A bridge over still water")
    page.get_by_role("tab", name="Topics and headlines").click()
    page.get_by_role("button", name="Harbour bridge").click()
    reporter.look("1-written")
    assert not page.evaluate(SLIPPED), "The editor slipped sideways."
    reporter.press("Save draft")
    story: Story = Story.objects.get(title=FIRST)
    return story


def hand_in(reporter: Desk, story: Story) -> None:
    """Hand the latest draft in for approval."""
    reporter.open("desk_hand_in", story.pk)
    reporter.press("Hand in")


def send_back(sub: Desk, story: Story) -> None:
    """Send it back with a word."""
    sub.open("desk_approvals", story.pk).locator("#id_note").fill("A slip in the headline.")
    sub.look("2-approvals")
    sub.press("Send back")


def mend(reporter: Desk, story: Story) -> None:
    """Find what came back on the first screen, mend the headline, hand it in again."""
    home = reporter.open("wagtailadmin_home")
    expect(home.locator("#main")).to_contain_text(FIRST)
    reporter.look("3-sent-back")
    reporter.open("wagtailadmin_pages:edit", story.pk).locator("#id_title").fill(MENDED)
    reporter.press("Save draft")
    hand_in(reporter, story)


def approve(sub: Desk, story: Story) -> None:
    """Give the sub-editor's part."""
    sub.open("desk_approvals", story.pk).locator("button[name=approve]").click()
    expect(sub.page.locator(".desk-parts__part--given")).to_have_count(1)


def hold_and_schedule(editor: Desk, story: Story, until: datetime) -> None:
    """Put it under embargo, and on the schedule for the second at which that lifts."""
    page = editor.open("story_embargo", story.pk)
    page.locator("#id_until").fill(timezone.localtime(until).strftime("%Y-%m-%d %H:%M"))
    page.locator("#id_note").fill("The minister speaks at that time.")
    page.locator("main form [type=submit]").last.click()
    editor.open("story_publish", story.pk)
    editor.page.get_by_label("I have read what the checks warn of").check()
    editor.look("4-schedule")
    editor.press("Publish")
    expect(editor.page.locator("body")).to_contain_text("is on the schedule")


def fix_a_slip(editor: Desk, story: Story) -> None:
    """Mend the text from the public page's own screen, on a phone."""
    page = editor.open("story_fix", story.number)
    page.get_by_role("textbox", name="Standfirst").fill("All ferries stop at noon.")
    editor.press("Publish")
    page.get_by_role("link", name="See it as readers do").click()


def correct(editor: Desk, story: Story) -> None:
    """Publish a correction, with the note that readers see for ever."""
    page = editor.open("wagtailadmin_pages:edit", story.pk)
    page.locator("#id_standfirst").fill("All ferries stop at one.")
    page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Publish").last.click()
    page.wait_for_url("**/publish/**")
    page.get_by_label("Correction: something that we published was wrong").check()
    page.get_by_label("Note to readers").fill(NOTE)
    page.get_by_label("I have read what the checks warn of").check()
    editor.press("Publish the change")


def withdraw(lawyer: Desk, second: Desk, story: Story) -> None:
    """Take it away by order of law; another person confirms."""
    page = lawyer.open("story_withdraw", story.pk)
    page.locator("input[name=ground][value=legal]").check()
    page.locator("#id_note").fill("Order 7 of the High Court of Bombay.")
    page.locator("main form [type=submit]").last.click()
    lawyer.page.wait_for_load_state("networkidle")
    page = second.open("withdrawals")
    page.get_by_role("link", name=MENDED).click()
    page.get_by_text("Confirm: it stays withdrawn").first.click()
    page.locator("form:has([value=confirm]) textarea").fill("I read the order.")
    second.look("6-confirm")
    page.locator("button[value=confirm]").click()
    page.wait_for_load_state("networkidle")


@dataclass
class Outlets:
    """Where a stranger looks for the story: real requests to the same server."""

    stranger: APIRequestContext
    server: str
    story: str
    lists: set[str]
    corrections: set[str]

    def saying(self, *words: str) -> set[str]:
        """The addresses that answer with one of these words."""
        every = {self.story, *self.lists, *self.corrections}
        texts = {address: self.stranger.get(self.server + address).text() for address in every}
        return {address for address, text in texts.items() if any(one in text for one in words)}

    def status(self) -> int:
        """How the story's own address answers."""
        return self.stranger.get(self.server + self.story).status


@pytest.fixture
def people(browser: Browser, live_server: Any) -> Iterator[dict[Role, Desk]]:
    """A reporter and an editor on their phones, a sub and a lawyer at their desks."""
    paper()
    section()
    found_approvals()
    add_topic("Harbour bridge", by=None, at=MONDAY)
    picture(data=encoded(image(360, 240)))
    widths = {Role.REPORTER: 390, Role.SUB: 1280, Role.EDITOR: 390, Role.LEGAL: 1280}
    sat = {
        role: sit_down(browser, live_server.url, member(role), width)
        for role, width in widths.items()
    }
    yield sat
    for one in sat.values():
        one.page.context.close()


def outlets(browser: Browser, server: str, story: Story) -> Outlets:
    """Where it will stand, and where what the paper says of it."""
    story.refresh_from_db()
    topic = story.get_latest_revision_as_object().story_topics.get().topic
    return Outlets(
        browser.new_context().request,
        server,
        story.address,
        {"/", section().address, f"/topic/{topic.slug}/"},
        {"/corrections/", "/corrections/feed.atom"},
    )


def clocks(story: Story) -> tuple[datetime | None, datetime | None]:
    """The reader's two times, as they now are."""
    story.refresh_from_db()
    return story.published_at, story.updated_at


def agree(people: dict[Role, Desk]) -> Story:
    """Write, send back, mend and approve."""
    story = write(people[Role.REPORTER], section())
    hand_in(people[Role.REPORTER], story)
    send_back(people[Role.SUB], story)
    mend(people[Role.REPORTER], story)
    approve(people[Role.SUB], story)
    return story


def test_a_story_goes_its_whole_way(
    browser: Browser,
    live_server: Any,
    people: dict[Role, Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing of it leaks before its second; then it is everywhere, put right, and gone."""
    story = agree(people)
    lifts = (clock.now() + AN_HOUR).replace(second=0, microsecond=0)
    hold_and_schedule(people[Role.EDITOR], story, lifts)
    there = outlets(browser, live_server.url, story)

    assert there.saying(FIRST, MENDED) == set()
    assert there.status() == HTTPStatus.NOT_FOUND

    monkeypatch.setattr(clock, "now", lambda: lifts)
    assert not any(outcome.failed for outcome in do_all_due(lifts))
    assert clocks(story) == (lifts, None)
    assert there.saying(MENDED) == {*there.lists, there.story}

    monkeypatch.setattr(clock, "now", lambda: lifts + AN_HOUR)
    fix_a_slip(people[Role.EDITOR], story)
    assert there.saying("All ferries stop at noon.") >= {there.story}
    assert clocks(story) == (lifts, None)

    correct(people[Role.EDITOR], story)
    assert clocks(story) == (lifts, lifts + AN_HOUR)
    assert there.saying(NOTE) == {*there.corrections, there.story}

    withdraw(people[Role.LEGAL], people[Role.EDITOR], story)
    assert there.saying(FIRST, MENDED, NOTE) == set()
    assert there.status() == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS
