"""Finds one page of each kind in a paper that is served, by reading it as anybody could."""

from __future__ import annotations

import http.client
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

MOST_READ = 150
FORM = re.compile(r'data-form="(\w+)"')
LANGUAGE = re.compile(r'<html lang="(\w+)"')
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
FORMS = {"article": "story", "opinion": "opinion", "explainer": "explainer", "live": "live",
         "gallery": "gallery", "video": "video"}  # fmt: skip
LANGUAGES = {"hi": "story in Hindi", "ta": "story in Tamil", "ur": "story in Urdu"}


def answers(command: Sequence[str]) -> str:
    """Run a command; return its answer."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


def read(origin: str, address: str) -> str:
    """Return a page's text; "" if it is not there."""
    host = urlsplit(origin).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    finally:
        connection.close()
    return text if answer.status == http.client.OK else ""


def is_up(port: int, within: float, ended: Callable[[], int | None]) -> bool:
    """Wait until a paper is served and its home page printed; say whether it is."""
    until = time.monotonic() + within
    while time.monotonic() < until and ended() is None:
        try:
            if read(f"http://127.0.0.1:{port}", "/sitemap.xml"):
                return True
        except OSError:
            time.sleep(1)
    return False


def addresses(origin: str) -> dict[str, str]:
    """Return the addresses to measure, by kind of page."""
    found = {"home": "/", "section": _sections(origin)[0]}
    for address in _newest(origin):
        text = read(origin, address)
        form, language = FORM.search(text), LANGUAGE.search(text)
        if form is None or language is None:
            continue
        english = language[1] == "en"
        name = FORMS.get(form[1], "") if english else LANGUAGES.get(language[1], "")
        if name and name not in found:
            found[name] = address
            found |= _beside(text, found) if english else {}
        if set(FORMS.values()) | set(LANGUAGES.values()) <= set(found):
            break
    found |= {"corrections": "/corrections/", "saved": "/saved/", "lite home": "/lite/"}
    return found | {"lite story": f"/lite{found['story']}"}


def _beside(text: str, found: dict[str, str]) -> dict[str, str]:
    """Return a topic and a person that a story names, if none is known yet."""
    links = {"topic": r'href="(/topic/[\w-]+/)"', "person": r'href="(/by/[\w-]+/)"'}
    there = {name: re.search(link, text) for name, link in links.items() if name not in found}
    return {name: match[1] for name, match in there.items() if match}


def _sections(origin: str) -> list[str]:
    """Return the paths of the paper's sections, in the order of its navigation."""
    paths = [urlsplit(one).path for one in LOCATION.findall(read(origin, "/sitemaps/sections.xml"))]
    return [path for path in paths if path.count("/") == 2]  # noqa: PLR2004 "/name/"


def _newest(origin: str) -> Iterator[str]:
    """Give the paths of stories, those with the highest numbers first."""
    maps = [urlsplit(one).path for one in LOCATION.findall(read(origin, "/sitemap.xml"))]
    stories = [one for one in maps if "/stories-" in one]
    count = 0
    for at in reversed(stories):
        for one in reversed(LOCATION.findall(read(origin, at))):
            if count == MOST_READ:
                return
            count += 1
            yield urlsplit(one).path
