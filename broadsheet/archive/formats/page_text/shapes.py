"""What a unit looks like, before anything is known of its place on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import FoundPicture
from broadsheet.archive.formats.page_text import furniture
from broadsheet.archive.formats.page_text.units import Unit
from broadsheet.archive.formats.page_text.words import key
from broadsheet.archive.reading import bylines, credits, times

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_STAMP_LENGTH = 240
_COMPARED = 1_000  # characters by which two pieces are compared
_STOPS = tuple(".!?…。！？।॥۔؟")
_PHRASE = 25  # weight from which a text is more than a label
_KIND_LENGTH = 160  # characters of a caption that has a kind and no credit
_PROSE = 75  # weight from which a text that ends as a sentence is a paragraph
_RUNNING = 150  # weight from which mostly small letters are a paragraph without a full stop
_LOWER = 0.45
_LONG = 220  # weight from which inner sentence ends are enough
_SENTENCE_WORDS = 4
_SHOUTED = 0.62  # share of capitalised words above which a long text is a row of titles
_SHOUTED_WORDS = 9
_LOOKED_AT = 2_000
_INNER = re.compile(r"[.!?][”\"’)]?\s+[“\"‘(]?[^\W\d_a-z]|[。！？।۔]")
_DATED_WORDS = 16


class Shape(StrEnum):
    """The outer form of a unit."""

    PROSE = "prose"
    SENTENCE = "sentence"
    PHRASE = "phrase"
    LABEL = "label"


@dataclass(frozen=True)
class Piece:
    """A unit with everything that could be told of it alone."""

    unit: Unit
    shape: Shape
    weight: int
    key: str
    ending: str = ""
    inside: str = ""
    heading: str = ""
    policy: bool = False
    stamped: bool = False
    relative: str = ""
    picture: FoundPicture | None = None

    @property
    def text(self) -> str:
        """The unit's text."""
        return self.unit.text

    @property
    def lines(self) -> tuple[int, ...]:
        """The unit's lines."""
        return self.unit.lines


def weight(text: str) -> int:
    """The length of a text in letters of the Latin script: a wide letter counts two and a half."""
    return len(text) + len(_WIDE.findall(text[:_LOOKED_AT])) * 3 // 2


def capitals(text: str) -> float:
    """The share of a text's words that begin with a capital; 0 in scripts that have none."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text[:_LOOKED_AT]) if len(word) > 1]
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if len(cased) < max(1, len(words) // 2):
        return 0.0
    upper = sum(1 for word in cased if word[0].isupper())
    return float(upper / len(cased))


def has_sentences(text: str) -> bool:
    """Whether a sentence ends inside a text and another begins."""
    return bool(_INNER.search(text[:_LOOKED_AT]))


def shape_of(unit: Unit) -> Shape:
    """The outer form of a unit: running text, a sentence, a phrase such as a title, a label."""
    text, size = unit.text, weight(unit.text)
    words = len(text[:_LOOKED_AT].split()) if size < _LONG else _SHOUTED_WORDS
    shouted = words >= _SHOUTED_WORDS and capitals(text) > _SHOUTED
    if not shouted and unit.ended and size >= _PROSE:
        return Shape.PROSE
    if not shouted and size >= _LONG and has_sentences(text):
        return Shape.PROSE
    if size >= _RUNNING and not shouted and words >= _SHOUTED_WORDS and 0 < capitals(text) < _LOWER:
        return Shape.PROSE
    wide = size > len(text)
    if (
        _is_closed(text)
        and not shouted
        and (words >= _SENTENCE_WORDS or wide)
        and capitals(text) < 1
    ):
        return Shape.SENTENCE
    return Shape.PHRASE if size >= _PHRASE else Shape.LABEL


def _is_closed(text: str) -> bool:
    """Whether a text ends with a full stop within its quotation marks, or is one in brackets."""
    bracketed = text.startswith("(") and text.endswith(")")
    return bracketed or text.rstrip("\"”’'»)").endswith(_STOPS)


def piece(unit: Unit, zone: ZoneInfo) -> Piece:
    """A unit and what its words say it is."""
    text, shape = unit.text, shape_of(unit)
    looked = text[:_LOOKED_AT]
    return Piece(
        unit=unit,
        shape=shape,
        weight=weight(text),
        key=key(text[:_COMPARED]),
        ending=furniture.ending(text),
        inside=furniture.inside(text),
        heading=furniture.heading(text) if len(text) < _STAMP_LENGTH else "",
        policy=furniture.is_policy(looked),
        stamped=_stamped(unit, shape, zone),
        relative=times.relative(text) if len(text) < _STAMP_LENGTH else "",
        picture=_picture(text),
    )


def _stamped(unit: Unit, shape: Shape, zone: ZoneInfo) -> bool:
    """Whether a unit is a line of times: a date with its label, or little beside it."""
    text = unit.text
    if len(text) > _STAMP_LENGTH or not re.search(r"\d", text):
        return False
    found = list(times.stamps(text, zone))
    if not found:
        return False
    if shape in (Shape.PHRASE, Shape.LABEL) and bylines.label(text):
        return True
    beside = sum(len(left.split()) for left in times.leftovers(text, found))
    labelled = any(stamp.label for stamp in found)
    limit = _DATED_WORDS if labelled else _DATED_WORDS // 3
    return beside <= limit and not (shape is Shape.PROSE and beside > _DATED_WORDS // 3)


def _picture(text: str) -> FoundPicture | None:
    """The picture whose caption this is, where a credit or a kind says so."""
    if len(text) > credits.LONGEST:
        return None
    found = credits.split(text)
    short = found.kind in ("representational", "file_photo") and len(text) < _KIND_LENGTH
    return found if found.credit or short or credits.is_caption(text) else None
