"""The ledger as a feed: Atom (RFC 4287), each entry under a tag of its own (RFC 4151)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from django.conf import settings
from django.utils.translation import gettext

from broadsheet.sections.queries import Place
from broadsheet.stories.ledger.addresses import feed_path, ledger_path
from broadsheet.stories.ledger.shown import Entry
from broadsheet.stories.structured import absolute, moment

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a ledger without a row was last changed: the page must not carry the clock."""
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def atom(entries: Sequence[Entry], section: Place | None = None) -> bytes:
    """Return the feed of these rows, in the paper's language; ``section`` says whose they are."""
    language = settings.PAPER_LANGUAGE
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", absolute(ledger_path(section)))
    title = gettext("Corrections and clarifications")
    whose = f"{settings.PAPER_NAME}, {section.title}" if section else settings.PAPER_NAME
    _add(feed, "title", f"{whose}: {title}")
    _add(feed, "updated", moment(max((one.row.at for one in entries), default=NEVER)))
    _link(feed, "self", absolute(feed_path(section)), "application/atom+xml")
    _link(feed, "alternate", absolute(ledger_path(section)), "text/html")
    author = Xml.SubElement(feed, "author")
    _add(author, "name", settings.PAPER_NAME)
    for one in entries:
        _entry(feed, one)
    Xml.indent(feed, " ")
    body: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _entry(feed: Xml.Element, one: Entry) -> None:
    entry = Xml.SubElement(feed, "entry", {"xml:lang": one.story.language})
    host = urlsplit(settings.SITE_URL).hostname
    _add(entry, "id", f"tag:{host},{one.row.at:%Y-%m-%d}:{one.row.name}")
    _add(entry, "title", f"{one.row.get_kind_display()}: {one.story.title}")
    _add(entry, "published", moment(one.row.at))
    _add(entry, "updated", moment(one.row.at))
    _link(entry, "alternate", absolute(one.address), "text/html")
    Xml.SubElement(entry, "category", {"term": one.row.kind})
    _add(entry, "content", one.row.text)


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text.translate(_NOT_XML)


def _link(parent: Xml.Element, rel: str, href: str, kind: str) -> None:
    Xml.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind})
