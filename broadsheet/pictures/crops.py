"""The part of a picture that one use of it shows: a box, in hundredths of the picture's sides.

It is written as W3C's Media Fragments URI 1.0 writes ``xywh=percent:``, ``left,top,width,height``
with one decimal at most, so that it holds for every size that the picture is kept in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# A tenth of a hundredth is less than a pixel of all but the largest pictures.
WHOLE = 1000
SMALLEST = 50
PREFIX = "crop-"
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_SPEC = re.compile(r"crop-(\d{1,4})-(\d{1,4})-(\d{1,4})-(\d{1,4})\|")


class Fault(StrEnum):
    """Why a text is no crop."""

    FOUR_NUMBERS = "four_numbers"
    TOO_SMALL = "too_small"
    OUTSIDE = "outside"


class CropError(ValueError):
    """A text that is no crop; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Crop:
    """A box in thousandths of the picture's width and height."""

    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        """The text by which a use keeps it: ``12.5,0,75,100``."""
        return ",".join(f"{one / 10:g}" for one in self._sides)

    @property
    def spec(self) -> str:
        """What a filter's spec begins with to cut it out."""
        return PREFIX + "-".join(str(one) for one in self._sides)

    @property
    def _sides(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.width, self.height

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return its edges (left, top, right, bottom) in pixels of a picture of this size."""
        left, right = _edges(self.left, self.width, width)
        top, bottom = _edges(self.top, self.height, height)
        return left, top, right, bottom

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return how many pixels of a picture of this size it shows: width and height."""
        left, top, right, bottom = self.box(width, height)
        return right - left, bottom - top


def _edges(start: int, length: int, pixels: int) -> tuple[int, int]:
    first = min(pixels - 1, round(start * pixels / WHOLE))
    return first, max(first + 1, min(pixels, round((start + length) * pixels / WHOLE)))


def read(text: str) -> Crop | None:
    """Read what somebody wrote; ``None`` is the whole picture. Raises ``CropError``."""
    words = text.replace(",", " ").replace("%", " ").split()
    if not words:
        return None
    if len(words) != 4 or not all(_NUMBER.fullmatch(word) for word in words):  # noqa: PLR2004
        raise CropError(Fault.FOUR_NUMBERS)
    left, top, width, height = (round(float(word) * 10) for word in words)
    if width < SMALLEST or height < SMALLEST:
        raise CropError(Fault.TOO_SMALL)
    if left + width > WHOLE or top + height > WHOLE:
        raise CropError(Fault.OUTSIDE)
    return None if (width, height) == (WHOLE, WHOLE) else Crop(left, top, width, height)


@lru_cache(maxsize=4096)
def of(text: str) -> Crop | None:
    """Return the crop that a use keeps; what is none (an import's) shows the whole picture."""
    try:
        return read(text)
    except CropError:
        return None


def of_spec(spec: str) -> tuple[Crop | None, str]:
    """Part a filter's spec into the crop that it begins with, if any, and the rest."""
    found = _SPEC.match(spec)
    if found is None:
        return None, spec
    left, top, width, height = (int(side) for side in found.groups())
    return Crop(left, top, width, height), spec[found.end() :]
