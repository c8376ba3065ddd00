"""One name, spelt two ways in one story.

In scripts with capitals a name is a word that is capitalised inside a sentence and never stands
in small letters. Two names are taken for one if they begin alike and differ by one slip of the
fingers, or are two romanisations of one sound (Deepak, Dipak). Scripts without capitals have no
sign of a name: there only two accepted spellings of one word are told apart from two words
(हिन्दी, हिंदी), which holds of names as of any other word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from broadsheet.desk.checks.draft import DraftFacts, Finding, Passage
from broadsheet.desk.checks.words import words_of

SHORTEST = 5
TWO_SLIPS_FROM = 9
MOST_NAMES = 150
_SENTENCE = re.compile(r"(?<=[.!?:…])\s+|[\n“‘«(\"]")

# One sound, written in several ways when an Indian name is romanised.
_SOUNDS = (
    ("ee", "i"), ("oo", "u"), ("aa", "a"), ("ow", "au"), ("ou", "au"), ("w", "v"), ("ph", "f"),
    ("ck", "k"), ("q", "k"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")

# Devanagari: a nasal before a consonant of its row, the dot under a letter, the moon over one.
_NASALS = re.compile("[ङञणनम]\u094d(?=[\u0915-\u0939])")
_DROPPED = str.maketrans("", "", "\u200c\u200d\u093c\u09bc\u0a3c")
_LETTERS = str.maketrans({"ँ": "ं", "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്"})
_URDU = str.maketrans("\u064a\u0643\u06d5\u0647", "\u06cc\u06a9\u06c1\u06c1")


def name_spelt_two_ways(draft: DraftFacts) -> Iterator[Finding]:
    """Find the pairs of spellings that look like one name, the rarer one with its place."""
    counted, where = _counted(draft.texts)
    names = [word for word, _count in _names(draft.texts, counted).most_common(MOST_NAMES)]
    pairs = [*_pairs(names), *_variants(word for word in counted if not _has_case(word))]
    for one, other in pairs:
        # Counted in the order of the text, and sorting keeps it: of two alike the first is usual.
        usual, rare = sorted(
            (word for word in counted if word in (one, other)), key=lambda word: -counted[word]
        )
        yield Finding(f"{usual} or {rare}? The name is spelt two ways.", where[rare])


def _counted(texts: Iterable[Passage]) -> tuple[Counter[str], dict[str, str]]:
    counted: Counter[str] = Counter()
    where: dict[str, str] = {}
    for passage in texts:
        for word in words_of(passage.text):
            counted[word] += 1
            where.setdefault(word, passage.at)
    return counted, where


def _has_case(word: str) -> bool:
    return word[0].lower() != word[0].upper()


def _names(texts: Iterable[Passage], counted: Counter[str]) -> Counter[str]:
    """Return the words that are capitalised inside a sentence and never in small letters."""
    found: Counter[str] = Counter()
    for passage in texts:
        if passage.at == "title":  # papers that capitalise every word of a headline
            continue
        for sentence in _SENTENCE.split(passage.text):
            found.update(_inside(words_of(sentence)))
    return Counter({word: count for word, count in found.items() if word.casefold() not in counted})


def _inside(words: list[str]) -> Iterator[str]:
    """Yield the names of a sentence; its first word is one if a name follows it."""
    for place, word in enumerate(words):
        if len(word) < SHORTEST or not word[0].isupper() or not word[1:].islower():
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        if place or after[:1].isupper():
            yield word


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    by_letter: dict[str, list[str]] = {}
    for name in names:
        by_letter.setdefault(_plain(name)[0], []).append(name)
    for alike in by_letter.values():
        yield from (pair for pair in combinations(alike, 2) if _one_name(*pair))


def _one_name(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    if one == other or _sound(one) == _sound(other):
        return True
    if _grown(one, other) or _grown(other, one):
        return False
    slips = 2 if min(len(one), len(other)) >= TWO_SLIPS_FROM else 1
    return _distance_within(one, other, slips)


def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn") or word


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)


def _grown(stem: str, word: str) -> bool:
    """Whether ``word`` is ``stem`` with an ending: India, Indian; Party, Parties."""
    if len(word) <= len(stem):
        return False
    return word.startswith(stem) or (stem.endswith("y") and word.startswith(f"{stem[:-1]}i"))


def _distance_within(one: str, other: str, most: int) -> bool:
    """Whether at most ``most`` slips part two words: a letter more, less, another, or swapped."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against
            row.append(min(cost, two_before[j - 2] + 1) if swapped else cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def _variants(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the spellings of one word in a script without capitals."""
    spelt: dict[str, list[str]] = {}
    for word in words:
        spelt.setdefault(_one_spelling(word), []).append(word)
    for spellings in spelt.values():
        yield from pairwise(spellings)


def _one_spelling(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_URDU))
    return _NASALS.sub("ं", decomposed.translate(_DROPPED).translate(_LETTERS))
