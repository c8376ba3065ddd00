"""What a card says, its name for machines, and how its headline is broken into lines.

Widths are in ems of the face: a line's width in pixels is its ems times the size.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from math import inf

DRAWN_AS = 1
"""Moved on when cards are drawn otherwise: each then has a new address."""
DIGEST = 6
FEW = 3
"""Lines that a headline has rather than a larger size."""

Line = tuple[int, int]
"""The first word of a line, and the one after its last."""


@dataclass(frozen=True)
class Words:
    """What a card shows, and in what. ``accent`` is a colour like ``#9a1b1f``."""

    language: str
    paper: str
    host: str
    accent: str
    headline: str
    kicker: str = ""
    flag: str = ""
    by: str = ""
    slanted: bool = False

    @property
    def digest(self) -> str:
        """What stands in the card's address: another headline is another address."""
        said = json.dumps([DRAWN_AS, asdict(self)], ensure_ascii=False, sort_keys=True)
        return blake2b(said.encode(errors="surrogatepass"), digest_size=DIGEST).hexdigest()

    @property
    def alt(self) -> str:
        """The card for those who do not see it."""
        head = ": ".join(filter(None, (self.flag, self.headline)))
        return " – ".join(filter(None, (head, self.by, self.paper)))


@dataclass(frozen=True)
class Leading:
    """Heights of a script in ems: over the first base line, from line to line, under the last."""

    rise: float
    step: float
    fall: float

    def height(self, lines: int) -> float:
        """Return the height of so many lines, in ems."""
        return self.rise + self.step * (lines - 1) + self.fall


@dataclass(frozen=True)
class Box:
    """Where a headline stands: its size in pixels, and how large and small it may be set."""

    width: float
    height: float
    largest: int
    smallest: int
    most_lines: int


@dataclass(frozen=True)
class Setting:
    """A headline as it is set: the size in pixels, its lines; ``cut`` where words are left out."""

    size: int
    lines: tuple[Line, ...]
    cut: bool = False


def balanced(words: Sequence[float], space: float, measure: float) -> tuple[Line, ...] | None:
    """Break words into the fewest lines, as even as can be; ``None`` if one is wider than a line.

    No word is ever parted: the lines together are the words, in their order.
    """
    if any(word > measure for word in words):
        return None
    fewest = _fewest(words, space, measure)
    ends = [(inf, 0)] * (len(words) + 1)
    ends[0] = (0.0, 0)
    rows = []
    for _line in range(fewest):
        ends = [_best(ends, words, space, measure, stop) for stop in range(len(words) + 1)]
        rows.append(ends)
    found: list[Line] = []
    stop = len(words)
    for row in reversed(rows):
        start = row[stop][1]
        found.append((start, stop))
        stop = start
    return tuple(reversed(found))


def _fewest(words: Sequence[float], space: float, measure: float) -> int:
    lines, used = 0, inf
    for word in words:
        used += space + word
        if used > measure:
            lines, used = lines + 1, word
    return lines


def _best(
    ends: Sequence[tuple[float, int]],
    words: Sequence[float],
    space: float,
    measure: float,
    stop: int,
) -> tuple[float, int]:
    """Return the cheapest way to end a line before ``stop``: its cost, and where the line begins.

    A line costs the square of what it leaves empty.
    """
    best, width = (inf, 0), -space
    for start in range(stop - 1, -1, -1):
        width += space + words[start]
        if width > measure:
            break
        cost = ends[start][0] + (measure - width) ** 2
        if cost < best[0]:
            best = (cost, start)
    return best


def fitted(words: Sequence[float], space: float, leading: Leading, box: Box) -> Setting:
    """Set words as large as the box takes them, in few lines before in many small ones.

    A word that is too wide even at the smallest size makes the whole smaller; what is too long is
    cut between two words. Raises ``ValueError`` without a word.
    """
    if not words:
        raise ValueError("A card without a word.")
    for most in range(min(FEW, box.most_lines), box.most_lines + 1):
        least = box.smallest if most == box.most_lines else max(box.smallest, box.largest * 5 // 8)
        for size in range(box.largest, least - 1, -2):
            lines = balanced(words, space, box.width / size)
            if lines and len(lines) <= most and leading.height(len(lines)) * size <= box.height:
                return Setting(size, lines)
    size = min(box.smallest, max(1, int(box.width / max(words))))
    return _cut(words, space, leading, box, size)


def _cut(words: Sequence[float], space: float, leading: Leading, box: Box, size: int) -> Setting:
    """Return as many whole words as the box takes at a size: at least one line."""
    room = int((box.height / size - leading.rise - leading.fall) / leading.step) + 1
    for kept in range(len(words), 0, -1):
        lines = balanced(words[:kept], space, box.width / size)
        if lines and len(lines) <= max(1, room):
            return Setting(size, lines, cut=kept < len(words))
    return Setting(size, ((0, 1),), cut=len(words) > 1)
