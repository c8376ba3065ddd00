"""Words of a text in any script, for the checks and the suggestions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# The joiners of Indic scripts stand inside words.
JOINERS = "\u200c\u200d"


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in their order, as they are written.

    A word is a run of letters, marks and digits: Python's own ``\\w`` breaks at Indic vowel signs.
    An apostrophe ends a word, so that “Nair's” names Nair.
    """
    return list(_runs(unicodedata.normalize("NFC", text)))


def folded_words(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared: without case."""
    return [word.casefold() for word in words_of(text)]


def _runs(text: str) -> Iterator[str]:
    run: list[str] = []
    for character in text:
        if unicodedata.category(character)[0] in "LMN" or (run and character in JOINERS):
            run.append(character)
        elif run:
            yield "".join(run)
            run = []
    if run:
        yield "".join(run)
