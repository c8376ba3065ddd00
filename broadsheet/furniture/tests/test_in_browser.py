"""Navigation without script, and the desk's screens, in a real browser."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.furniture.models import Promo
from broadsheet.furniture.navigation import actions as navigation
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.furniture.promos import actions as promos
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, section, topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail's own furniture is not ours to mend.
OURS = "#main"
TEXT = "".join(f"<p>The harbour, paragraph {number} of it.</p>" for number in range(6))


def furnished() -> Story:
    """A paper with sections in two floors, a footer of the editor's, and promos on a story."""
    nation = section("Nation")
    for name in ("Delhi", "States"):
        section(name, nation)
    section("Sport")
    footer = (
        Entry("heading", words="The paper"),
        Entry("topic", str(topic("Monsoon").pk)),
        Entry("page", "/corrections/", "Corrections"),
        Entry("heading", words="Elsewhere"),
        Entry("page", "https://t.me/harbour", "Telegram"),
    )
    places = {"footer": footer, "policies": (Entry("page", "/privacy/", "Privacy"),)}
    arranged = Document(places, imprint="The Harbour Post Ltd, 1 Quay Road, Port Blair")
    navigation.change("en", arranged, by=None, note="A footer of our own")
    for place in ("text-2", "rail", "foot"):
        words = "Now we are on Telegram too"
        promos.add(by=None, words=words, address="https://t.me/x", place=place, language="en")
    return StoryFactory(published=True, body=[("paragraphs", TEXT)])


def faults(page: Page, name: str, context: str | None = None) -> tuple[int, str]:
    """How wide a page is beyond the window, and what axe finds in it."""
    options = {"resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options)
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/furniture-{name}.png", full_page=True)
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return beyond, found.generate_report() if found.violations_count else ""


def reading(browser: Browser, width: int, scheme: Any, *, script: bool) -> BrowserContext:
    """A reader's browser."""
    view: Any = {"width": width, "height": 800}
    return browser.new_context(viewport=view, color_scheme=scheme, java_script_enabled=script)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_sheet_opens_by_the_keyboard_and_without_script(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """Sections with those under them, over the page: nothing below it moves; axe is content."""
    story = furnished()
    plain = reading(browser, width, scheme, script=False)
    page = plain.new_page()
    page.goto(live_server.url + story.address)
    before = page.locator("h1").bounding_box()
    page.locator(".sheet summary").focus()
    page.keyboard.press("Enter")

    assert page.locator(".sheet-body").get_by_role("link", name="Delhi").is_visible()
    assert page.locator("h1").bounding_box() == before
    page.get_by_role("link", name="Delhi").click()
    assert page.url.endswith("/nation/delhi/")
    plain.close()

    context = reading(browser, width, scheme, script=True)
    page = context.new_page()
    page.goto(live_server.url + story.address)
    found = faults(page, f"story-{width}")
    page.locator(".sheet summary").click()

    assert (found, faults(page, f"sheet-{width}")) == ((0, ""), (0, ""))
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_desks_screens_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """Rows move by button and stay where they were put; every screen fits a phone."""
    furnished()
    context = reading(browser, width, scheme, script=True)
    session = signed_in(staff(Role.EDITOR)).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("navigation", args=["en"]))
    rows = page.locator("li[data-row] input[name=row-words]")
    page.get_by_role("button", name="Move down").first.press("Enter")
    found = {"navigation": faults(page, f"navigation-{width}", OURS)}

    assert rows.nth(1).input_value() == "The paper"
    page.get_by_role("button", name="Save for readers").click()
    page.locator(".furniture-history li").nth(1).wait_for()

    for name, address in {
        "promos": reverse("promos"),
        "promo": reverse("promo", args=[Promo.objects.order_by("pk").first().pk]),  # type: ignore[union-attr]
    }.items():
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        found[name] = faults(page, f"{name}-{width}", OURS)
    context.close()

    assert found == dict.fromkeys(found, (0, ""))
