"""A feed as RSS 2.0 (RSS Advisory Board, 2.0.11), with the modules that readers' programs know:
content, Dublin Core, Atom's links and clock, Media RSS.
"""

from __future__ import annotations

from broadsheet.distribution.atom import ATOM, MEDIA, media, picture
from broadsheet.distribution.items import Feed, Item
from broadsheet.distribution.xml import Element, add, mail_date, moment, root, written

TYPE = "application/rss+xml"
SPACES = {
    "version": "2.0",
    "xmlns:atom": ATOM,
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": MEDIA,
}
UNKNOWN_LENGTH = "0"
"""What an enclosure says whose size is not known: the Board's Best Practices Profile, enclosure."""


def rss(feed: Feed) -> bytes:
    """Return the document."""
    top = root("rss", SPACES)
    channel = add(top, "channel", lang=feed.language)
    add(channel, "title", feed.title)
    add(channel, "link", feed.home)
    add(channel, "description", feed.about or feed.title)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", mail_date(feed.updated))
    add(channel, "docs", "https://www.rssboard.org/rss-specification")
    add(channel, "atom:link", rel="self", type=TYPE, href=feed.address)
    if feed.hub:
        add(channel, "atom:link", rel="hub", href=feed.hub)
    for item in feed.items:
        _item(channel, item)
    return written(top)


def _item(channel: Element, item: Item) -> None:
    element = add(channel, "item", lang=item.language)
    add(element, "title", item.title)
    add(element, "link", item.address)
    add(element, "guid", item.id, isPermaLink="false")
    add(element, "pubDate", mail_date(item.published))
    add(element, "atom:updated", moment(item.updated))
    add(element, "dc:language", item.language)
    for author in item.authors:
        add(element, "dc:creator", author.name)
    for one in item.categories:
        add(element, "category", one.label, domain=one.scheme)
    if item.summary:
        add(element, "description", item.summary)
    if item.html:
        add(element, "content:encoded", item.html)
    if item.media:  # a feed has one enclosure an item: what is played comes before the picture
        first = item.media[0]
        add(element, "enclosure", url=first.address, type=first.mime, length=str(first.size))
    elif item.image:
        kind = {"url": item.image.address, "type": item.image.mime}
        add(element, "enclosure", length=UNKNOWN_LENGTH, **kind)
    picture(element, item)
    media(element, item)
