"""A text as the checks read it: what looks alike, or is dodged by spelling, made one. Pure.

Case, width, diacritics and lookalike letters are folded; digits and signs that stand for letters
are read as these; letters drawn out or spelled with spaces are read as the word. Vowel signs of
Indic scripts are letters and stay. What is shown is the text as it was written: every place here
leads back to its code points there. Linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import regex

from broadsheet.comments.lookalikes import OF_GREEK_AND_CYRILLIC, table
from broadsheet.comments.spans import Span

_WORD = "a-z0-9\x00\x80-\U0010ffff"
"""What a word is made of once a text is folded: everything else there is ASCII."""
_WORDS = re.compile(f"[{_WORD}]+")
_MASKED = re.compile(r"(?<=[a-z])[*^~`]+(?=[a-z])")
_MASK = "\x00"
_LEET_NEAR = re.compile(r"[a-z][0-9@$!|]|[0-9@$!|][a-z]")
_LEET_RUN = re.compile(r"[a-z0-9@$!|]++")
_LEET = str.maketrans("013457@$!|", "oieastasii")
_NUMBERED = re.compile(r"[a-z]{3,}+[0-9]{2,}|[0-9]{2,}[a-z]+")
_LETTER = re.compile("[a-z]")
_DIGITS = re.compile("[0-9]")
_ONE_OR_L = frozenset("1!|")
_DRAWN_OUT = regex.compile(r"(\w)\1\1+")
_DRAWN_MOST = 3
READINGS_MOST = 80
"""Different words of one text that are read in several ways; more is no text that anybody reads."""
_ALONE = rf"[{_WORD}]\p{{M}}{{0,3}}+(?![{_WORD}])"
_SPELLED_IN_ASCII = re.compile(
    r"(?<![a-z0-9\x00])[a-z0-9](?![a-z0-9\x00])"
    r"(?:[^a-z0-9\x00\n]{1,3}[a-z0-9](?![a-z0-9\x00])){2,}+"
)
_SPELLED = regex.compile(rf"(?<![{_WORD}]){_ALONE}(?:[^{_WORD}\n]{{1,3}}{_ALONE}){{2,}}+")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word that was written letter by letter: ``i d i o t``; places in the folded text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Folded:
    """A folded text and its words; places are those of the folded text (``span`` leads back).

    ``variants`` are other readings of a word, by its number: ``foooool`` is fol, fool.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    variants: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    spelled: tuple[Spelled, ...] = ()
    pieces: tuple[str, ...] = ()
    """What each code point of the text as written became; empty where each became one."""

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(piece) for piece in self.pieces))

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text stands in the text as written."""
        if not self.pieces:
            return Span(start, end)
        first = bisect_right(self._ends, start)
        last = max(first, bisect_right(self._ends, end - 1))
        return Span(first, max(last + 1, bisect_right(self._ends, end)))

    def word_span(self, number: int) -> Span:
        """Return where a word stands in the text as written."""
        return self.span(*self.places[number])


def fold(text: str, language: str = "") -> Folded:
    """Fold a text for checking.

    ``language`` is the language it is taken to be in: where that has letters of its own which look
    like Latin ones (Russian, Greek), only words that mix both are read as Latin.
    """
    folded, pieces = _letters(text, language)
    near = _LEET_NEAR.search(folded)
    read = _LEET_RUN.sub(_without_leet, folded) if near else folded
    read = _MASKED.sub(lambda found: _MASK * len(found[0]), read)
    places = tuple([found.span() for found in _WORDS.finditer(read)])
    words = _WORDS.findall(read)
    if _MASK in read:
        words = [word.replace(_MASK, "") for word in words]
    return Folded(
        text=folded,
        words=tuple(words),
        places=places,
        variants=_variants(words, places, folded, read),
        spelled=tuple(_spelled(read)),
        pieces=pieces,
    )


def _letters(text: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Fold each code point by itself."""
    if text.isascii():
        return text.lower().replace("\x00", " "), ()
    letters = table(language)
    pieces = tuple([letters[letter] for letter in text])
    folded = "".join(pieces)
    if letters.keeps_lookalikes:
        folded = _WORDS.sub(_without_mixture, folded)
    return folded, pieces


def _without_mixture(found: re.Match[str]) -> str:
    word = found[0]
    if not any("a" <= letter <= "z" for letter in word):
        return word
    return word.translate(OF_GREEK_AND_CYRILLIC)


def _without_leet(found: re.Match[str]) -> str:
    """Read digits and signs within a word as the letters that they look like.

    Not at the end of a sentence, and not in what is a number with a word: ``covid19``, ``100rs``.
    """
    run = found[0]
    if run.isalpha() or _NUMBERED.fullmatch(run) or not _LETTER.search(run):
        return run
    head, tail = len(run) - len(run.lstrip("!|")), len(run.rstrip("!|@"))
    return run[:head] + run[head:tail].translate(_LEET) + run[tail:]


def _variants(
    words: list[str], places: tuple[tuple[int, int], ...], folded: str, read: str
) -> dict[int, tuple[str, ...]]:
    """Return the other readings of the words that have any, by their numbers."""
    drawn = _DRAWN_OUT.search(read) is not None
    if folded is read and not drawn and not _DIGITS.search(read):
        return {}
    pairs = list(zip(words, [folded[start:end] for start, end in places], strict=True))
    readings: dict[tuple[str, str], tuple[str, ...]] = {}
    for word, written in dict.fromkeys(pairs):
        plain = word == written and not drawn and word.isalpha()
        others = () if plain else tuple(_readings(word, written))
        if others:
            readings[word, written] = others
            if len(readings) >= READINGS_MOST:
                break
    return {number: readings[pair] for number, pair in enumerate(pairs) if pair in readings}


def _readings(word: str, written: str) -> Iterator[str]:
    """Return the other readings of a word, each once."""
    leet = word != written and _LEET_NEAR.search(written)
    readings = [written.strip("@$!|"), _with_l(word, written)] if leet else []
    if _NUMBERED.fullmatch(word):
        readings.append(word.strip("0123456789"))
    for one in (word, *readings):
        if _DRAWN_OUT.search(one):
            readings += _shortened(one)
    yield from dict.fromkeys(one for one in readings if one and one != word)


def _shortened(word: str) -> Iterator[str]:
    """Return a drawn-out word with each of its long runs as one letter, and as two."""
    runs = [found.span() for found in _DRAWN_OUT.finditer(word)]
    begun = [""]
    place = 0
    for number, (start, end) in enumerate(runs):
        one = word[place : start + 1]
        both = (one, one + word[start]) if number < _DRAWN_MOST else (one,)
        begun = [head + more for head in begun for more in both]
        place = end
    yield from (head + word[place:] for head in begun)


def _with_l(word: str, written: str) -> str:
    """Read ``1``, ``!`` and ``|`` as l where they were read as i."""
    if len(word) != len(written):
        return word
    pairs = zip(word, written, strict=True)
    return "".join("l" if there in _ONE_OR_L else letter for letter, there in pairs)


def _spelled(read: str) -> Iterator[Spelled]:
    for found in (_SPELLED_IN_ASCII if read.isascii() else _SPELLED).finditer(read):
        yield Spelled("".join(_WORDS.findall(found[0])), found.start(), found.end())
