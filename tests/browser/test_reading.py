"""Every reader can read every page: checked by axe, with and without script, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.conftest import Paper

pytestmark = pytest.mark.browser

PAGES = (
    "home",
    "section",
    "topic",
    "contributor",
    "en",
    "hi",
    "ta",
    "ur",
    "urdu",
    "live",
    "opinion",
)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, paper: Paper, width: int, scheme: str) -> None:
    """WCAG 2.2 AA and axe's best practices, on every kind of page and in every direction."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    found = {}
    for name in PAGES:
        page = context.new_page()
        page.goto(paper.at(name))
        found[name] = faults(page)
        page.close()
    context.close()

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_axe_finds_nothing_on_a_page_that_is_not_there(page: Page, paper: Paper) -> None:
    """An error is a page too."""
    response = page.goto(f"{paper.origin}/old/sport-story.aspx")

    assert response is not None
    assert response.status == 404
    assert faults(page) == []


def test_no_page_complains_or_asks_another_host(browser: Browser, paper: Paper) -> None:
    """No console error, no blocked script, and every request is answered by the paper itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    asked: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    def note(request: Request) -> None:
        asked.append(request.url)

    for name in PAGES:
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", note)
        page.goto(paper.at(name))
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        page.close()
    context.close()

    assert said == []
    assert [url for url in asked if not url.startswith(paper.origin + "/")] == []


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


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_a_narrow_screen(page: Page, paper: Paper, name: str) -> None:
    """At 320 px, and so at 400 % zoom, a page scrolls in one direction only (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(paper.at(name))

    assert page.evaluate("document.documentElement.scrollWidth") == 320


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
