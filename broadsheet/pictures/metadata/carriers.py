"""Finds the metadata packets inside a file: each format has its own places for them."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from broadsheet.pictures.metadata import iim, png, tiff, xmp
from broadsheet.pictures.metadata.fields import Packets

EXIF_START = b"Exif\x00\x00"
XMP_START = b"http://ns.adobe.com/xap/1.0/\x00"
EXTENSION_START = b"http://ns.adobe.com/xmp/extension/\x00"
PHOTOSHOP_START = b"Photoshop 3.0\x00"

APP1, APP13, START_OF_SCAN, END = 0xE1, 0xED, 0xDA, 0xD9
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
MAX_SEGMENTS = 2_000
MAX_PACKET = 4_000_000
GUID = 32

GIF_XMP = b"XMP DataXMP"
TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP = 700, 33723, 34377


def find(image: Image.Image, data: bytes) -> Packets:
    """Find the packets of an opened file. ``data`` is the whole file; JPEG is read from it."""
    if image.format in {"JPEG", "MPO"}:
        return jpeg(data)
    if image.format == "TIFF":
        return _tiff(data)
    if image.format == "PNG":
        return png.find(data)
    if image.format == "GIF":
        return Packets(xmp=_gif(data))
    info = image.info
    return Packets(xmp=_bytes(info.get("xmp")), exif=_bytes(info.get("exif")))


def jpeg(data: bytes) -> Packets:
    """Find the packets in a JPEG's segments (ISO 10918-1, XMP part 3, and Adobe's APP13)."""
    exif, packet, photoshop = b"", b"", b""
    for marker, payload in segments(data):
        if marker == APP13 and payload.startswith(PHOTOSHOP_START):
            photoshop += payload[len(PHOTOSHOP_START) :]
        elif marker == APP1 and payload.startswith(EXIF_START):
            # EXIF longer than a segment goes on in the next one.
            exif += payload[len(EXIF_START) :] if exif else payload
        elif marker == APP1 and payload.startswith(XMP_START):
            packet = packet or payload[len(XMP_START) :]
    resources = iim.resources(photoshop)
    return Packets(
        xmp=packet,
        extended_xmp=_extended(data),
        iim=resources.get(iim.IIM_RESOURCE, b""),
        iim_digest=resources.get(iim.DIGEST_RESOURCE, b""),
        exif=exif,
    )


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk a JPEG's segments up to the picture itself; stops at whatever is not a segment."""
    position = 2
    for _ in range(MAX_SEGMENTS):
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        if data[position : position + 1] != b"\xff" or position + 4 > len(data):
            return
        marker = data[position + 1]
        if marker in {START_OF_SCAN, END}:
            return
        if marker in WITHOUT_LENGTH:
            position += 2
            continue
        size = int.from_bytes(data[position + 2 : position + 4], "big")
        yield marker, data[position + 4 : position + 2 + size]
        position += 2 + max(2, size)


def _extended(data: bytes) -> bytes:
    """Join the pieces of extended XMP, each with the GUID, the full length and its place."""
    pieces: dict[int, bytes] = {}
    guid = b""
    for marker, payload in segments(data):
        if marker != APP1 or not payload.startswith(EXTENSION_START):
            continue
        piece = payload[len(EXTENSION_START) :]
        guid = guid or piece[:GUID]
        if piece[:GUID] == guid:
            pieces[int.from_bytes(piece[GUID + 4 : GUID + 8], "big")] = piece[GUID + 8 :]
    joined = b"".join(pieces[start] for start in sorted(pieces))
    return joined if len(joined) <= xmp.MAX_BYTES else b""


def _tiff(data: bytes) -> Packets:
    tags = tiff.blocks(data, {TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP})
    resources = iim.resources(tags.get(TIFF_PHOTOSHOP, b""))
    return Packets(
        xmp=tags.get(TIFF_XMP, b""),
        iim=tags.get(TIFF_IIM) or resources.get(iim.IIM_RESOURCE, b""),
        iim_digest=resources.get(iim.DIGEST_RESOURCE, b""),
        # EXIF is itself a TIFF, and a TIFF's own tags are those of EXIF's first directory.
        exif=data,
    )


def _gif(data: bytes) -> bytes:
    """XMP stands unpacked in a GIF, behind its application's name (XMP specification, part 3)."""
    _before, _name, rest = data.partition(GIF_XMP)
    packet, end, _after = rest[:MAX_PACKET].partition(b"<?xpacket end")
    return packet if end else b""


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        value = value.encode("utf-8", errors="replace")
    return value[:MAX_PACKET] if isinstance(value, bytes) else b""
