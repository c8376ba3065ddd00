"""What the press is told of this room, and the pages that it prints of it."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.distribution import keys, texts
from broadsheet.distribution.addresses import (
    ADS,
    APP_ADS,
    FAVICON,
    FEED,
    FILE,
    ICONS,
    INDEX,
    KINDS,
    MANIFEST,
    NEWS,
    ROBOTS,
    SECTIONS,
    SECURITY,
    SITEMAP,
    TOUCH,
    FeedAddress,
    icon,
    sitemap_of,
)
from broadsheet.distribution.feeds import languages
from broadsheet.distribution.models import (
    Machines,
    NewsWindow,
    SectionFeed,
    SitemapChange,
    SitemapFile,
)
from broadsheet.distribution.named_sitemaps import FAMILIES, files_of
from broadsheet.distribution.queries import changed
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track
from broadsheet.sections.models import Section

FEEDS, SELDOM = 4, 8


def watch() -> None:
    """Track what is chosen, and register the pages; called once, when the app is ready."""
    track(Machines, rows=lambda _row: [keys.MACHINES])
    track(SectionFeed, rows=lambda row: [keys.section_feed(row.section_id)])
    track(NewsWindow, rows=lambda _row: [keys.NEWS_WINDOW])
    for model in (SitemapFile, SitemapChange):
        track(model, rows=lambda _row: [keys.SITEMAPS])
    register(Plate("feeds", FEED, feed_addresses, worth=_after_fronts, lazy=True))
    register(Plate("sitemaps", SITEMAP, sitemaps, worth=_seldom, lazy=True))
    register(Plate("files for machines", FILE, files, worth=_seldom))


def _after_fronts(address: str) -> Wanted:
    return Wanted(address, FEEDS)


def _seldom(address: str) -> Wanted:
    return Wanted(address, SELDOM)


def feed_addresses() -> Iterator[Wanted]:
    """Return the feeds of each language and section; those of topics and people when asked for."""
    sections = Section.objects.live().order_by("path").values_list("key", flat=True)
    names = [*(("all", one) for one in languages()), *(("section", key) for key in sections)]
    for family, name in names:
        for kind in KINDS:
            yield _after_fronts(FeedAddress(family, name, kind).path)


def sitemaps() -> Iterator[Wanted]:
    """Return the index and all that stands in it, and the news."""
    for address in (INDEX, NEWS, SECTIONS, *(sitemap_of(number) for number in changed())):
        yield _seldom(address)
    for family in FAMILIES:
        for number in files_of(family):
            yield _seldom(sitemap_of(number, family))


def files() -> Iterator[Wanted]:
    """Return the files that every paper has, and those that this one has something to say in."""
    said = (address for address in (ADS, APP_ADS, SECURITY) if texts.text(address))
    drawn = (MANIFEST, FAVICON, TOUCH, *(icon(name) for name in ICONS))
    for address in (ROBOTS, *drawn, *said):
        yield _seldom(address)
