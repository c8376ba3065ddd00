"""What spam looks like, learned from this paper's own decisions. Pure.

A naive Bayes with the smoothing of Robinson ("A statistical approach to the spam problem", 2003):
each word says how often it stood in spam, a word seldom seen says little, and the most telling
words are taken together as odds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from math import exp, log
from typing import Any

TELLING = 24
"""So many of the most telling words are counted."""
LEAST = 20
"""So many decisions of each kind are needed before anything is said."""
WORDS_MOST = 50_000
LONGEST = 40
_UNKNOWN, _STRENGTH = 0.45, 1.0
_FAR = 30.0

Counts = tuple[int, int]


@dataclass(frozen=True)
class Bayes:
    """What was learned: decisions and words, of spam and of the rest. Nothing as it comes."""

    spam: int = 0
    rest: int = 0
    words: Mapping[str, Counts] = field(default_factory=dict)

    def learned(self, examples: Iterable[tuple[Iterable[str], bool]]) -> Bayes:
        """Return what is known after more decisions: the words of each text, and whether spam."""
        return self._counted(examples, 1)

    def forgotten(self, examples: Iterable[tuple[Iterable[str], bool]]) -> Bayes:
        """Return what is known when decisions are taken back."""
        return self._counted(examples, -1)

    def _counted(self, examples: Iterable[tuple[Iterable[str], bool]], step: int) -> Bayes:
        words = dict(self.words)
        decisions = {True: self.spam, False: self.rest}
        for text, spam in examples:
            decisions[spam] = max(0, decisions[spam] + step)
            for word in {one[:LONGEST] for one in text}:
                in_spam, in_rest = words.get(word, (0, 0))
                counts = (in_spam + step * spam, in_rest + step * (not spam))
                words[word] = (max(0, counts[0]), max(0, counts[1]))
        return Bayes(decisions[True], decisions[False], _bounded(words))

    @property
    def knows(self) -> bool:
        """Whether enough was decided to say anything."""
        return self.spam >= LEAST and self.rest >= LEAST

    def score(self, words: Iterable[str]) -> float:
        """Return how likely a text with these words is spam, from 0 to 1; 0 before it knows."""
        if not self.knows:
            return 0.0
        odds = log(self._prior()) + sum(log(one / (1 - one)) for _, one in self.telling(words))
        return 1 / (1 + exp(-max(-_FAR, min(_FAR, odds))))

    def _prior(self) -> float:
        """The odds before a word was read, held to 1 in 4: what is decided on is no fair sample."""
        return max(0.25, min(1.0, self.spam / self.rest))

    def telling(self, words: Iterable[str]) -> list[tuple[str, float]]:
        """Return the words that say the most, the most telling first, with what each says."""
        said = ((word, self._of(word)) for word in {one[:LONGEST] for one in words})
        known = ((word, share) for word, share in said if share is not None)
        return nsmallest(TELLING, known, key=lambda one: (-abs(one[1] - 0.5), one[0]))

    def _of(self, word: str) -> float | None:
        """How much of what had the word was spam, drawn to the middle where it was seldom seen."""
        counts = self.words.get(word)
        if counts is None:
            return None
        spam, rest = counts[0] / max(1, self.spam), counts[1] / max(1, self.rest)
        seen = counts[0] + counts[1]
        share = spam / (spam + rest) if spam + rest else _UNKNOWN
        return (_STRENGTH * _UNKNOWN + seen * share) / (_STRENGTH + seen)

    def as_state(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        words = {word: list(counts) for word, counts in self.words.items()}
        return {"spam": self.spam, "rest": self.rest, "words": words}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> Bayes:
        """Return what ``as_state`` wrote down; of an empty state, nothing learned."""
        words = {str(word): (int(one), int(two)) for word, (one, two) in _pairs(state)}
        return cls(int(state.get("spam", 0)), int(state.get("rest", 0)), words)


def _pairs(state: Mapping[str, Any]) -> Iterable[tuple[Any, Any]]:
    words: Mapping[str, Any] = state.get("words", {})
    return words.items()


def _bounded(words: dict[str, Counts]) -> dict[str, Counts]:
    """Leave out what was taken back, and beyond 50,000 words those seen least."""
    kept = {word: counts for word, counts in words.items() if any(counts)}
    if len(kept) <= WORDS_MOST:
        return kept
    often = sorted(kept, key=lambda word: (-sum(kept[word]), word))
    return {word: kept[word] for word in often[: WORDS_MOST * 9 // 10]}
