"""Ogg with Opus or Vorbis: pages with a check sum (RFC 3533, RFC 7845, the Vorbis I specification).

The second packet holds the comments (names, places, pictures). It keeps its length and loses its
words; the pages that it stands on get a new check sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.recordings.containers.window import SOUND, Findings, UnfitError, Window

HEAD = b"OggS"
OPUS, VORBIS = b"OpusHead", b"\x01vorbis"
OPUS_RATE = 48_000
LONGEST_PAGE = 65_307
MOST_COMMENT = 4_000_000
_POLYNOMIAL = 0x04C11DB7


@dataclass(frozen=True)
class Page:
    """One page: where it begins, its sums of time, the pieces of its content."""

    start: int
    content: int
    end: int
    position: int
    pieces: tuple[int, ...]


def is_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of this family."""
    return head[:4] == HEAD


def read(window: Window) -> Findings:
    """Read a file; raises ``UnfitError``."""
    pages = _pages(window, 0)
    first = next(pages, None)
    if first is None:
        raise UnfitError("broken")
    begin = window.at(first.content, first.end - first.content)
    rate, skip, codec = _head(begin)
    rewrites = _without_comments(window, pages, codec)
    last = _last_position(window)
    return Findings(
        kind=SOUND,
        extension="ogg",
        seconds=max(0, last - skip) / rate,
        end=window.size,
        codecs=(codec,),
        rewrites=tuple(rewrites),
    )


def _head(begin: bytes) -> tuple[int, int, str]:
    """Return samples a second, samples to skip, and what codes them."""
    if begin.startswith(OPUS) and len(begin) >= 19:  # noqa: PLR2004
        return OPUS_RATE, int.from_bytes(begin[10:12], "little"), "Opus"
    if begin.startswith(VORBIS) and len(begin) >= 16:  # noqa: PLR2004
        rate = int.from_bytes(begin[12:16], "little")
        if rate:
            return rate, 0, "Vorbis"
    raise UnfitError("codec", codec="Ogg")


def _pages(window: Window, at: int) -> Iterator[Page]:
    while at + 27 <= window.size:
        yield (page := _page(window, at))
        at = page.end


def _page(window: Window, at: int) -> Page:
    head = window.at(at, 27)
    if head[:4] != HEAD:
        raise UnfitError("broken")
    pieces = window.at(at + 27, head[26])
    content = at + 27 + head[26]
    if content + sum(pieces) > window.size:
        raise UnfitError("broken")
    position = int.from_bytes(head[6:14], "little", signed=True)
    return Page(at, content, content + sum(pieces), position, tuple(pieces))


def _without_comments(window: Window, pages: Iterator[Page], codec: str) -> list[tuple[int, bytes]]:
    """Return the pages of the second packet as they are without its words."""
    taken: list[tuple[Page, int]] = []
    length, over = 0, False
    while not over:
        page = next(pages, None)
        if page is None or length > MOST_COMMENT:
            raise UnfitError("broken")
        here = 0
        for piece in page.pieces:
            here += piece
            if piece < 255:  # noqa: PLR2004 a packet ends with a piece that is not full
                over = True
                break
        taken.append((page, here))
        length += here
    silent = _silent(window.at(taken[0][0].content, min(16, taken[0][1])), codec, length)
    rewrites, done = [], 0
    for page, here in taken:
        whole = bytearray(window.at(page.start, page.end - page.start))
        inside = page.content - page.start
        whole[inside : inside + here] = silent[done : done + here]
        whole[22:26] = bytes(4)
        whole[22:26] = check_sum(bytes(whole)).to_bytes(4, "little")
        rewrites.append((page.start, bytes(whole)))
        done += here
    return rewrites


def _silent(begin: bytes, codec: str, length: int) -> bytes:
    """Return a comment packet without a vendor and without comments, as long as it was."""
    mark = b"OpusTags" if codec == "Opus" else b"\x03vorbis"
    if not begin.startswith(mark):
        raise UnfitError("broken")
    said = mark + bytes(8) + (b"" if codec == "Opus" else b"\x01")
    if length < len(said):
        raise UnfitError("broken")
    return said + bytes(length - len(said))


def _last_position(window: Window) -> int:
    """Return the position of the last page that has one."""
    start = max(0, window.size - 2 * LONGEST_PAGE)
    tail, place, found = window.at(start, window.size - start), 0, 0
    while (place := tail.find(HEAD, place)) >= 0:
        found = max(found, int.from_bytes(tail[place + 6 : place + 14], "little", signed=True))
        place += 4
    return found


def _table() -> tuple[int, ...]:
    rows = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x8000_0000 else 0)
        rows.append(value & 0xFFFF_FFFF)
    return tuple(rows)


_SUMS = _table()


def check_sum(page: bytes) -> int:
    """Return a page's check sum, whose own four bytes are zero in ``page`` (RFC 3533, 6)."""
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFF_FFFF) ^ _SUMS[(value >> 24) ^ byte]
    return value
