"""Writing XML that every parser takes, whatever a headline holds.

Source: XML 1.0 (fifth edition), 2.2, production 2: the characters that a document may have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = Xml.Element
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def clean(text: str) -> str:
    """Return text without the characters that no XML document may hold.

    A carriage return goes too: a parser would read it as another character than was written.
    """
    return _NOT_XML.sub("", text)


def root(name: str, attributes: Mapping[str, str]) -> Element:
    """Return the outermost element; names and attributes are written as they are given."""
    return Xml.Element(name, {key: clean(value) for key, value in attributes.items()})


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element. An attribute that is empty is left out; ``lang`` is written ``xml:lang``."""
    said = {
        "xml:lang" if key == "lang" else key: clean(value)
        for key, value in attributes.items()
        if value
    }
    element = Xml.SubElement(parent, name, said)
    if text:
        element.text = clean(text)
    return element


def written(element: Element) -> bytes:
    """Return the document in UTF-8, with its declaration."""
    body: bytes = Xml.tostring(element, encoding="utf-8", xml_declaration=True)
    return body


def moment(at: datetime) -> str:
    """Return a moment to the second in UTC (RFC 3339), which no change of the zone rewrites."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def mail_date(at: datetime) -> str:
    """Return a moment as RSS has it (RFC 5322)."""
    return format_datetime(at.astimezone(UTC), usegmt=True)
