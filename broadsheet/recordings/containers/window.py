"""A file from outside, read in small counted steps; and what reading it finds out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

FILM, SOUND = "film", "sound"
MOST_STEPS = 1_000_000
"""Looks into a file; an hour of film has some ten thousand."""
MOST_AT_ONCE = 16_000_000
"""Bytes of one look: the longest table of a film of hours is below."""
PIECE = 1 << 20


class UnfitError(Exception):
    """The file cannot be used; ``code`` names why, ``words`` what the sentence needs besides."""

    def __init__(self, code: str, **words: str) -> None:
        self.code, self.words = code, words
        super().__init__(code)


@dataclass(frozen=True)
class Findings:
    """What a file is, and how it is stored.

    Readers get the bytes from ``start`` to ``end``, without what stands in ``blanks`` (spans that
    become zeros) and with ``rewrites`` in place: tags, positions and other words that a camera or
    a program put into the file. ``seconds`` is its length, the sides are in pixels as seen.
    """

    kind: str
    extension: str
    seconds: float
    end: int
    start: int = 0
    width: int = 0
    height: int = 0
    codecs: tuple[str, ...] = ()
    blanks: tuple[tuple[int, int], ...] = ()
    rewrites: tuple[tuple[int, bytes], ...] = ()


@dataclass
class Cleaning:
    """What is taken out of a file while it is read."""

    blanks: list[tuple[int, int]] = field(default_factory=list)
    rewrites: list[tuple[int, bytes]] = field(default_factory=list)

    def blank(self, start: int, end: int) -> None:
        """Have a span become zeros."""
        if end > start:
            self.blanks.append((start, end))

    def rewrite(self, at: int, content: bytes) -> None:
        """Have other bytes stand at a place."""
        self.rewrites.append((at, content))

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the blanks in order, those that meet as one."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self.blanks):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)


class Window:
    """A file that can be looked into at any place, within bounds."""

    def __init__(self, file: IO[bytes], most_steps: int = MOST_STEPS) -> None:
        self._file, self._left = file, most_steps
        self.size = file.seek(0, io.SEEK_END)

    def at(self, start: int, length: int) -> bytes:
        """Return exactly these bytes; raises ``UnfitError`` where the file does not have them."""
        self._left -= 1
        if self._left < 0:
            raise UnfitError("too_slow")
        if start < 0 or length < 0 or start + length > self.size:
            raise UnfitError("broken")
        if length > MOST_AT_ONCE:
            raise UnfitError("too_slow")
        self._file.seek(start)
        found = self._file.read(length)
        if len(found) != length:
            raise UnfitError("broken")
        return found

    def number(self, start: int, length: int) -> int:
        """Return a whole number without a sign, the highest byte first."""
        return int.from_bytes(self.at(start, length), "big")

    def small(self, start: int, length: int) -> int:
        """Return a whole number without a sign, the lowest byte first."""
        return int.from_bytes(self.at(start, length), "little")


def cleaned(file: IO[bytes], findings: Findings) -> Iterator[bytes]:
    """Yield what is stored of a file, piece by piece."""
    spans, place = list(findings.blanks), findings.start
    file.seek(place)
    while place < findings.end:
        read = file.read(min(PIECE, findings.end - place))
        if not read:
            raise UnfitError("broken")
        piece = bytearray(read)
        while spans and spans[0][1] <= place:
            spans.pop(0)
        for start, end in spans:
            if start >= place + len(piece):
                break
            first, last = max(start, place) - place, min(end, place + len(piece)) - place
            piece[first:last] = bytes(last - first)
        for at, content in findings.rewrites:
            _lay(piece, at - place, content)
        yield bytes(piece)
        place += len(piece)


def _lay(piece: bytearray, at: int, content: bytes) -> None:
    """Put bytes at a place, as far as it is in this piece."""
    first, last = max(at, 0), min(at + len(content), len(piece))
    if first < last:
        piece[first:last] = content[first - at : last - at]
