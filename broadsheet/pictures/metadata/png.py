"""PNG (ISO/IEC 15948): the chunks that hold metadata, each unpacked within a bound."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from broadsheet.pictures.metadata import iim
from broadsheet.pictures.metadata.fields import MAX_TEXT, Packets

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
TEXTS = {"Title", "Author", "Description", "Copyright"}
EXIF_START = b"Exif\x00\x00"
XMP_START = b"http://ns.adobe.com/xap/1.0/\x00"
MAX_CHUNKS = 10_000
MAX_UNPACKED = 4_000_000


def find(data: bytes) -> Packets:
    """Find the packets of a PNG: its own chunks, and the older hexadecimal text chunks."""
    texts: dict[str, str] = {}
    exif = b""
    for name, payload in chunks(data):
        if name == b"eXIf":
            exif = exif or payload
        elif (text := _text(name, payload)) is not None:
            texts.setdefault(*text)
    return _packets(texts, exif)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the chunks: name and content. Stops at whatever is not a chunk."""
    position = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        if position + 12 > len(data):
            return
        size = int.from_bytes(data[position : position + 4], "big")
        name = data[position + 4 : position + 8]
        if not name.isalpha() or name == b"IEND":
            return
        yield name, b"" if name == b"IDAT" else data[position + 8 : position + 8 + size]
        position += 12 + size


def _packets(texts: dict[str, str], exif: bytes) -> Packets:
    old = _raw_profile(texts, "APP1")
    packet = texts.get(XMP_KEYWORD, "").encode() or _raw_profile(texts, "xmp")
    exif = exif or _raw_profile(texts, "exif")
    if old.startswith(XMP_START):
        packet = packet or old[len(XMP_START) :]
    elif old.startswith(EXIF_START):
        exif = exif or old
    plain = _raw_profile(texts, "iptc")
    resources = iim.resources(_raw_profile(texts, "8bim") or plain)
    return Packets(
        xmp=packet,
        iim=resources.get(iim.IIM_RESOURCE) or (plain if plain[:1] == bytes([iim.MARK]) else b""),
        iim_digest=resources.get(iim.DIGEST_RESOURCE, b""),
        exif=exif,
        texts={name: text[:MAX_TEXT] for name, text in texts.items() if name in TEXTS},
    )


def _text(name: bytes, payload: bytes) -> tuple[str, str] | None:
    """Give a text chunk's keyword and text; ``None`` if it is another chunk or broken."""
    keyword, found, rest = payload.partition(b"\x00")
    if not found or name not in {b"tEXt", b"zTXt", b"iTXt"}:
        return None
    encoding = "latin-1"
    if name == b"zTXt":
        rest = unpacked(rest[1:])
    elif name == b"iTXt":
        packed, encoding = rest[:1] == b"\x01", "utf-8"
        _language, _, rest = rest[2:].partition(b"\x00")
        _translated, _, rest = rest.partition(b"\x00")
        rest = unpacked(rest) if packed else rest
    return keyword.decode("latin-1"), rest.decode(encoding, errors="replace")


def unpacked(data: bytes) -> bytes:
    """Unpack up to ``MAX_UNPACKED`` bytes; what is longer or broken counts as nothing."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(data, MAX_UNPACKED)
    except zlib.error:
        return b""
    return content if unpacker.eof else b""


def _raw_profile(texts: dict[str, str], name: str) -> bytes:
    """Decode ImageMagick's ``Raw profile type``: a name, a length, and hexadecimal figures."""
    parts = texts.get(f"Raw profile type {name}", "").split(None, 2)
    figures = re.sub(r"\s+", "", parts[-1]) if parts else ""
    try:
        return bytes.fromhex(figures)
    except ValueError:
        return b""
