"""The ways that are there today: a feed in a program of the reader's, and the paper elsewhere.

Sources: the addresses by which Feedly, Inoreader and NewsBlur take a feed, as each documents for
publishers. They are plain links: nobody is asked anything before the reader follows one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from broadsheet.distribution.following.ways import Followed, Way, register
from broadsheet.stories.structured import absolute

PROGRAMS = (
    ("Feedly", "https://feedly.com/i/subscription/feed%2F{}"),
    ("Inoreader", "https://www.inoreader.com/?add_feed={}"),
    ("NewsBlur", "https://www.newsblur.com/?url={}"),
)
PLACES = {
    "flipboard.com": "Flipboard",
    "whatsapp.com": "WhatsApp",
    "t.me": "Telegram",
    "x.com": "X",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "youtube.com": "YouTube",
    "linkedin.com": "LinkedIn",
    "news.google.com": "Google News",
    "bsky.app": "Bluesky",
}
FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def install() -> None:
    """Register the ways; called once, when the app is ready."""
    register(Way("feed", "distribution/following/feed.html", _feed, order=20))
    register(Way("elsewhere", "distribution/following/elsewhere.html", _elsewhere, order=80))


def _feed(what: Followed) -> Mapping[str, Any]:
    address = absolute(what.feeds["rss"])
    return {
        "feed": address,
        "programs": [(name, to.format(quote(address, safe=""))) for name, to in PROGRAMS],
        "formats": [(FORMATS[kind], path) for kind, path in what.feeds.items()],
    }


def _elsewhere(what: Followed) -> Mapping[str, Any] | None:
    """Return where the paper has a place of its own; it is the whole paper that is there."""
    places = [(place(address), address) for address in settings.FOLLOW_AT]
    return {"places": places, "is_whole": what.family == "all"} if places else None


def place(address: str) -> str:
    """Return what readers call the place where an address is."""
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return PLACES.get(host, host)
