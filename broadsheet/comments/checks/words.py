"""The paper's listed words, built once for each version of the list. Pure.

An entry is written as one reads it:

    word         this word, and no longer one that it is part of
    two words    these words in this order, whatever stands between them but a word
    stem*        every word that begins so
    *part*       every word that has it anywhere; for names of sites, not for short words

Entry and text are folded alike (``folding``), so that an entry stands for its spellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from unicodedata import name as name_of_letter

from broadsheet.comments.checks.automaton import Automaton
from broadsheet.comments.folding import Folded, fold

STEM_LEAST, PART_LEAST = 3, 4
_KEY = STEM_LEAST
"""Stems are looked up by so many of their first letters."""
_ARABIC, _DEVANAGARI, _CYRILLIC = "ARABIC", "DEVANAGARI", "CYRILLIC"
_SCRIPTS = {
    "hi": _DEVANAGARI, "mr": _DEVANAGARI, "ne": _DEVANAGARI, "ta": "TAMIL", "ml": "MALAYALAM",
    "kn": "KANNADA", "te": "TELUGU", "bn": "BENGALI", "gu": "GUJARATI", "pa": "GURMUKHI",
    "or": "ORIYA", "ur": _ARABIC, "fa": _ARABIC, "ar": _ARABIC, "ru": _CYRILLIC, "uk": _CYRILLIC,
}  # fmt: skip


class Kind(StrEnum):
    """What it means that a comment has a word."""

    BANNED = "banned"
    SUSPECT = "suspect"


class EntryError(ValueError):
    """An entry cannot be looked for; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed word; without a language it holds in all.

    One with a language also holds in a text of another language where it is written in a script
    that the other does not use.
    """

    word: str
    language: str = ""
    kind: str = Kind.SUSPECT
    clause: str = "obscene"

    def holds_in(self, language: str) -> bool:
        """Whether the entry is looked for in a text of that language."""
        wanted, there = _root(self.language), _root(language)
        return not wanted or wanted == there or script_of(self.word) != script_of_language(there)


@dataclass(frozen=True, slots=True)
class Found:
    """A listed word in a text, with where it stands in the folded text."""

    entry: Entry
    start: int
    end: int


def script_of(word: str) -> str:
    """Return the script of a word's first letter, as Unicode names it: ``LATIN``."""
    letter = next((one for one in word if one.isalpha()), "")
    return name_of_letter(letter, "").partition(" ")[0]


def script_of_language(language: str) -> str:
    """Return the script that a language is written in; Latin where we know of none."""
    return _SCRIPTS.get(_root(language), "LATIN")


def _root(language: str) -> str:
    return language.lower().partition("-")[0]


def folded_entry(entry: Entry) -> tuple[str, ...]:
    """Return an entry's words, folded, without its stars; raises ``EntryError``."""
    words = fold(entry.word.strip().strip("*"), entry.language).words
    if not words:
        raise EntryError(f"“{entry.word}” has no letter: write a word.")
    least = PART_LEAST if entry.word.startswith("*") else STEM_LEAST
    starred = entry.word.strip().strip("*") != entry.word.strip()
    if starred and (len(words) > 1 or len(words[0]) < least):
        raise EntryError(
            f"“{entry.word}”: a star goes with one word of at least {least} letters, since a "
            "shorter one is found in words that nobody means."
        )
    return words


class WordList:
    """Listed words, ready to be found; empty as it comes."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        whole: list[tuple[Entry, tuple[str, ...]]] = []
        parts: list[tuple[Entry, str]] = []
        self._stems: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for entry in self.entries:
            words = folded_entry(entry)
            if entry.word.strip().startswith("*"):
                parts.append((entry, words[0]))
            elif entry.word.strip().endswith("*"):
                self._stems[words[0][:_KEY]].append((words[0], entry))
            else:
                whole.append((entry, words))
        self._whole, self._parts = [one for one, _ in whole], [one for one, _ in parts]
        self._by_words = Automaton(words for _, words in whole)
        self._by_letters = Automaton(part for _, part in parts)
        self._known = frozenset(word for _, words in whole for word in words)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> WordList:
        """Return the list of those entries that can be looked for; the others find nothing."""
        return cls(entry for entry in entries if fits(entry))

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, text: Folded, language: str) -> Iterator[Found]:
        """Return the listed words of a text, in no order; a word may be found in several ways."""
        for found in self._find(text):
            if found.entry.holds_in(language):
                yield found

    def _find(self, text: Folded) -> Iterator[Found]:
        words = self._as_listed(text)
        yield from self._phrases(text, words)
        yield from self._stemmed(text)
        for spelled in text.spelled:
            for entry in self._alone(spelled.word):
                yield Found(entry, spelled.start, spelled.end)
        if self._parts:
            for place, number in self._by_letters.find(text.text):
                start = place + 1 - self._by_letters.lengths[number]
                yield Found(self._parts[number], start, place + 1)

    def _as_listed(self, text: Folded) -> tuple[str, ...]:
        """Return the words, each in the reading that is listed, if one is."""
        if not text.variants:
            return text.words
        known = {
            others: next((one for one in others if one in self._known), "")
            for others in set(text.variants.values())
        }
        words = list(text.words)
        for number, others in text.variants.items():
            if known[others] and words[number] not in self._known:
                words[number] = known[others]
        return tuple(words)

    def _phrases(self, text: Folded, words: tuple[str, ...]) -> Iterator[Found]:
        for last, number in self._by_words.find(words):
            first = last + 1 - self._by_words.lengths[number]
            yield Found(self._whole[number], text.places[first][0], text.places[last][1])

    def _stemmed(self, text: Folded) -> Iterator[Found]:
        if not self._stems:
            return
        stems = self._stems
        for number in [at for at, word in enumerate(text.words) if word[:_KEY] in stems]:
            for entry in self._stems_of(text.words[number]):
                yield Found(entry, *text.places[number])
        others = {some: self._stems_of(*some) for some in set(text.variants.values())}
        for number, some in text.variants.items():
            for entry in others[some]:
                yield Found(entry, *text.places[number])

    def _stems_of(self, *readings: str) -> list[Entry]:
        """Return the entries that a word begins with in any of its readings."""
        return [
            entry
            for reading in readings
            for stem, entry in self._stems.get(reading[:_KEY], ())
            if reading.startswith(stem)
        ]

    def _alone(self, word: str) -> Iterator[Entry]:
        """Return the entries that a word by itself is."""
        yield from (self._whole[number] for _, number in self._by_words.find((word,)))
        yield from self._stems_of(word)


@lru_cache(maxsize=50_000)
def fits(entry: Entry) -> bool:
    """Whether an entry can be looked for (``folded_entry``)."""
    try:
        folded_entry(entry)
    except EntryError:
        return False
    return True
