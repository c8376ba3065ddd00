"""Where machines find what the paper has for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

STORY = "story"
FAMILIES = ("all", "section", "topic", "by", STORY)
KINDS = ("rss", "atom", "json")
FEED = re.compile(rf"/feeds/(?:{'|'.join(FAMILIES)})/[\w-]+\.(?:{'|'.join(KINDS)})")

INDEX, NEWS, SECTIONS = "/sitemap.xml", "/sitemap-news.xml", "/sitemaps/sections.xml"
TOPICS, PEOPLE = "topics", "people"
SITEMAP = re.compile(
    r"/sitemap(?:-news)?\.xml|/sitemaps/(?:sections|(?:stories|topics|people)-\d{1,18})\.xml"
)
IN_A_FILE = 500
"""Numbers that share a sitemap; the protocol allows 50,000 addresses, a change should cost few."""

ROBOTS, ADS, APP_ADS = "/robots.txt", "/ads.txt", "/app-ads.txt"
SECURITY = "/.well-known/security.txt"  # RFC 9116, 3
MANIFEST, FAVICON, TOUCH = "/manifest.webmanifest", "/favicon.ico", "/apple-touch-icon.png"
ICONS = {"192": 192, "512": 512, "maskable-512": 512}
FILE = re.compile(
    "|".join(map(re.escape, (ROBOTS, ADS, APP_ADS, SECURITY, MANIFEST, FAVICON, TOUCH)))
    + rf"|/icons/(?:{'|'.join(ICONS)})\.png"
)


@dataclass(frozen=True)
class FeedAddress:
    """A feed's address, like ``/feeds/section/nation.atom``."""

    family: str
    name: str
    kind: str

    @property
    def without_kind(self) -> str:
        """What names the feed in whichever format."""
        return f"/feeds/{self.family}/{self.name}"

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{self.without_kind}.{self.kind}"

    def named(self, name: str) -> FeedAddress:
        """Return the address of another feed of the family."""
        return replace(self, name=name)


def sitemap_of(file: int, family: str = "stories") -> str:
    """Return where a sitemap of stories is, or of another family."""
    return f"/sitemaps/{family}-{file}.xml"


def file_of(number: int) -> int:
    """Return which sitemap a story is in, by its number alone: for ever, whatever comes later."""
    return number // IN_A_FILE


def icon(name: str) -> str:
    """Return where an icon is."""
    return f"/icons/{name}.png"
