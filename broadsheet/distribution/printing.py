"""What the press is told of this room, and the pages that it prints of it."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.distribution import keys
from broadsheet.distribution.addresses import FEED, KINDS, FeedAddress
from broadsheet.distribution.feeds import languages
from broadsheet.distribution.models import Machines, NewsWindow, SectionFeed, SitemapFile
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track
from broadsheet.sections.models import Section

FEEDS = 4


def watch() -> None:
    """Track what is chosen, and register the pages; called once, when the app is ready."""
    track(Machines, rows=lambda _row: [keys.MACHINES])
    track(SectionFeed, rows=lambda row: [keys.section_feed(row.section_id)])
    track(NewsWindow, rows=lambda _row: [keys.NEWS_WINDOW])
    track(SitemapFile, rows=lambda _row: [keys.SITEMAPS])
    register(Plate("feeds", FEED, feed_addresses, worth=_after_fronts, lazy=True))


def _after_fronts(address: str) -> Wanted:
    return Wanted(address, FEEDS)


def feed_addresses() -> Iterator[Wanted]:
    """Return the feeds of each language and section; those of topics and people when asked for."""
    sections = Section.objects.live().order_by("path").values_list("key", flat=True)
    names = [*(("all", one) for one in languages()), *(("section", key) for key in sections)]
    for family, name in names:
        for kind in KINDS:
            yield _after_fronts(FeedAddress(family, name, kind).path)
