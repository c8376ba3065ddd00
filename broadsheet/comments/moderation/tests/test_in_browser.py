"""The moderators' desk in a real browser: cleared by keyboard alone, and open to everybody."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.comments.models import Claim, Comment, Decision
from broadsheet.comments.moderation.tests.cast import a_queue
from broadsheet.stories.tests.cast import StoryFactory, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = "#main"
TWENTY = 20
AT_ONCE_MS = 200


def opened(browser: Browser, live_server: Any, user: Any, width: int, scheme: Any) -> Page:
    """The desk of somebody who is signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    value = signed_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("moderation"), wait_until="networkidle")
    return page


def name_open(page: Page) -> str:
    """Whose comment is open."""
    return page.locator(".is-open .talk-name").inner_text()


def pressed(page: Page, key: str) -> float:
    """Press a key, and say how many milliseconds until another comment is open."""
    before = name_open(page)
    script = """before => new Promise(done => {
        let begun = 0;
        const look = () => {
            const here = document.querySelector('.is-open .talk-name')?.innerText;
            const took = performance.now() - begun;
            if (here !== before || took > 2000) done(took); else requestAnimationFrame(look);
        };
        const begin = () => { begun = performance.now(); look(); };
        document.addEventListener('keydown', begin, {once: true, capture: true});
        setTimeout(() => done(9999), 4000);
    })"""
    page.evaluate(f"void (window.seen = ({script})({before!r}))")
    page.keyboard.press(key)
    return float(page.evaluate("window.seen"))


def test_a_moderator_clears_twenty_comments_by_keyboard_alone(
    browser: Browser, live_server: Any
) -> None:
    """Approve, reject with clause, keep, undo: the next is there at once, and the desk agrees."""
    moderator = staff(Role.MODERATOR, section())
    colleague = staff(Role.MODERATOR, section(), name="Asha Rao")
    a_queue(StoryFactory(published=True), TWENTY + 5)
    page = opened(browser, live_server, moderator, 1280, "light")
    faults = axed(page)
    took = [pressed(page, "a") for _ in range(10)]
    page.keyboard.press("u")
    took.append(pressed(page, "a"))
    for clause in "12345678":
        page.keyboard.press(clause)
        took.append(pressed(page, "Enter"))
    page.keyboard.press("r")
    faults += axed(page)
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    page.keyboard.press("Tab")
    took.append(pressed(page, "Enter"))
    page.keyboard.press("1")
    took.append(pressed(page, "Enter"))
    expect(page.locator("[data-live]")).to_contain_text("Next:")
    page.wait_for_selector('[data-sending="0"]')
    page.keyboard.press("?")
    faults += axed(page, close=True)

    assert faults == []
    assert Decision.objects.filter(by=moderator, act="approve", undone_at=None).count() == 10
    assert Decision.objects.filter(by=moderator, act="reject").count() == 9
    assert Decision.objects.filter(by=moderator, act="undo").count() == 1
    assert Claim.objects.get(kept_for=colleague).by == moderator
    assert Comment.objects.exclude(queue="").count() == 6
    assert max(took) <= AT_ONCE_MS


def test_the_queue_is_open_to_everybody_on_a_phone(browser: Browser, live_server: Any) -> None:
    """At night and on a phone: axe finds nothing, nothing is wider, the buttons are in reach."""
    a_queue(StoryFactory(published=True), 3)
    page = opened(browser, live_server, staff(Role.MODERATOR, section()), 390, "dark")
    faults = axed(page)
    acts = page.locator(".is-open .talk-acts").bounding_box()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    page.context.close()

    assert faults == []
    assert not wide
    assert acts is not None
    assert acts["y"] + acts["height"] <= 901


def axed(page: Page, *, close: bool = False) -> list[str]:
    """What axe finds in our part of the screen."""
    found = Axe().run(page, context=OURS).response["violations"]
    if close:
        page.context.close()
    return [f"{one['id']} {one['nodes'][0]['html']}" for one in found]
