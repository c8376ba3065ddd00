"""Every reader can read every page: checked by axe, with and without script, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize

from tests.browser.conftest import Paper
from tests.browser.paper_pages import LITE

pytestmark = pytest.mark.browser

PAGES = (
    *("home", "section", "topic", "contributor", "corrections", "history", "saved", "choices"),
    *("en", "hi", "ta", "ur", "urdu", "live", "opinion", "explainer", "gallery", "video"),
    *("follow", "ask", "404", "410", "451"),
)
LITE_PAGES = tuple(f"lite {name}" for name in LITE)
# What is laid out otherwise on a phone; the rest are lists of the same parts.
ON_A_PHONE = (
    *("home", "section", "corrections", "saved", "follow", "404"),
    *("en", "hi", "urdu", "live", "opinion", "gallery", "video", "lite home", "lite ur"),
)
WIDE: ViewportSize = {"width": 1280, "height": 900}
STATUS = {"404": 404, "410": 410, "451": 451}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def faults(page: Page) -> list[str]:
    """What axe finds, one line for each rule that is broken."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Walk:
    """What was found on the pages, each of which was opened once."""

    faults: dict[str, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    narrow: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walk(browser: Browser, paper: Paper) -> Walk:
    """Every page, wide and by day, to its foot; at the end at 320 px, as by a zoom of 400 %."""
    found = Walk()
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    context.add_init_script(LISTEN)
    context.on("request", lambda request: found.asked.append(request.url))
    page = context.new_page()
    for name in (*PAGES, *LITE_PAGES):
        page.set_viewport_size(WIDE)
        complaints = hear(page, name, found.said)
        answer = page.goto(paper.at(name))
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        found.faults[name] = faults(page)
        page.wait_for_load_state("networkidle")
        found.said += [f"{name}: {one}" for one in page.evaluate("window.refused")]
        if answer is None or not strict(answer.headers.get("content-security-policy", "")):
            found.said.append(f"{name}: no strict policy")
        complaints()
        page.set_viewport_size({"width": 320, "height": 640})
        found.narrow[name] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    return found


def test_axe_finds_nothing_wide_by_day(walk: Walk) -> None:
    """WCAG 2.2 AA and axe's best practices, on every kind of page and in every direction."""
    assert {name: lines for name, lines in walk.faults.items() if lines} == {}


def test_axe_finds_nothing_on_a_phone_by_night(browser: Browser, paper: Paper) -> None:
    """The same of what a phone lays out otherwise, in the colours of the night."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, color_scheme="dark")
    page = context.new_page()
    found = {}
    for name in ON_A_PHONE:
        page.goto(paper.at(name))
        found[name] = faults(page)
    context.close()

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_page_breaks_its_policy_or_asks_another_host(walk: Walk, paper: Paper) -> None:
    """No console error, no report of the policy; every request is answered by the paper itself."""
    assert walk.said == []
    assert [url for url in walk.asked if not url.startswith(paper.origin + "/")] == []


def test_nothing_runs_off_a_narrow_screen(walk: Walk) -> None:
    """At 320 px, and so at 400 % zoom, a page scrolls in one direction only (WCAG 1.4.10)."""
    assert {name: width for name, width in walk.narrow.items() if width != 320} == {}


def hear(page: Page, name: str, said: list[str]) -> Callable[[], None]:
    """Note what a page complains of, until told to stop.

    That its own answer is an error is no complaint.
    """

    def note(message: ConsoleMessage) -> None:
        if name not in STATUS or "status of" not in message.text:
            said.append(f"{name}: {message.type}: {message.text}")

    def fault(error: Error) -> None:
        said.append(f"{name}: {error}")

    def stop() -> None:
        page.remove_listener("console", note)
        page.remove_listener("pageerror", fault)

    page.on("console", note)
    page.on("pageerror", fault)
    return stop


def strict(policy: str) -> bool:
    """Whether a policy lets nothing run that does not stand in it."""
    return "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy


@pytest.mark.parametrize("name", [*PAGES, *LITE_PAGES])
def test_every_page_is_there_without_script(browser: Browser, paper: Paper, name: str) -> None:
    """It answers as it should, has its headline and its words, and every link leads somewhere."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    answer = page.goto(paper.at(name))

    assert answer is not None
    assert answer.status == STATUS.get(name, 200)
    assert page.locator("h1").first.is_visible()
    assert page.locator("a[href='#'], a[href^='javascript:']").count() == 0
    assert len(page.locator("main, #main").first.inner_text().split()) >= 8
    context.close()


def test_a_story_is_whole_without_script(browser: Browser, paper: Paper) -> None:
    """Headline, text, sections, share links are there; what needs a script is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(paper.at("en"))

    assert page.locator("h1").is_visible()
    assert page.locator(".text p").first.is_visible()
    assert page.locator("nav.sections a").count() >= 4
    assert page.locator(".share-row a").count() == 5
    assert not page.locator(".text-size").is_visible()
    page.locator("details.share summary").click()
    assert page.locator("details.share a").first.is_visible()
    page.locator("nav.sections a").first.click()
    assert page.locator("h1").is_visible()
    context.close()


def test_the_largest_text_still_fits_a_phone(page: Page, paper: Paper) -> None:
    """The reader's largest size scrolls in one direction only."""
    page.add_init_script("localStorage.setItem('text-size', 'xxl')")
    page.goto(paper.at("en"))

    assert page.evaluate("document.documentElement.dataset.textSize") == "xxl"
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_size_of_text_is_kept_and_applied_before_anything_is_painted(
    page: Page, paper: Paper
) -> None:
    """The choice holds on the next page, and it is there before the body is."""
    page.goto(paper.at("en"))
    before = page.locator(".text p").first.evaluate("e => getComputedStyle(e).fontSize")
    page.get_by_role("button", name="Larger text").click()
    after = page.locator(".text p").first.evaluate("e => getComputedStyle(e).fontSize")
    page.add_init_script(
        "new MutationObserver((_, seen) => { if (document.body) { seen.disconnect();"
        " window.atFirst = document.documentElement.dataset.textSize; } })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto(paper.at("live"))

    assert float(after.removesuffix("px")) > float(before.removesuffix("px"))
    assert page.evaluate("window.atFirst") == "l"


def test_arrow_keys_step_through_a_gallery(page: Page, paper: Paper) -> None:
    """The keyboard goes from figure to figure; in Urdu the other arrow leads on."""
    for name, key in (("en", "ArrowRight"), ("ur", "ArrowLeft")):
        page.goto(paper.at(name))
        pictures = page.locator(".gallery__open")
        pictures.first.focus()
        page.keyboard.press(key)

        assert pictures.nth(1).evaluate("e => e === document.activeElement")


def test_a_player_is_asked_for_only_by_a_click(page: Page, paper: Paper) -> None:
    """Before the click there is no frame at all."""
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.abort())
    page.goto(paper.at("en"))
    frames_before = page.locator("iframe").count()
    page.locator("[data-load]").click()

    assert frames_before == 0
    frame = page.locator("iframe")
    assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/abcdefghijk"


def test_young_times_are_said_the_readers_way_by_the_browser(page: Page, paper: Paper) -> None:
    """The page has the exact time; the browser says "4 hours ago" under a day."""
    page.clock.install(time="2024-05-06T10:30:00Z")
    page.goto(paper.at("home"))
    time = page.locator("main time[data-relative]").filter(has_text="4 hours ago").first

    assert time.get_attribute("title") == "6 May 2024, 12:00 PM IST"
