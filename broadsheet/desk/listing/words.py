"""What is searched: the words of a text, folded so that one spelling finds another.

A word is a run of letters, digits and the marks that belong to them, in any script: an Indic vowel
sign is part of its word. Letters that look alike and are written for one another are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
"""Characters of a word that count; no one types more, and a key of an index has its limits."""
MOST_WORDS = 12
"""Words of a question that count."""
SHORTEST_BEGINNING = 3
"""Characters from which on the beginning of a word finds all of it."""

# Joiners are dropped, so that both ways of writing a Malayalam chillu are one.
_CHILLU = {
    "\u0d7a": "\u0d23\u0d4d",
    "\u0d7b": "\u0d28\u0d4d",
    "\u0d7c": "\u0d30\u0d4d",
    "\u0d7d": "\u0d32\u0d4d",
    "\u0d7e": "\u0d33\u0d4d",
    "\u0d7f": "\u0d15\u0d4d",
}
_URDU = {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0629": "\u06c1"}
_DROPPED = dict.fromkeys(["\u200c", "\u200d", "\u00ad", "\u0640", "\u2060"], "")
_FOLDED = str.maketrans({**_CHILLU, **_URDU, **_DROPPED})
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return the text as it is compared: one form of each letter, small, without joiners."""
    composed = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFC", composed.translate(_FOLDED)).casefold()


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in their order."""
    kept = "".join(each if _in_word(each) else " " for each in fold(text))
    return [word[:LONGEST] for word in _SPACES.split(kept) if word]


def distinct(texts: Iterable[str]) -> list[str]:
    """Return every word that stands in any of the texts, once, in order of the alphabet."""
    return sorted({word for text in texts for word in words_of(text)})


def asked(text: str) -> list[str]:
    """Return the words of a question that count, each once."""
    return list(dict.fromkeys(words_of(text)))[:MOST_WORDS]


def is_beginning(word: str) -> bool:
    """Whether a word of a question also finds the words that begin with it."""
    return len(word) >= SHORTEST_BEGINNING


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
