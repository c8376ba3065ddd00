"""What a page weighs, in compressed bytes, and that nothing moves while it comes."""

from __future__ import annotations

from collections import Counter

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Paper

pytestmark = pytest.mark.browser

KB = 1024
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


def weigh(page: Page, address: str) -> Counter[str]:
    """Load a page to its end; give compressed bytes by kind of file, pictures left out."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 no builtins here
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    weights: Counter[str] = Counter()
    for answer in answers:
        kind = answer.request.resource_type
        if kind == "image":
            continue
        body = answer.body()
        weights[kind] += len(body) if kind == "font" else len(compressed(body))
    return weights


def compressed(body: bytes) -> bytes:
    """A file as the press seals it first."""
    return bytes(brotli.compress(body, quality=BROTLI_QUALITY))


@pytest.mark.parametrize(
    ("name", "whole"), [("en", 110), ("live", 110), ("hi", 180), ("ta", 180), ("ur", 110)]
)
def test_an_article_keeps_to_its_budget(page: Page, paper: Paper, name: str, whole: int) -> None:
    """HTML and CSS 30 KB, script 15 KB, the whole page without pictures 110 KB, Indic 180 KB."""
    weights = weigh(page, paper.at(name))

    assert weights["document"] + weights["stylesheet"] <= 30 * KB, weights
    assert weights["script"] <= 15 * KB, weights
    assert weights.total() <= whole * KB, weights


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["home", "section", "en", "ur", "hi", "ta"])
def test_nothing_moves_while_a_page_comes(
    browser: Browser, paper: Paper, name: str, width: int
) -> None:
    """Cumulative layout shift is at most 0.02 on a slow line, where faces come after the text."""
    assert shifts(browser, paper.at(name), width, SLOW_4G) <= 0.02


def shifts(
    browser: Browser, address: str, width: int, line: dict[str, float] | None = None
) -> float:
    """How far a page moves by itself, from the first paint to its foot."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    if line:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    shifted = float(page.evaluate("window.shifted"))
    context.close()
    return shifted
