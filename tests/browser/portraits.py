"""Draws the contact sheets of the readers' pages that the documentation shows. Not a test.

Walks a running demo as a reader would: every kind of page, on a phone, a tablet and a laptop, by
day and by night, in each language that the demo has, and lays what it saw side by side::

    broadsheet demo --port 8110
    python -m tests.browser.portraits http://127.0.0.1:8110
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import OFFLINE, ROOT, chromium

SHEETS = ROOT / "docs" / "pictures" / "pages"
SCREENS = ((390, 844), (800, 1000), (1280, 900))
SCHEMES = ("light", "dark")
SCALE, GAP, GROUND, QUALITY = 0.42, 16, "#8a8780", 68
MOST_STORIES = 400
NOWHERE = "/city/the-first-boat-to-ferries/"

_PLACE = re.compile(r"<loc>([^<]+)</loc>")
_PAGE = re.compile(r'<html lang="(\w+)"')
_FORM = re.compile(r'<main id="main" class="story" data-form="(\w+)"')
_TOPIC = re.compile(r'href="(/topic/[^"]+/)"')
_AUTHOR = re.compile(r'href="(/by/[^"]+/)" rel="author"')
_HISTORY = re.compile(r'href="([^"]+/history/)"')


@dataclass
class Demo:
    """A running demo, and the addresses found in it so far, by the name of their sheet."""

    origin: str
    found: dict[str, str] = field(default_factory=dict)

    def read(self, path: str) -> str:
        """Return a page's markup, "" where there is none."""
        try:
            with urlopen(f"{self.origin}{path}", timeout=30) as answer:  # noqa: S310 this machine
                return str(answer.read().decode())
        except HTTPError:
            return ""

    def places(self, sitemap: str) -> Iterator[str]:
        """Give the addresses that a sitemap lists, those of the sitemaps in it included."""
        for place in _PLACE.findall(self.read(sitemap)):
            path = urlsplit(unescape(place)).path
            if path.endswith(".xml"):
                yield from self.places(path)
            else:
                yield path

    def keep(self, name: str, path: str) -> None:
        """Keep the first address of a kind."""
        self.found.setdefault(name, path)

    def look_round(self) -> None:
        """Find a page of every kind, the newest stories first."""
        for name, path in (("home", "/"), ("corrections", "/corrections/"), ("missing", NOWHERE)):
            self.keep(name, path)
        places = list(self.places("/sitemap.xml"))
        for path in [one for one in places if one.count("/") == 2]:
            self.look_at_section(path)
        for path in [one for one in places if one.endswith(".html")][: -MOST_STORIES - 1 : -1]:
            self.look_at_story(path)
        self.keep("saved", "/saved/")
        self.keep("sign-in", "/account/login/")

    def look_at_section(self, path: str) -> None:
        """Keep a section's front by its language."""
        language = _PAGE.search(self.read(path))
        if language and path != "/corrections/":
            self.keep("section" if language[1] == "en" else f"section-{language[1]}", path)

    def look_at_story(self, path: str) -> None:
        """Keep a story by its form and language, and what it leads to."""
        markup = self.read(path)
        language, form = _PAGE.search(markup), _FORM.search(markup)
        if not language or not form:
            return
        if language[1] != "en":
            self.keep(f"story-{language[1]}", path)
            self.keep(f"lite-{language[1]}", f"/lite{path}")
            return
        self.keep("story" if form[1] == "article" else form[1], path)
        if form[1] == "article":
            self.keep("lite", f"/lite{path}")
        leads = {"person": _AUTHOR, "history": _HISTORY}
        for name, pattern in leads.items():
            if link := pattern.search(markup):
                self.keep(name, link[1])
        for topic in _TOPIC.findall(markup)[:3]:
            if {"topic", "special"} - self.found.keys():
                self.keep("special" if 'class="front"' in self.read(topic) else "topic", topic)


def portrait(browser: Browser, address: str, screen: tuple[int, int], scheme: str) -> Image.Image:
    """Return the first screen of a page, as small as it stands on a sheet."""
    width, height = screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return seen.resize((round(width * SCALE), round(height * SCALE)), Image.Resampling.LANCZOS)


def sheet(browser: Browser, address: str) -> Image.Image:
    """Return a page at every width, by day above and by night below."""
    rows = [[portrait(browser, address, one, scheme) for one in SCREENS] for scheme in SCHEMES]
    wide = sum(one.width for one in rows[0]) + GAP * (len(SCREENS) + 1)
    high = max(one.height for one in rows[0])
    whole = Image.new("RGB", (wide, len(rows) * (high + GAP) + GAP), GROUND)
    for place, row in enumerate(rows):
        across = GAP
        for one in row:
            whole.paste(one, (across, GAP + place * (high + GAP)))
            across += one.width + GAP
    return whole


def main(arguments: list[str]) -> None:
    """Draw the sheets of the demo at the address given; raises ``OSError`` if nobody answers."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("origin", help="where the demo is served, like http://127.0.0.1:8110")
    reader.add_argument("--only", nargs="*", help="names of sheets, like home or story-hi")
    reader.add_argument("--into", type=Path, default=SHEETS, help="the folder of the sheets")
    said = reader.parse_args(arguments)
    demo = Demo(said.origin.rstrip("/"))
    demo.look_round()
    said.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=OFFLINE)
        for name, path in sorted(demo.found.items()):
            if said.only and name not in said.only:
                continue
            to = said.into / f"{name}.webp"
            sheet(browser, f"{demo.origin}{path}").save(to, quality=QUALITY, method=6)
            sys.stdout.write(f"{to.name}: {path} ({to.stat().st_size // 1024} KB)\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
