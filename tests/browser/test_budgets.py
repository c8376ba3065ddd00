"""What a page weighs, in compressed bytes, and that nothing moves while it comes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Paper
from tests.browser.paper_pages import LITE

pytestmark = pytest.mark.browser

KB = 1024
LEFT_OUT = {"image", "media"}
BROTLI_QUALITY = 5
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def weigh(page: Page, address: str) -> tuple[Counter[str], int]:
    """Load a page to its end; give compressed bytes by kind of file and the requests it took.

    Pictures are left out of both, and the icon that browsers ask for by themselves.
    """
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 no builtins here
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    in_latin = page.locator("html").get_attribute("lang") == "en"
    weights: Counter[str] = Counter()
    counted = [
        answer
        for answer in answers
        if answer.request.resource_type not in LEFT_OUT and not answer.url.endswith("/favicon.ico")
    ]
    for answer in counted:
        kind = answer.request.resource_type
        if in_latin and OF_OTHER_SCRIPTS.search(answer.url):
            continue
        body = answer.body()
        weights[kind] += len(body) if kind == "font" else len(compressed(body))
    return weights, len(counted)


def compressed(body: bytes) -> bytes:
    """A file as the press seals it first."""
    return bytes(brotli.compress(body, quality=BROTLI_QUALITY))


ARTICLES = {"en": 110, "opinion": 110, "explainer": 110, "live": 110, "gallery": 110, "video": 110,
            "hi": 180, "ta": 180, "ur": 110}  # fmt: skip
LISTS = dict.fromkeys(
    ("home", "topic", "contributor", "corrections", "section", "history", "saved", "404"), 110
)
# A headline in another script than its page's is set in the device's own face. Only where it has
# none, as a bare machine of tests may, is ours asked for.
OF_OTHER_SCRIPTS = re.compile(r"/(?:noto-serif-|language-names)")
MOST_REQUESTS = 28


@pytest.mark.parametrize(("name", "whole"), [*ARTICLES.items(), *LISTS.items()])
def test_a_page_keeps_to_its_budget(page: Page, paper: Paper, name: str, whole: int) -> None:
    """HTML and CSS 30 KB, script 15 KB, the whole page without pictures 110 KB, Indic 180 KB."""
    weights, requests = weigh(page, paper.at(name))

    assert weights["document"] + weights["stylesheet"] <= 30 * KB, weights
    assert weights["script"] <= 15 * KB, weights
    assert weights.total() <= whole * KB, weights
    assert requests <= MOST_REQUESTS


@pytest.mark.parametrize("name", LITE)
def test_a_lite_page_is_one_light_request(page: Page, paper: Paper, name: str) -> None:
    """At most 14 KB; nothing else is asked for but the icon that every browser wants."""
    weights, requests = weigh(page, paper.at(f"lite {name}"))

    assert weights.total() <= 14 * KB
    assert requests == 1


@pytest.mark.parametrize(
    "name", ["home", "section", "en", "ur", "hi", "ta", "live", "gallery", "lite en"]
)
def test_nothing_moves_while_a_page_comes(browser: Browser, paper: Paper, name: str) -> None:
    """Cumulative layout shift is at most 0.02 on a slow line, where faces come after the text.

    On a phone and on a wide screen, which wait for the line at the same time.
    """
    phone, wide = shifts(browser, paper.at(name), [390, 1280])

    assert (phone <= 0.02, wide <= 0.02) == (True, True), (phone, wide)


def shifts(browser: Browser, address: str, widths: list[int]) -> list[float]:
    """How far a page moves by itself, from the first paint to its foot, at each width."""
    screens = [browser.new_context(viewport={"width": one, "height": 844}) for one in widths]
    pages = [screen.new_page() for screen in screens]
    for screen, page in zip(screens, pages, strict=True):
        page.add_init_script(WATCH_SHIFTS)
        screen.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(address, wait_until="commit")
    for page in pages:
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    shifted = []
    for screen, page in zip(screens, pages, strict=True):
        page.wait_for_load_state("networkidle")
        shifted.append(float(page.evaluate("window.shifted")))
        screen.close()
    return shifted


@pytest.mark.parametrize("size", ["l", "xxl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_moves_for_the_readers_own_size_theme_or_late_parts(
    browser: Browser, paper: Paper, size: str, scheme: Any
) -> None:
    """The kept size of text, the night, and the slots that come late are there at the first paint.

    A second visit as well: then files come from the browser's memory, in another order.
    """
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    context.add_init_script(f"localStorage.setItem('text-size', '{size}');{WATCH_SHIFTS}")
    page = context.new_page()
    shifted = {}
    for visit in (1, 2):
        for name in ("home", "en", "live"):
            page.goto(paper.at(name), wait_until="networkidle")
            shifted[name, visit] = float(page.evaluate("window.shifted"))
    context.close()

    assert {name: by for name, by in shifted.items() if by > 0.02} == {}
