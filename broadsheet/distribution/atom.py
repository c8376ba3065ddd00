"""A feed as Atom (RFC 4287), with what was withdrawn (RFC 6721) and pictures (Media RSS 1.5)."""

from __future__ import annotations

from broadsheet.distribution.items import Feed, Item
from broadsheet.distribution.xml import Element, add, moment, root, written

TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
MEDIA = "http://search.yahoo.com/mrss/"


def atom(feed: Feed) -> bytes:
    """Return the document."""
    spaces = {"xmlns": ATOM, "xmlns:media": MEDIA, "xmlns:at": TOMBSTONES}
    top = root("feed", {**spaces, "xml:lang": feed.language})
    add(top, "id", feed.id)
    add(top, "title", feed.title)
    if feed.about:
        add(top, "subtitle", feed.about)
    add(top, "updated", moment(feed.updated))
    add(top, "link", rel="self", type=TYPE, href=feed.address)
    add(top, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.hub:  # W3C, WebSub, 4: discovery
        add(top, "link", rel="hub", href=feed.hub)
    add(add(top, "author"), "name", feed.paper)
    for gone in feed.gone:
        add(top, "at:deleted-entry", ref=gone.id, when=moment(gone.at))
    for item in feed.items:
        _entry(top, item)
    return written(top)


def _entry(top: Element, item: Item) -> None:
    entry = add(top, "entry", lang=item.language)
    add(entry, "id", item.id)
    add(entry, "title", item.title)
    add(entry, "link", rel="alternate", type="text/html", href=item.address)
    add(entry, "published", moment(item.published))
    add(entry, "updated", moment(item.updated))
    for author in item.authors:
        person = add(entry, "author")
        add(person, "name", author.name)
        add(person, "uri", author.home)
    for one in item.categories:
        add(entry, "category", term=one.term, label=one.label, scheme=one.scheme)
    if item.summary:
        add(entry, "summary", item.summary)
    if item.html:
        add(entry, "content", item.html, type="html")
    picture(entry, item)
    media(entry, item)


def media(parent: Element, item: Item) -> None:
    """Add what the story plays, as Media RSS has it, and as enclosures of Atom's."""
    for one in item.media:
        length = str(one.size)
        if parent.tag == "entry":
            add(parent, "link", rel="enclosure", type=one.mime, href=one.address, length=length)
        said = {"medium": one.medium, "duration": str(one.seconds), "fileSize": length}
        file = add(parent, "media:content", url=one.address, type=one.mime, **said)
        if one.title:
            add(file, "media:title", one.title, type="plain")


def picture(parent: Element, item: Item) -> None:
    """Add the lead picture with its words, as Media RSS has it, and as an enclosure of Atom's."""
    image = item.image
    if image is None:
        return
    if parent.tag == "entry":
        add(parent, "link", rel="enclosure", type=image.mime, href=image.address)
    size = {"width": str(image.width), "height": str(image.height)}
    media = add(parent, "media:content", url=image.address, medium="image", type=image.mime, **size)
    if image.alt:
        add(media, "media:title", image.alt, type="plain")
    if image.caption:
        add(media, "media:description", image.caption, type="plain")
    if image.credit:
        add(media, "media:credit", image.credit)
