"""Sitemaps: an index, a file for each 500 numbers of stories, the sections, and the news.

Sources: sitemaps.org, protocol 0.9; Google Search Central on image, news and localised sitemaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from broadsheet.distribution import images, keys
from broadsheet.distribution.addresses import IN_A_FILE, SECTIONS, sitemap_of
from broadsheet.distribution.models import NewsWindow
from broadsheet.distribution.named_sitemaps import FAMILIES, files_of
from broadsheet.distribution.queries import changed
from broadsheet.distribution.xml import SITEMAP, Element, add, moment, root, written
from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import shown
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys as story_keys
from broadsheet.stories.cards import Card, cards, in_order
from broadsheet.stories.models import Story
from broadsheet.stories.structured import absolute

TYPE = "application/xml; charset=utf-8"
SPACES = {
    "xmlns": SITEMAP,
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
NEWS_SPACES = {"xmlns": SITEMAP, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
MOST_NEWS = 1_000

_numbered = Prepared(
    lambda first, last: (
        Story.objects.out()
        .filter(number__gte=first, number__lte=last)
        .order_by("number")
        .values_list("number", "pk", "updated_at", "translation_group")
    )
)


@dataclass(frozen=True)
class _Story:
    """A story in a sitemap."""

    pk: int
    updated: datetime | None
    group: Any


def index() -> bytes:
    """Return the index: the sections, every file that has stories, the topics and the people."""
    top = root("sitemapindex", {"xmlns": SITEMAP})
    add(add(top, "sitemap"), "loc", absolute(SECTIONS))
    for number, changed_at in changed().items():
        entry = add(top, "sitemap")
        add(entry, "loc", absolute(sitemap_of(number)))
        add(entry, "lastmod", moment(changed_at))
    for family in FAMILIES:
        for number in files_of(family):
            add(add(top, "sitemap"), "loc", absolute(sitemap_of(number, family)))
    return written(top)


def sections() -> bytes:
    """Return the home page, every section, and what the paper has put right."""
    top = root("urlset", SPACES)
    for address in ("/", *(place.address for place in _every_section()), "/corrections/"):
        add(add(top, "url"), "loc", absolute(address))
    return written(top)


def _every_section() -> Iterator[Place]:
    waiting = tree().top()
    while waiting:
        place = waiting.pop(0)
        yield place
        waiting = [*tree().children(place), *waiting]


def stories(file: int) -> bytes | None:
    """Return one file of stories; ``None`` if nothing in it is out."""
    there = _in_file(file)
    if not there:
        return None
    found = cards(one.pk for one in there)
    versions = _versions(there)
    leads = {card.picture_id for card in found.values() if card.picture_id is not None}
    files = shown.files(leads, ["lead"], shown.cut_in(card.use for card in found.values()))
    top = root("urlset", SPACES)
    for one in there:
        if one.pk in found:
            entry = _address(top, found[one.pk], one.updated)
            _alternates(entry, versions.get(one.group, []))
            _image(entry, found[one.pk], files)
    return written(top)


def _in_file(file: int) -> list[_Story]:
    first, last = file * IN_A_FILE, file * IN_A_FILE + IN_A_FILE - 1
    with explained():
        found = {row[0]: _Story(*row[1:]) for row in _numbered(first, last)}
    missing = (number for number in range(first, last + 1) if number not in found)
    with explained(*(story_keys.numbered(number) for number in missing)):
        return list(found.values())


def _versions(there: Iterable[_Story]) -> dict[Any, list[Card]]:
    """Return the versions in other languages of what has any, by the key that they share."""
    groups = {one.group for one in there if one.group is not None}
    if not groups:
        return {}
    with explained(*(story_keys.translations(group) for group in groups)):
        rows = Story.objects.out().filter(translation_group__in=groups).order_by("language")
        by_group: dict[Any, list[int]] = defaultdict(list)
        for group, pk in rows.values_list("translation_group", "pk"):
            by_group[group].append(pk)
    found = cards(pk for pks in by_group.values() for pk in pks)
    return {group: in_order(pks, found) for group, pks in by_group.items() if len(pks) > 1}


def _address(top: Element, card: Card, updated: datetime | None) -> Element:
    entry = add(top, "url")
    add(entry, "loc", absolute(card.address))
    add(entry, "lastmod", moment(updated or card.published_at))
    return entry


def _alternates(entry: Element, versions: Sequence[Card]) -> None:
    for card in versions:
        said = {"rel": "alternate", "hreflang": card.language, "href": absolute(card.address)}
        add(entry, "xhtml:link", **said)


def _image(entry: Element, card: Card, files: dict[int, tuple[shown.File, ...]]) -> None:
    image = images.image_of(card.use, files)
    if image is not None:
        add(add(entry, "image:image"), "image:loc", image.address)


# --- news ---


def news() -> bytes:
    """Return the news of two days, without what was paid for; at most a thousand, newest first."""
    top = root("urlset", NEWS_SPACES)
    for card in _news():
        entry = add(top, "url")
        add(entry, "loc", absolute(card.address))
        told = add(entry, "news:news")
        publication = add(told, "news:publication")
        add(publication, "news:name", settings.PAPER_NAME)
        add(publication, "news:language", card.language)
        add(told, "news:publication_date", moment(card.published_at))
        add(told, "news:title", card.title)
    return written(top)


def _news() -> list[Card]:
    with explained(keys.NEWS_WINDOW):
        since = NewsWindow.objects.values_list("since", flat=True).first()
    if since is None:
        return []
    with explained(story_keys.EVERY):
        newest = Story.objects.out().filter(published_at__gte=since).newest()
        pks = list(newest.values_list("pk", flat=True)[:MOST_NEWS])
    return [card for card in in_order(pks, cards(pks)) if card.sponsor is None]
