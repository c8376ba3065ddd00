"""The theme that comes with the package keeps what the package's own look keeps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Paper
from tests.browser.test_budgets import shifts
from tests.browser.test_reading import faults

pytestmark = pytest.mark.browser

PAGES = ("home", "section", "en")


def test_axe_finds_nothing_in_the_theme(browser: Browser, berliner: Paper) -> None:
    """On a phone by night and on a wide screen by day."""
    found = {}
    for width, scheme in ((390, "dark"), (1280, "light")):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        for name in PAGES:
            page.goto(berliner.at(name))
            assert page.locator('link[href$="berliner.css"]').count() == 1
            found[name, width] = faults(page)
        context.close()

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_nothing_moves_in_the_theme(browser: Browser, berliner: Paper) -> None:
    """Its faces have stand-ins of their own width: the shift is at most 0.02 on a slow line."""
    shifted = {name: shifts(browser, berliner.at(name), [390, 1280]) for name in PAGES}

    assert {name: by for name, by in shifted.items() if max(by) > 0.02} == {}
