"""The desk's screen of feeds and machines, in a real browser, with script and without."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.distribution.models import Machines
from broadsheet.stories.tests.cast import section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail's own furniture is not ours to mend.
OURS = "#main"


def faults(page: Page, name: str) -> tuple[bool, str]:
    """Whether the screen is wider than the window, and what axe finds in our part of it."""
    if shots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{shots}/machines-{name}.png", full_page=True)
    found = Axe().run(page, context=OURS, options={"resultTypes": ["violations"]})
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return bool(wide), found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_addresses_are_copied_and_a_fault_keeps_what_was_typed(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """The copy is said aloud; a file with a fault names its line, and mended it is kept."""
    section()
    session = signed_in(staff(Role.ADMINISTRATOR)).cookies["sessionid"].value
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("machines"))
    page.get_by_role("button", name="feeds/section/nation.rss").click()
    expect(page.get_by_role("status").last).to_contain_text("Copied:")
    told = [faults(page, f"{width}-{scheme}")]
    copied = page.evaluate("navigator.clipboard.readText()")

    page.locator("[name=files-robots]").fill("User-agent: *\nDisalow: /gallery/")
    page.locator("#files ~ .machines-forms [type=submit]").click()
    expect(page.locator(OURS)).to_contain_text("robots.txt, line 2")
    told.append(faults(page, f"fault-{width}-{scheme}"))
    page.locator("[name=files-robots]").fill("User-agent: *\nDisallow: /gallery/")
    page.locator("#files ~ .machines-forms [type=submit]").click()
    page.wait_for_load_state("networkidle")
    context.close()

    assert told == [(False, ""), (False, "")]
    assert copied.endswith("/feeds/section/nation.rss")
    assert Machines.objects.get().robots.splitlines()[-1] == "Disallow: /gallery/"


def test_without_script_the_addresses_are_links(browser: Browser, live_server: Any) -> None:
    """And no button stands there that does nothing."""
    section()
    session = signed_in(staff(Role.EDITOR)).cookies["sessionid"].value
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("machines"))
    link = page.get_by_role("link", name="ATOM").first.get_attribute("href")
    buttons = page.locator("[data-copy]:visible").count()
    context.close()

    assert link == "/feeds/all/en.atom"
    assert buttons == 0
