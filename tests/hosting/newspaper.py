"""A newspaper's ``var`` folder as nginx and Caddy find it: an edition, pictures, static files."""

from __future__ import annotations

from pathlib import Path

from broadsheet.press.edition import Edition
from broadsheet.press.sealing import Seal, seal
from broadsheet.press.tests.pages import HTML, printed

HASHED = "/static/css/reader.0123456789ab.css"
UNHASHED = "/static/css/reader.css"
PICTURE = "/media/images/rain.width-800.webp"
ORIGINAL = "/media/original_images/rain.jpg"
STORY = "/nation/2026/nov/22/rain-2.html"
LITE = ("/lite/", "/lite/nation/", f"/lite{STORY}")
WORDS = "Rain reaches the coast. " * 40


def page(address: str, text: str = WORDS, **more: object) -> Seal:
    """A printed page of some kilobytes."""
    return seal(printed(address, text, **more))  # type: ignore[arg-type]


def made(var: Path) -> Edition:
    """Make the folder, with a front, a section, a story, and some that are not in the tree."""
    edition = Edition(var / "edition")
    for address in ("/", "/nation/", STORY, "/खेल/", *LITE):
        edition.put(page(address, f"{address} {WORDS}"))
    edition.put(page("/gone.html", status=410))
    old = ("Location", "/nation/")
    edition.put(page("/old/", status=301, headers=(HTML, old)))
    for name in (HASHED, UNHASHED, PICTURE, ORIGINAL):
        path = var / name.removeprefix("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a { color: red }\n" * 200)
    return edition
