"""Addresses of lite pages: ``/lite`` and the full page's; further parts have ``/part.2`` between.

No section can be called ``part.2``: a slug has no dot.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import unquote

from django.conf import settings
from django.urls import Resolver404, resolve

LITE = "/lite"
_READERS = ("broadsheet.stories.", "broadsheet.comments.views.printed")
_FILES = ("feed", "_now")
_LINK = re.compile(r"<a\b[^>]*>")
_HREF = re.compile(r'\bhref="(/[^"]*)"')
_PATH = re.compile(r"[^?#]*")
_STAYS = 'rel="alternate"'


def lite_of(address: str, part: int = 1) -> str:
    """Return where the lite twin of an address is, or a further part of it."""
    return f"{LITE}{address}" if part == 1 else f"{LITE}/part.{part}{address}"


@lru_cache(maxsize=4_096)
def has_twin(path: str) -> bool:
    """Say whether an address is a reader's page with a lite twin: what the room ``stories`` shows,
    and the conversation. Feeds, files and forms have none.
    """
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.func.__module__.startswith(_READERS) and not str(match.url_name).endswith(_FILES)


def twin_of(link: str) -> str:
    """Return where a link of the paper's leads from a lite page: to the twin, if there is one."""
    found = _PATH.match(link)
    path = found[0] if found else ""
    return f"{LITE}{link}" if has_twin(unquote(path)) else link


def kept_within(page: str) -> str:
    """Have the links of a page lead to lite pages; those to the full page itself stay.

    The page is of our own templates: attributes stand in double quotes.
    """
    return _LINK.sub(_led, page)


def _led(found: re.Match[str]) -> str:
    tag = found[0]
    if _STAYS in tag:
        return tag
    return _HREF.sub(lambda href: f'href="{escape(twin_of(unescape(href[1])))}"', tag, count=1)
