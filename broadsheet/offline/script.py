"""The service worker's text, put together from its modules: browsers still want one plain script.

Source: W3C, Service Workers.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from broadsheet.offline.addresses import TOMBSTONES, saved_in
from broadsheet.press import plates

FOLDER = Path(__file__).with_name("worker")
PARTS = ("rules", "shelf", "fetching", "looking", "worker")
"""In the order in which they stand in the script: each knows those before it."""
OFF = "off"
# Whatever is of one reader: no worker comes between, whether there is a network or not.
CLOSED = ("/desk/", "/account/", "/documents/")
_IMPORT = re.compile(r"(?m)^import [^;]*;\n")
_COMMENT = re.compile(r"(?m)^\s*(?://|/\*\*|\* |\*/).*\n")


def worker() -> str:
    """Return the script; it changes only with the package and a few settings."""
    if not settings.OFFLINE_READING:
        return _closed(plain(OFF))
    told = {
        "static": settings.STATIC_URL,
        "media": settings.MEDIA_URL,
        "tombstones": TOMBSTONES,
        "lists": {language: saved_in(language) for language in dict(settings.LANGUAGES)},
        "language": settings.PAPER_LANGUAGE,
        "closed": [*CLOSED, *sorted(plates.kept_out())],
    }
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return _closed(f"const TOLD = {said};\n" + "".join(map(plain, PARTS)))


def _closed(text: str) -> str:
    return f'(() => {{\n"use strict";\n{text}}})();\n'


@cache
def plain(part: str) -> str:
    """Return one module as a piece of a plain script: without imports, exports and comments."""
    text = (FOLDER / f"{part}.js").read_text(encoding="utf-8")
    text = _COMMENT.sub("", _IMPORT.sub("", text))
    return re.sub(r"(?m)^export ", "", text).strip() + "\n"


def policy() -> str:
    """Return the Content-Security-Policy of the worker: what it may fetch, and nothing else."""
    hosts = {
        f"{parts.scheme}://{parts.netloc}"
        for parts in map(urlsplit, (settings.STATIC_URL, settings.MEDIA_URL))
        if parts.netloc
    }
    return " ".join(["default-src 'none'; connect-src 'self'", *sorted(hosts)])
