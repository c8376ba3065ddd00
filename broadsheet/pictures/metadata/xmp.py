"""XMP (ISO 16684-1): a bounded reader of the RDF that files carry."""

from __future__ import annotations

import re

from lxml import etree

from broadsheet.pictures.metadata.fields import MAX_ITEMS, Fields, Value, tidy

MAX_BYTES = 4_000_000

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
TIFF = "{http://ns.adobe.com/tiff/1.0/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Each field with its properties, the best first.
PROPERTIES: dict[str, tuple[str, ...]] = {
    "title": (f"{DC}title",),
    "headline": (f"{PHOTOSHOP}Headline",),
    "caption": (f"{DC}description", f"{TIFF}ImageDescription"),
    "alt": (f"{CORE}AltTextAccessibility",),
    "creator": (f"{DC}creator", f"{TIFF}Artist"),
    "credit": (f"{PHOTOSHOP}Credit",),
    "source": (f"{PHOTOSHOP}Source",),
    "copyright_notice": (f"{DC}rights", f"{TIFF}Copyright"),
    "usage_terms": (f"{RIGHTS}UsageTerms",),
    "web_statement": (f"{RIGHTS}WebStatement",),
    "taken": (f"{PHOTOSHOP}DateCreated", f"{EXIF}DateTimeOriginal"),
    "city": (f"{PHOTOSHOP}City",),
    "country": (f"{PHOTOSHOP}Country",),
    "keywords": (f"{DC}subject",),
    "instructions": (f"{PHOTOSHOP}Instructions",),
    "digital_source_type": (f"{EXT}DigitalSourceType",),
}
# The wider first: UTF-16's letters stand in UTF-32's as well.
WIDE_ENCODINGS = (("utf-32-be", 4), ("utf-32-le", 4), ("utf-16-be", 2), ("utf-16-le", 2))


def read(packet: bytes) -> tuple[Fields, bool]:
    """Read the fields of a packet, and whether it holds a place on Earth.

    Raises ``ValueError`` if it is too long, is not XML, or has a document type: entities are the
    one way in which so small a document could become a large one.
    """
    found = properties(packet)
    values: dict[str, object] = {}
    for name, tags in PROPERTIES.items():
        value = next((found[tag] for tag in tags if found.get(tag)), "")
        values[name] = value
    values["taken"] = moment(_first(values["taken"]))
    for name in values.keys() - {"creator", "keywords", "taken"}:
        values[name] = _first(values[name])
    return tidy(values), f"{EXIF}GPSLatitude" in found


def properties(packet: bytes) -> dict[str, Value]:
    """Read every property of a packet that is a text, a list or a choice of languages."""
    root = _parsed(packet)
    found: dict[str, Value] = {}
    for description in root.iter(f"{RDF}Description"):
        if not _is_top(description):
            continue
        for name, text in description.attrib.items():
            found.setdefault(str(name), str(text))
        for child in description:
            if isinstance(child.tag, str) and (value := _value(child)):
                found.setdefault(child.tag, value)
    return found


def moment(text: str) -> str:
    """Give an XMP date as ISO 8601 with seconds; a year alone or nonsense is no moment."""
    found = re.match(
        r"(\d{4})[-:](\d\d)[-:](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?"
        r"\s*(Z|[+-]\d\d:?\d\d)?)?",
        text.strip(),
    )
    if found is None or "00" in found.groups()[1:3]:
        return ""
    year, month, day, hours, minutes, seconds, zone = found.groups()
    iso = f"{year}-{month}-{day}"
    if hours is None:
        return iso
    zone = "+00:00" if zone == "Z" else zone or ""
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{iso}T{hours}:{minutes}:{seconds or '00'}{zone}"


def _parsed(packet: bytes) -> etree._Element:
    packet = _as_utf8(packet)
    if len(packet) > MAX_BYTES:
        raise ValueError("The XMP packet is too long.")
    # A packet that opens with a document type could grow without end when it is read.
    if re.search(rb"<!(DOCTYPE|ENTITY)", packet, re.IGNORECASE):
        raise ValueError("The XMP packet has a document type.")
    start, end = packet.find(b"<"), packet.rfind(b">")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(packet[start : end + 1], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError("The XMP packet is not XML.") from error
    if root is None:
        raise ValueError("The XMP packet is empty.")
    return root


def _as_utf8(packet: bytes) -> bytes:
    """XMP may stand in UTF-16 or UTF-32 inside other files; its first letters tell."""
    head = packet[:400]
    for encoding, width in WIDE_ENCODINGS:
        starts = (head.find(mark.encode(encoding)) for mark in ("<?xpacket", "<x:xmpmeta"))
        if any(start >= 0 and start % width == 0 for start in starts):
            return packet.decode(encoding, errors="ignore").encode()
    return packet.replace(b"\x00", b"")


def _is_top(description: etree._Element) -> bool:
    """Only descriptions right under RDF are of the picture; the rest are parts of a property."""
    parent = description.getparent()
    return parent is None or parent.tag == f"{RDF}RDF"


def _value(element: etree._Element) -> Value:
    """Give a property's value: text, an address, a list, or the default of several languages."""
    if resource := element.get(f"{RDF}resource"):
        return str(resource)
    items = element.findall(f"{RDF}Seq/{RDF}li") or element.findall(f"{RDF}Bag/{RDF}li")
    if items:
        return tuple(text for item in items[:MAX_ITEMS] if (text := _text(item)))
    choices = element.findall(f"{RDF}Alt/{RDF}li")
    if choices:
        default = [item for item in choices if item.get(LANG) == "x-default"]
        return _text((default or choices)[0])
    return _text(element)


def _text(element: etree._Element) -> str:
    """Give an element's text; one with qualifiers keeps it in ``rdf:value``."""
    value = element.find(f"{RDF}value")
    if value is None:
        value = element.find(f"{RDF}Description/{RDF}value")
    text = (element if value is None else value).text
    return str(text or element.get(f"{RDF}value") or element.get(f"{RDF}resource") or "").strip()


def _first(value: object) -> str:
    if isinstance(value, tuple):
        return str(value[0]) if value else ""
    return str(value)
