"""Writes credit and rights for a rendition: XMP, EXIF and IPTC-IIM that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5

from lxml import etree
from PIL import Image

from broadsheet.pictures.metadata import exif, iim, xmp
from broadsheet.pictures.metadata.fields import clean

X = "adobe:ns:meta/"
PACKET = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>')
PREFIXES = {
    "x": X,
    "rdf": xmp.RDF.strip("{}"),
    "dc": xmp.DC.strip("{}"),
    "photoshop": xmp.PHOTOSHOP.strip("{}"),
    "xmpRights": xmp.RIGHTS.strip("{}"),
    "Iptc4xmpExt": xmp.EXT.strip("{}"),
}
# Terms are sentences; what is longer stays with the original.
MAX_TERMS = 2_000
# Octets that IIM 4.2 allows for each dataset.
IIM_LIMITS = {80: 32, 110: 32, 115: 32, 116: 128}


@dataclass(frozen=True)
class Rights:
    """Who made a picture, who is credited, and what may be done with it."""

    creator: tuple[str, ...] = ()
    credit: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    digital_source_type: str = ""

    def __bool__(self) -> bool:
        return any(vars(self).values())


def xmp_packet(rights: Rights) -> bytes:
    """Write an XMP packet (ISO 16684-1) in UTF-8; nothing for no rights."""
    if not rights:
        return b""
    meta = etree.Element(f"{{{X}}}xmpmeta", nsmap=PREFIXES)
    rdf = etree.SubElement(meta, f"{xmp.RDF}RDF")
    about = etree.SubElement(rdf, f"{xmp.RDF}Description", {f"{xmp.RDF}about": ""})
    _list(about, f"{xmp.DC}creator", rights.creator)
    _by_language(about, f"{xmp.DC}rights", rights.copyright_notice)
    _by_language(about, f"{xmp.RIGHTS}UsageTerms", rights.usage_terms[:MAX_TERMS])
    for tag, text in (
        (f"{xmp.PHOTOSHOP}Credit", rights.credit),
        (f"{xmp.PHOTOSHOP}Source", rights.source),
        (f"{xmp.RIGHTS}WebStatement", rights.web_statement),
        (f"{xmp.EXT}DigitalSourceType", rights.digital_source_type),
    ):
        if text:
            etree.SubElement(about, tag).text = clean(text)
    body = etree.tostring(meta, encoding="unicode")
    return "\n".join((PACKET[0], body, PACKET[1])).encode()


def exif_block(rights: Rights) -> bytes:
    """Write an EXIF block with artist and copyright, in UTF-8 as most programs read it."""
    block = Image.Exif()
    for tag, text in (
        (exif.ARTIST, "; ".join(rights.creator) or rights.credit),
        (exif.COPYRIGHT, rights.copyright_notice),
    ):
        if text:
            block[tag] = text.encode()
    return block.tobytes() if len(block) else b""


def iim_block(rights: Rights) -> bytes:
    """Write an IIM block in declared UTF-8; texts are cut to IIM's limits between letters."""
    if not rights:
        return b""
    sets = [_dataset(iim.ENVELOPE, iim.CHARACTER_SET, iim.UTF_8)]
    sets.append(_dataset(iim.APPLICATION, 0, (4).to_bytes(2, "big")))
    said = [(80, name) for name in rights.creator]
    said += [(110, rights.credit), (115, rights.source), (116, rights.copyright_notice)]
    sets += [
        _dataset(iim.APPLICATION, number, _cut(text, IIM_LIMITS[number]))
        for number, text in said
        if text
    ]
    return b"".join(sets)


def app13(block: bytes) -> bytes:
    """Wrap an IIM block as a JPEG segment of Photoshop's resources, with the block's digest."""
    if not block:
        return b""
    digest = md5(block, usedforsecurity=False).digest()
    content = b"Photoshop 3.0\x00"
    content += _resource(iim.IIM_RESOURCE, block) + _resource(iim.DIGEST_RESOURCE, digest)
    return b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content


def _list(about: etree._Element, tag: str, items: tuple[str, ...]) -> None:
    if items:
        seq = etree.SubElement(etree.SubElement(about, tag), f"{xmp.RDF}Seq")
        for item in items:
            etree.SubElement(seq, f"{xmp.RDF}li").text = clean(item)


def _by_language(about: etree._Element, tag: str, text: str) -> None:
    if text:
        choices = etree.SubElement(etree.SubElement(about, tag), f"{xmp.RDF}Alt")
        etree.SubElement(choices, f"{xmp.RDF}li", {xmp.LANG: "x-default"}).text = clean(text)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes([iim.MARK, record, number]) + len(value).to_bytes(2, "big") + value


def _cut(text: str, octets: int) -> bytes:
    return text.encode()[:octets].decode(errors="ignore").encode()


def _resource(number: int, content: bytes) -> bytes:
    head = b"8BIM" + number.to_bytes(2, "big") + b"\x00\x00" + len(content).to_bytes(4, "big")
    return head + content + b"\x00" * (len(content) % 2)
