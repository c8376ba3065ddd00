"""Corrections, histories, requests in a real browser: nothing is cut off, anybody can use them."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.stories import actions
from broadsheet.stories.addresses import history_path
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import AN_HOUR, MONDAY, StoryFactory
from broadsheet.stories.tests.test_ledger_pages import body, publish
from broadsheet.trust.actions import Asked, ask
from broadsheet.trust.models import CorrectionRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATER = MONDAY + AN_HOUR
WRONG = "The fare is ten rupees from the first of June, the harbour board said on Monday."
RIGHT = "The fare is two rupees from the first of July, the harbour board said on Monday."
URDU = (
    "بندرگاہ کے حکام نے کہا کہ کرایہ دس روپے ہے۔",
    "بندرگاہ کے حکام نے کہا کہ کرایہ دو روپے ہے۔",
)
# Wagtail's own furniture is not ours to mend.
DESK, READERS = "#main", "body"


def fill() -> dict[str, str]:
    """A story that was corrected, retracted and asked about, and one in Urdu; its pages."""
    title = "Ferry line to reopen after eleven years, with fares that the board has halved"
    text = body(WRONG, "It rains over the harbour.")
    story = StoryFactory(published=True, title=title, slug="ferry-line", body=text)
    right = body(RIGHT, "It rains over the harbour.", "Boats leave each hour.")
    note = "An earlier version gave the fare as ten rupees. It is two."
    story = publish(story, right, Change.CORRECTION, note)
    actions.add_note(story, Note.RETRACTION, "The board has since denied all of it.", by=None)
    words = {"title": "کشتی سروس بحال", "slug": "kashti", "language": "ur"}
    urdu = StoryFactory(published=True, body=body(URDU[0]), **words)
    urdu = publish(urdu, body(URDU[1]), Change.CORRECTION, "کرایہ دو روپے ہے۔")
    token = ask(story, Asked(RIGHT, "The board's list says three.", "rosa@reader.test"))
    row = CorrectionRequest.objects.get()
    return {
        "story": story.address,
        "ledger": "/corrections/",
        "history": history_path(story.address),
        "version": history_path(story.address, 2),
        "urdu": history_path(urdu.address),
        "form": reverse("ask_correction", args=[story.number]),
        "answer": reverse("correction_answer", args=[token]),
        "note": reverse("story_note", args=[story.pk]),
        "queue": reverse("correction_requests"),
        "request": reverse("correction_request", args=[row.pk]),
    }


def cut_off(page: Page) -> bool:
    """Whether the reader must scroll sideways."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(wide))


def faults(page: Page, within: str) -> list[str]:
    """What axe finds, in words."""
    return [one["id"] for one in Axe().run(page, within).response["violations"]]


def signed(browser: Browser, live_server: Any, width: int, scheme: Any = "light") -> Page:
    """A browser of an editor."""
    client = signed_in(staff(Role.EDITOR, None, name=f"Ed {width} {scheme}"))
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=live_server.url
    )
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_every_page_fits_and_can_be_used(browser: Browser, live_server: Any) -> None:
    """On a phone and on a laptop, for readers and at the desk; and marked words go along."""
    pages = fill()
    wrong = []
    for width in (390, 1280):
        page = signed(browser, live_server, width)
        for name, address in pages.items():
            page.goto(address)
            within = DESK if address.startswith("/desk/") else READERS
            found = [*faults(page, within), *(["cut off"] if cut_off(page) else [])]
            wrong += [f"{name} at {width}: {one}" for one in found]
    assert wrong == []

    page.goto(pages["story"])
    page.get_by_text("The fare is two rupees").dblclick(position={"x": 8, "y": 12})
    page.get_by_role("link", name="Ask for a correction").click()

    assert page.get_by_label("The words in question").input_value() == "The"
    assert Story.objects.get(slug="ferry-line").live
