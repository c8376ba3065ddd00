"""WebM: elements of EBML (RFC 8794, RFC 9559, and the WebM Container Guidelines).

Words about the file stand in ``Tags``, ``Attachments`` and a few elements of ``Info``: these become
``Void`` elements of the same length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.recordings.containers.window import (
    FILM,
    SOUND,
    Cleaning,
    Findings,
    UnfitError,
    Window,
)

HEAD, DOC_TYPE, SEGMENT, VOID, CRC = 0x1A45DFA3, 0x4282, 0x18538067, 0xEC, 0xBF
SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B
SCALE, DURATION = 0x2AD7B1, 0x4489
ENTRY, TYPE, CODEC, VIDEO, WIDTH, HEIGHT = 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA
TIME, SIMPLE_BLOCK, GROUP, BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
KEPT = frozenset({SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, VOID, CRC})
TOP = frozenset({*KEPT, 0x1254C367, 0x1941A469, 0x1043A770})
IN_INFO = frozenset({SCALE, DURATION, 0x4D80, 0x5741, VOID, CRC})
PICTURE, HEARD = 1, 2
PICTURES = {"V_VP8": "VP8", "V_VP9": "VP9", "V_AV1": "AV1"}
SOUNDS = {"A_OPUS": "Opus", "A_VORBIS": "Vorbis"}
DEFAULT_SCALE = 1_000_000


@dataclass(frozen=True)
class Element:
    """One element: its number, where it begins, where its content does, and where it ends."""

    number: int
    start: int
    content: int
    end: int


@dataclass
class _Film:
    scale: int = DEFAULT_SCALE
    length: float = 0.0
    last: int = 0
    codec_of_picture: str = ""
    codec_of_sound: str = ""
    width: int = 0
    height: int = 0


def is_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of this family."""
    return head[:4] == HEAD.to_bytes(4, "big")


def read(window: Window) -> Findings:
    """Read a file; raises ``UnfitError``."""
    film, cleaning, segment = _Film(), Cleaning(), None
    for element in elements(window, 0, window.size):
        if element.number == HEAD:
            _check_type(window, element)
        elif element.number == SEGMENT:
            segment = element
            break
    if segment is None:
        raise UnfitError("broken")
    for element in elements(window, segment.content, segment.end):
        _take(window, element, film, cleaning)
    return _found(film, window.size, cleaning)


def elements(window: Window, start: int, end: int) -> Iterator[Element]:
    """Yield the elements of a span; raises ``UnfitError`` where one does not fit into it.

    One of unknown length (a recording that was made as it ran) ends where its parent's next begins.
    """
    while start < end:
        first = window.number(start, 1)
        width = 9 - first.bit_length()
        if width > 4:  # noqa: PLR2004 longer numbers are reserved
            raise UnfitError("broken")
        number = window.number(start, width)
        size_at = start + width
        size_width = 9 - window.number(size_at, 1).bit_length()
        if size_width > 8:  # noqa: PLR2004
            raise UnfitError("broken")
        size = window.number(size_at, size_width) & ((1 << (7 * size_width)) - 1)
        content = size_at + size_width
        unknown = size == (1 << (7 * size_width)) - 1
        stop = _end_of(window, number, content, end) if unknown else content + size
        if stop > end:
            raise UnfitError("broken")
        yield Element(number, start, content, stop)
        start = stop


def _end_of(window: Window, number: int, content: int, end: int) -> int:
    if number != CLUSTER:
        return end
    for element in elements(window, content, end):
        if element.number in TOP and element.number not in (VOID, CRC):
            return element.start
    return end


def _check_type(window: Window, head: Element) -> None:
    for element in elements(window, head.content, head.end):
        if element.number == DOC_TYPE:
            kind = window.at(element.content, min(element.end - element.content, 20))
            if kind.rstrip(b"\0") != b"webm":
                raise UnfitError("wrong_format", format="Matroska")


def _take(window: Window, element: Element, film: _Film, cleaning: Cleaning) -> None:
    if element.number == INFO:
        _info(window, element, film, cleaning)
    elif element.number == TRACKS:
        for entry in elements(window, element.content, element.end):
            if entry.number == ENTRY:
                _entry(window, entry, film)
    elif element.number == CLUSTER:
        if not film.length:
            film.last = max(film.last, _last_moment(window, element))
    elif element.number not in KEPT:
        _empty(element, cleaning)


def _info(window: Window, info: Element, film: _Film, cleaning: Cleaning) -> None:
    for element in elements(window, info.content, info.end):
        if element.number == SCALE:
            film.scale = window.number(element.content, element.end - element.content) or 1
        elif element.number == DURATION:
            film.length = _float(window.at(element.content, element.end - element.content))
        elif element.number not in IN_INFO:
            _empty(element, cleaning)


def _float(raw: bytes) -> float:
    if len(raw) not in (4, 8):
        raise UnfitError("broken")
    value: float = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0]  # noqa: PLR2004
    return value


def _entry(window: Window, entry: Element, film: _Film) -> None:
    kind, codec, sides = 0, "", (0, 0)
    for element in elements(window, entry.content, entry.end):
        length = element.end - element.content
        if element.number == TYPE:
            kind = window.number(element.content, length)
        elif element.number == CODEC:
            codec = window.at(element.content, min(length, 40)).rstrip(b"\0").decode("latin-1")
        elif element.number == VIDEO:
            sides = _sides(window, element)
    if kind == PICTURE:
        film.codec_of_picture, (film.width, film.height) = codec, sides
    elif kind == HEARD:
        film.codec_of_sound = codec
    else:
        raise UnfitError("other_tracks")


def _sides(window: Window, video: Element) -> tuple[int, int]:
    found = {
        element.number: window.number(element.content, min(element.end - element.content, 8))
        for element in elements(window, video.content, video.end)
        if element.number in (WIDTH, HEIGHT)
    }
    return found.get(WIDTH, 0), found.get(HEIGHT, 0)


def _last_moment(window: Window, cluster: Element) -> int:
    """Return the time of a cluster's last block, in the file's own scale."""
    begins, last = 0, 0
    for element in elements(window, cluster.content, cluster.end):
        if element.number == TIME:
            begins = window.number(element.content, element.end - element.content)
        elif element.number == SIMPLE_BLOCK:
            last = max(last, _moment_of(window, element.content))
        elif element.number == GROUP:
            blocks = elements(window, element.content, element.end)
            inside = [one for one in blocks if one.number == BLOCK]
            last = max([last, *(_moment_of(window, one.content) for one in inside)])
    return begins + last


def _moment_of(window: Window, content: int) -> int:
    track_width = 9 - window.number(content, 1).bit_length()
    return int.from_bytes(window.at(content + track_width, 2), "big", signed=True)


def _empty(element: Element, cleaning: Cleaning) -> None:
    """Make an element a ``Void`` of the same length: one byte, a length in what fits, zeros."""
    whole = element.end - element.start
    width = min(8, whole - 1)
    left = whole - 1 - width
    size = ((1 << (7 * width)) | left).to_bytes(width, "big")
    cleaning.rewrite(element.start, bytes([VOID]) + size)
    cleaning.blank(element.start + 1 + width, element.end)


def _found(film: _Film, size: int, cleaning: Cleaning) -> Findings:
    seen, heard = film.codec_of_picture, film.codec_of_sound
    if not seen and not heard:
        raise UnfitError("broken")
    for codec, known in ((seen, PICTURES), (heard, SOUNDS)):
        if codec and codec not in known:
            raise UnfitError("codec", codec=codec)
    return Findings(
        kind=FILM if seen else SOUND,
        extension="webm" if seen else "weba",
        seconds=(film.length or film.last) * film.scale / 1_000_000_000,
        end=size,
        width=film.width,
        height=film.height,
        codecs=tuple(codec for codec in (seen, heard) if codec),
        blanks=cleaning.spans(),
        rewrites=tuple(cleaning.rewrites),
    )
