"""Advertisements in a real browser: nothing moves, nothing of another site before consent, axe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.adverts.models import Advert
from broadsheet.adverts.tests.cast import A_WEEK, house, picture, sold
from broadsheet.kit import clock
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, paper, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THIRD = "https://ads.example"
TEXT = "".join(f"<p>The harbour, paragraph {number} of a story.</p>" for number in range(8))
SHIFT = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
LOOKS = """one => {
  const { color, backgroundColor, border, font, height } = getComputedStyle(one);
  return [color, backgroundColor, border, font, height];
}"""
# Wagtail's own furniture is not ours to mend.
OURS = "#main"


@pytest.fixture
def story(settings: Any, tmp_path: Path) -> Story:
    """A story with a picture beside it, a third party in its text, and one of ours at its foot."""
    settings.MEDIA_ROOT = tmp_path
    settings.ADVERT_FRAMES = [THIRD]
    paper()
    now = clock.now()
    sold("Chandler & Sons", now, ends_at=now + A_WEEK, share=60)
    wide = picture("Read the paper", (970, 250))
    house("Subscribe", now, places=["foot", "front-top"], picture=wide, alt="Subscribe today")
    frame = f"{THIRD}/box"
    sold("Network", now, kind="third", picture=None, frame=frame, places=["text"], ends_at=None)
    return StoryFactory(
        published=True,
        title="The harbour opens",
        body=[("paragraphs", TEXT)],
        section=section(),
        sponsor_kind="partnership",
        sponsor_name="Harbour Trust",
    )


def opened(browser: Browser, width: int, scheme: Any) -> tuple[BrowserContext, Page, list[str]]:
    """A reader's browser, and what it asks other sites for."""
    view: Any = {"width": width, "height": 800}
    context = browser.new_context(viewport=view, color_scheme=scheme)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<p>An advertisement.</p>")

    context.route(f"{THIRD}/**", answer)
    return context, context.new_page(), asked


def faults(page: Page, name: str, within: str | None = None) -> tuple[int, str]:
    """How wide a page is beyond the window, and what axe finds in it."""
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"]})
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/adverts-{name}.png", full_page=True)
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return beyond, found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_nothing_moves_and_nothing_is_asked_before_the_reader_allows_it(
    browser: Browser, live_server: Any, story: Story, width: int, scheme: str
) -> None:
    """Reserved, labelled, and another site only after a plain yes that can be taken back."""
    context, page, asked = opened(browser, width, scheme)
    page.goto(live_server.url + story.address)
    page.wait_for_load_state("networkidle")
    found = {"story": faults(page, f"story-{width}")}
    yes, no = (page.locator(f".advert-ask [data-choice={answer}]") for answer in ("yes", "no"))

    assert page.evaluate(SHIFT) <= 0.02
    assert asked == []
    assert page.locator(".advert-label").first.is_visible()
    assert yes.evaluate(LOOKS) == no.evaluate(LOOKS)

    box = page.locator(".advert-third")
    size = box.bounding_box()
    yes.click()
    frame = page.locator(".advert-third iframe")
    frame.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    assert asked == [f"{THIRD}/box"]
    assert "allow-same-origin" not in str(frame.get_attribute("sandbox"))
    assert {**(box.bounding_box() or {}), "y": 0} == {**(size or {}), "y": 0}

    page.goto(f"{live_server.url}/privacy/choices/")
    found["choices"] = faults(page, f"choices-{width}")
    page.get_by_role("button", name="Forget my choice").click()
    asked.clear()
    page.goto(live_server.url + story.address)
    page.wait_for_load_state("networkidle")

    assert asked == []
    page.goto(live_server.url)
    found["home"] = faults(page, f"home-{width}")
    context.close()
    assert found == dict.fromkeys(found, (0, ""))


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_desks_screens_are_open_to_everybody(
    browser: Browser, live_server: Any, story: Story, width: int, scheme: str
) -> None:
    """The list, a booking with its look on a real page, the calendar: on a phone as well."""
    context, page, _asked = opened(browser, width, scheme)
    session = signed_in(staff(Role.EDITOR)).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    row = Advert.objects.get(name="Chandler & Sons")
    found = {}
    for name, address in {
        "list": reverse("adverts"),
        "calendar": reverse("adverts_calendar"),
        "quiet": reverse("adverts_quiet"),
        "advert": reverse("advert", args=[row.pk]),
    }.items():
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        found[name] = faults(page, f"{name}-{width}", OURS)
    page.get_by_role("button", name="Beside a story").click()
    there = page.frame_locator(".adverts-frame").locator(".advert-side img")
    there.wait_for()
    faults(page, f"look-{width}", OURS)

    assert there.get_attribute("alt") == "Rope by the yard"
    context.close()
    assert found == dict.fromkeys(found, (0, ""))
