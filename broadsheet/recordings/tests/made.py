"""Films and sounds for tests, put together byte by byte: heads that are right, and no pictures."""

from __future__ import annotations

import struct
from typing import Any

from django.core.files.base import ContentFile

from broadsheet.recordings import actions
from broadsheet.recordings.containers.ogg import check_sum
from broadsheet.recordings.models import Recording

PLACE = b"+12.9716+077.5946/"
VTT = (
    b"WEBVTT\n\n00:00.500 --> 00:02.000\nThe first boat leaves.\n\n"
    b"00:07.000 --> 00:09.000\nIt rains.\n"
)


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of MP4."""
    inside = b"".join(content)
    return struct.pack(">I", 8 + len(inside)) + kind + inside


def track(handler: bytes, codec: bytes, chunk: int, size: int, *, sides: tuple[int, int]) -> bytes:
    """A track whose one sample lies at ``chunk``."""
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    head = bytes(40) + matrix + struct.pack(">II", sides[0] << 16, sides[1] << 16)
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), box(codec, bytes(70))),
        box(b"stsz", struct.pack(">III", 0, size, 1)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stco", struct.pack(">III", 0, 1, chunk)),
    )
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), box(b"minf", table))
    return box(b"trak", box(b"tkhd", head), media)


def mp4(
    seconds: float = 64.0,
    *,
    codec: bytes = b"avc1",
    positions: bool = False,
    salt: bytes = b"",
    sides: tuple[int, int] = (640, 360),
) -> bytes:
    """A film: picture, sound, words with a place in them; with ``positions`` a track of places."""
    start = box(b"ftyp", b"isom", bytes(4), b"isom")
    places = PLACE * 2 if positions else b""
    samples = box(b"mdat", b"PICTURE", b"SOUND", places, salt)
    first = len(start) + 8
    tracks = [
        track(b"vide", codec, first, 7, sides=sides),
        track(b"soun", b"mp4a", first + 7, 5, sides=(0, 0)),
    ]
    if positions:
        tracks.append(track(b"meta", b"gpmd", first + 12, len(PLACE) * 2, sides=(0, 0)))
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, round(seconds * 1000)), bytes(80))
    words = box(b"udta", box(b"\xa9xyz", PLACE))
    return start + samples + box(b"moov", head, *tracks, words)


def element(number: int, content: bytes, *, unknown: bool = False) -> bytes:
    """An element of EBML, with a length of eight bytes."""
    size = b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", (1 << 56) | len(content))
    return number.to_bytes((number.bit_length() + 7) // 8, "big") + size + content


def webm(seconds: float = 64.0, *, running: bool = False, codec: bytes = b"V_VP9") -> bytes:
    """A film; ``running`` makes one that was recorded as it ran, and says no length."""
    sides = element(0xB0, (640).to_bytes(2, "big")) + element(0xBA, (360).to_bytes(2, "big"))
    entry = element(0x83, b"\x01") + element(0x86, codec) + element(0xE0, sides)
    length = b"" if running else element(0x4489, struct.pack(">d", seconds * 1000))
    info = element(0x2AD7B1, (1_000_000).to_bytes(3, "big")) + length + element(0x7BA9, PLACE)
    last = round(seconds * 1000)
    block = element(0xA3, b"\x81" + struct.pack(">hB", 0, 0) + b"PICTURE")
    clusters = [
        element(0x1F43B675, element(0xE7, at.to_bytes(4, "big")) + block, unknown=running)
        for at in (0, last)
    ]
    tags = element(0x1254C367, element(0x7373, PLACE))
    inside = b"".join([element(0x1549A966, info), element(0x1654AE6B, element(0xAE, entry))])
    segment = element(0x18538067, inside + b"".join(clusters) + tags, unknown=running)
    return element(0x1A45DFA3, element(0x4282, b"webm")) + segment


def wav(seconds: float = 2.0, rate: int = 8_000) -> bytes:
    """Silence, with words about its place."""
    said = b"INFOICMT" + struct.pack("<I", len(PLACE)) + PLACE
    head = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    sound = bytes([128]) * round(rate * seconds)
    parts = b"".join(
        name + struct.pack("<I", len(part)) + part
        for name, part in ((b"fmt ", head), (b"LIST", said), (b"data", sound))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WAVE" + parts


def mp3(frames: int = 100) -> bytes:
    """Frames of 128 kilobits and 44,100 samples a second, between tags."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(PLACE)]) + PLACE
    return tag + frame * frames + b"TAG" + PLACE + bytes(125 - len(PLACE))


def page(position: int, number: int, *packets: bytes) -> bytes:
    """A page of Ogg."""
    pieces = b"".join(bytes([255] * (len(one) // 255) + [len(one) % 255]) for one in packets)
    head = b"OggS\0\0" + struct.pack("<qII", position, 7, number) + bytes(4) + bytes([len(pieces)])
    whole = head + pieces + b"".join(packets)
    return whole[:22] + struct.pack("<I", check_sum(whole)) + whole[26:]


def ogg(seconds: float = 2.0) -> bytes:
    """Opus, with comments that name a place."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0)
    said = b"GEO=" + PLACE
    comments = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<II", 1, len(said)) + said
    last = round(seconds * 48_000) + 312
    return page(0, 0, head) + page(0, 1, comments) + page(last, 2, b"SOUND" * 40)


def file(content: bytes, name: str = "film.bin") -> ContentFile[bytes]:
    """Bytes as an upload."""
    return ContentFile(content, name=name)


_salt = iter(range(1, 1_000_000))


def recording(title: str = "The first boat", **given: Any) -> Recording:
    """A film in the library; ``content`` is its file."""
    content = given.pop("content", None) or mp4(salt=str(next(_salt)).encode())
    by = given.pop("by", None)
    return actions.add_recording(file(content), title, by=by, **given)
