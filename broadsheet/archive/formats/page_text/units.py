"""Lines become units: a paragraph, a caption or a label, whole again where it was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from broadsheet.archive.formats.page_text import furniture
from broadsheet.archive.reading import credits

_ENDS = tuple(".!?…\"”’'»)]:;—。！？」』】।॥۔؟")
_FULL = 0.62  # share of the width from which a line may be one that was wrapped
_WIDTHS = range(40, 201)
_MOST_LOOSE = 0.35  # share of full lines whose next word would have fitted
_LEAST_FULL = 5
_CAPTION_LINES = 4
_LONGEST_CAPTION_LINE = 90
_MARKDOWN = (
    (re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}\)"), r"\1"),
    (re.compile(r"^(?:#{1,6}\s+|>\s+|\*\s{1,3}(?=\S))"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1"), r"\2"),
    (re.compile(r"\[\d{1,3}\](?=\S)"), ""),
)
_SPACES = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]+")
_CONTINUES = re.compile(r"^(?:[,;.)\]’”]|['’]s\b|[a-zß-öø-ÿ])")
_LEANING = re.compile(
    r"(?:[,(]|\b(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|that|said|told|as|is|was|are|"
    r"were|has|have|had|his|her|its|their|this|who|which|into|than|but|be|near))$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """A piece of text that belongs together and the source lines that it came from.

    ``gap`` is true where a blank line stands before it.
    """

    text: str
    lines: tuple[int, ...]
    gap: bool = False

    @property
    def ended(self) -> bool:
        """Whether the text ends as a sentence does."""
        return self.text.endswith(_ENDS)


def clean(line: str) -> str:
    """A line without the spaces and the marks that a converter added."""
    text = _SPACES.sub(" ", line).strip()
    if any(mark in text for mark in "[#>*_"):
        for pattern, kept in _MARKDOWN:
            text = pattern.sub(kept, text)
    return text.strip()


def units(lines: list[str]) -> list[Unit]:
    """The units of a page in order; blank lines are in none."""
    # Where a text was wrapped is told by its lines as they are; their text is cleaned.
    raw = [line.rstrip().expandtabs() for line in lines]
    width = wrap_width(raw)
    found: list[Unit] = []
    gap = True
    for place, text in enumerate(clean(line) for line in lines):
        if not text:
            gap = True
            continue
        if found and not gap and _wrapped(raw[place - 1], raw[place].lstrip(), width):
            last = found[-1]
            found[-1] = Unit(_join(last.text, text), (*last.lines, place + 1), last.gap)
        else:
            found.append(Unit(text, (place + 1,), gap))
        gap = False
    found = _captions(_single_spaced(found))
    return found if width else _mended(found)


def _single_spaced(found: list[Unit]) -> list[Unit]:
    """In a text with a blank line after every line, blank lines say nothing of its blocks."""
    if all(unit.gap and len(unit.lines) == 1 for unit in found):
        return [replace(unit, gap=not place) for place, unit in enumerate(found)]
    return found


def _join(first: str, second: str) -> str:
    """Two pieces of a line that was broken: a space between, save before a comma or full stop."""
    return first + second if re.match(r"[,;.)\]’”!?]|['’]s\b", second) else f"{first} {second}"


def wrap_width(lines: Iterable[str]) -> int:
    """The column at which a text was wrapped, or 0 where it was not."""
    kept = [line for line in lines if " " in line]
    width = max(map(len, kept), default=0)
    if width not in _WIDTHS:
        return 0
    full = loose = 0
    for line, following in pairwise(kept):
        if len(line) >= width * _FULL and not line.endswith(_ENDS):
            full += 1
            loose += _fits(line, following, width)
    return width if full >= _LEAST_FULL and loose <= full * _MOST_LOOSE else 0


def _fits(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) <= width


def _wrapped(line: str, following: str, width: int) -> bool:
    """Whether ``following`` stands on its own line only because ``line`` was full."""
    return width > 0 and len(line) >= width * _FULL and not _fits(line, following, width)


def _captions(found: list[Unit]) -> list[Unit]:
    """Captions wrapped in a narrow column: short lines of one block, the last with a credit."""
    out: list[Unit] = []
    place = 0
    while place < len(found):
        count = _caption_lines(found, place)
        whole = found[place : place + count]
        text = " ".join(unit.text for unit in whole)
        lines = tuple(n for unit in whole for n in unit.lines)
        out.append(Unit(text, lines, whole[0].gap) if count > 1 else whole[0])
        place += count
    return out


def _caption_lines(found: list[Unit], place: int) -> int:
    """How many units from ``place`` on are the lines of one wrapped caption; 1 where it is none."""
    before = found[place - 1] if place else None
    if len(found[place].text) > _LONGEST_CAPTION_LINE or not (
        found[place].gap or before is None or before.ended
    ):
        return 1
    for count in range(2, _CAPTION_LINES + 1):
        texts = [unit.text for unit in found[place : place + count]]
        if len(texts) < count or found[place + count - 1].gap or texts[-2].endswith(_ENDS):
            return 1
        width = max(map(len, texts))
        if width > _LONGEST_CAPTION_LINE or credits.has_credit(texts[-2]):
            return 1
        if credits.has_credit(" ".join(texts)):
            loose = any(_fits(line, following, width) for line, following in pairwise(texts))
            return 1 if loose else count
    return 1


def _mended(found: list[Unit]) -> list[Unit]:
    """Paragraphs that a converter broke at each link, put together again."""
    out: list[Unit] = []
    for place, unit in enumerate(found):
        after = found[place + 1].text if place + 1 < len(found) else ""
        if out and not unit.gap and _broken(out[-1], unit, after):
            last = out[-1]
            out[-1] = Unit(_join(last.text, unit.text), (*last.lines, *unit.lines), last.gap)
        else:
            out.append(unit)
    return out


_LONG_ENOUGH = 25
_LINK = 60
_TAIL = 20
_LONGEST_MENDED = 4_000


def _broken(before: Unit, unit: Unit, after: str) -> bool:
    """Whether ``unit`` goes on where ``before`` was cut."""
    whole = before.ended and not before.text.endswith((",", "(", "’", "'", "”"))
    if whole or len(before.text) > _LONGEST_MENDED or _is_furniture(before, unit):
        return False
    if _CONTINUES.match(unit.text) and (len(before.text) + len(unit.text)) > _LINK:
        return True
    leaning = bool(_LEANING.search(before.text[-_TAIL:]))
    if not leaning or _CONTINUES.match(after):
        return leaning
    if len(before.text) < _LONG_ENOUGH or len(unit.text) > _LINK:
        return len(before.text) > _LINK
    return unit.ended


def _is_furniture(before: Unit, unit: Unit) -> bool:
    return bool(furniture.inside(unit.text) or furniture.ending(before.text))
