"""The conversation in a real browser, with a script and without: nothing needs one."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.models import Act, Comment, Report, State, Voice, Wording
from broadsheet.comments.tests.cast import said, thread, voice
from broadsheet.comments.tests.test_writing import signed_in
from broadsheet.kit import clock
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "The ferries were full at nine, and the bridge was not open."
LOUD = "THE FERRIES WERE FULL AT NINE AND THE BRIDGE WAS NOT OPEN AT ALL TODAY"
TOUCH = """() => [...document.querySelectorAll('.talk-acts a, .talk-write a, .talk-orders a')]
  .filter(a => a.checkVisibility() && a.getBoundingClientRect().height < 44).length"""


def told() -> tuple[Story, Comment]:
    """A story with a small conversation in four languages; return it, and Anil's comment."""
    story = StoryFactory(published=True)
    there = thread(story)
    anil = said(there, "The nine o’clock ferry was full, as on every Monday.", voice=voice("Anil"))
    said(there, "பாலம் எப்போது திறக்கும்?", voice=voice("நிலா"), language="ta", parent=anil)
    said(there, "پل کب کھلے گا؟", voice=voice("نسرین"), language="ur", recommended=12)
    said(there, "It opens on Friday.", voice=voice("Meera Nair"), parent=anil, staff=True)
    said(
        there,
        "पुल खुल गया है।",
        voice=voice("रेहाना"),
        language="hi",
        recommended=140,
        picked_at=clock.now(),
    )
    return story, anil


def known(name: str) -> Voice:
    """A reader whose words are shown at once."""
    row = voice(name)
    Voice.objects.filter(pk=row.pk).update(made_at=clock.now() - timedelta(days=90), trusted=True)
    return row


def browsing(
    browser: Browser, live_server: Any, who: Voice, *, script: bool, width: int, scheme: Any
) -> BrowserContext:
    """A browser in which a reader is signed in."""
    context = browser.new_context(
        java_script_enabled=script,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    cookie = signed_in(who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def faults(page: Page, within: str) -> list[str]:
    """What axe finds in a part of the page, and whether it is wider than the screen."""
    found = Axe().run(page, context=within).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return [f"{one['id']} {one['nodes'][0]['html']}" for one in found] + ["wide"] * wide


def write_what_is_held(page: Page, at: str) -> Comment:
    """Shout, be told so, send something with an address in it; return what waits now."""
    page.goto(at)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill(LOUD)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Look at it once more?")).to_be_visible()
    look(page, "talk-nudge-390")
    page.get_by_label("Your comment").fill("Write to me at rosa@example.org about the ferries.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("A moderator reads it before it is shown")).to_be_visible()
    held: Comment = Comment.objects.get(voice__name="Rosa")
    page.goto(at)
    expect(page.locator(f"#comment-{held.pk}")).to_have_count(0)
    return held


def answer_and_recommend(page: Page, at: str, comment: Locator) -> None:
    """Both by links to pages of their own."""
    page.goto(at)
    comment.get_by_role("link", name="Answer").click()
    page.get_by_label("Your comment").fill("On Tuesdays as well, I am afraid.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".answers")).to_contain_text("On Tuesdays as well")
    page.goto(at)
    comment.get_by_role("link", name="Recommend").click()
    page.get_by_role("button", name="Recommend this comment").click()
    expect(comment.get_by_role("link", name="Recommend 1")).to_be_visible()


def report_and_ignore(page: Page, comment: Locator) -> None:
    """From one page."""
    comment.get_by_role("link", name="Report").click()
    page.locator('input[value="spam"]').check()
    page.get_by_role("button", name="Report it to a moderator").click()
    expect(page.get_by_text("Thank you. A moderator looks at it.")).to_be_visible()
    page.get_by_role("button", name="Ignore Anil").click()
    expect(page.locator(".talk-list")).to_contain_text("Anil")


def test_a_conversation_without_a_script(browser: Browser, live_server: Any) -> None:
    """Write, be told, mend; answer, recommend, report, ignore, take back: links and forms alone."""
    story, anil = told()
    at = live_server.url + story.address
    context = browsing(browser, live_server, known("Rosa"), script=False, width=390, scheme="light")
    page = context.new_page()
    held = write_what_is_held(page, at)
    decide(held.pk, Decided(Act.APPROVE), by=member(Role.MODERATOR))
    page.goto(at)
    expect(page.locator(f"#comment-{held.pk}")).to_be_visible()
    comment = page.locator(f"#comment-{anil.pk}")
    answer_and_recommend(page, at, comment)
    report_and_ignore(page, comment)
    page.get_by_role("link", name="Your comments").click()
    page.locator(f"#comment-{held.pk}").get_by_role("link", name="Delete it").click()
    page.get_by_role("button", name="Delete it").click()
    context.close()
    held.refresh_from_db()

    assert held.state == State.DELETED
    assert Report.objects.get().clause == "spam"
    assert Wording.objects.filter(voice__name="Rosa").count() == 1


def write_in_place(page: Page, name: str) -> list[str]:
    """Write, leave, come back to the draft, be told, mend; return what axe finds meanwhile."""
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill(LOUD)
    page.reload()
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Your comment")).to_have_value(LOUD)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Look at it once more?")).to_be_visible()
    look(page, f"talk-in-place-{name}")
    found = faults(page, ".conversation")
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".comments > li").first).to_contain_text(WORDS)
    expect(page.locator(".talk-said")).to_be_focused()
    return found


def act_in_place(page: Page, comment: Locator) -> None:
    """Recommend and answer, without leaving the story."""
    comment.get_by_role("link", name="Recommend").click()
    expect(comment.locator(".talk-count")).to_have_text("1")
    comment.get_by_role("link", name="Answer").click()
    page.get_by_label("Your comment").fill("On Tuesdays as well, I am afraid.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".answers").last).to_contain_text("On Tuesdays as well")


def ignore_and_unfold(page: Page, at: str, my: str, comment: Locator) -> None:
    """What an ignored person wrote is folded on this device, and opens when it is asked to."""
    page.goto(my)
    page.get_by_role("button", name="Ignore Anil").click()
    expect(page.locator(".talk-list")).to_contain_text("Anil")
    page.wait_for_load_state("networkidle")
    page.goto(at, wait_until="networkidle")
    expect(comment.locator(".words")).to_be_hidden()
    comment.get_by_role("button").click()
    expect(comment.locator(".words")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_conversation_with_a_script(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """The forms open in place, a draft is kept, the comment stands where it was written."""
    story, anil = told()
    at, my = live_server.url + story.address, f"{live_server.url}/conversation/my"
    rosa = known("Rosa")
    context = browsing(browser, live_server, rosa, script=True, width=width, scheme=scheme)
    page = context.new_page()
    page.goto(at)
    look(page, f"talk-{width}")
    found = faults(page, ".conversation")
    small = page.evaluate(TOUCH)
    found += write_in_place(page, str(width))
    comment = page.locator(f"#comment-{anil.pk}")
    act_in_place(page, comment)
    for address in ("comments", f"write/{story.number}", f"report/{anil.pk}", "ignored"):
        page.goto(f"{my}/{address}/", wait_until="networkidle")
        look(page, f"talk-my-{address.partition('/')[0]}-{width}")
        found += faults(page, "main")
    ignore_and_unfold(page, at, f"{my}/report/{anil.pk}/", comment)
    context.close()

    assert found == []
    assert small == 0
    assert Comment.objects.filter(voice=rosa, state=State.SHOWN).count() == 2
