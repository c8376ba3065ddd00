"""A standfirst that says again what the headline or the first paragraph says wastes its line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from broadsheet.desk.checks.draft import DraftFacts, Finding
from broadsheet.desk.checks.words import folded_words

ALIKE = 0.8
FIRST = 3
SHORTEST = 4


def standfirst_repeated(draft: DraftFacts) -> Iterator[Finding]:
    """Find a standfirst that repeats the headline or one of the first paragraphs."""
    standfirst = folded_words(draft.standfirst)
    if len(standfirst) < SHORTEST:
        return
    if _alike(standfirst, folded_words(draft.headline)):
        yield Finding("The standfirst repeats the headline.", "standfirst")
    for passage in draft.passages[:FIRST]:
        if _stands_in(standfirst, folded_words(passage.text)):
            yield Finding("The standfirst repeats a paragraph of the story.", "standfirst")
            return


def _alike(one: list[str], other: list[str]) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _stands_in(standfirst: list[str], paragraph: list[str]) -> bool:
    """Whether the paragraph begins like the standfirst, or holds all of it in one piece."""
    opening = paragraph[: len(standfirst)]
    if len(opening) >= SHORTEST and _alike(standfirst, opening):
        return True
    size = len(standfirst)
    return any(
        paragraph[start : start + size] == standfirst for start in range(len(paragraph) - size + 1)
    )
