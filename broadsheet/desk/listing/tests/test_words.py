"""What a word is, and which words find one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.listing.words import LONGEST, asked, distinct, fold, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour’s bridge opens", ["the", "harbour", "s", "bridge", "opens"]),
        ("सेना और सोना", ["सेना", "और", "सोना"]),
        ("துறைமுகம் திறப்பு", ["துறைமுகம்", "திறப்பு"]),
        ("₹1,400-crore deal", ["1", "400", "crore", "deal"]),
        ("  —  ", []),
    ],
)
def test_a_word_keeps_its_marks(text: str, words: list[str]) -> None:
    """An Indic vowel sign belongs to its word, and no sign of punctuation does."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("كراچي", "کراچی"),  # Arabic letters typed for the Urdu ones
        ("അവന്\u200d", "അവൻ"),  # a chillu of two letters and a joiner, and of one
        ("HARBOUR", "harbour"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_two_spellings_of_one_word_are_one(typed: str, stands: str) -> None:
    """However it is typed, it finds what stands there."""
    assert words_of(typed) == words_of(stands)


@given(st.text())
def test_folding_again_changes_nothing_and_words_are_bounded(text: str) -> None:
    """What was folded is folded; no word is empty, too long, or holds what a query would read."""
    words = words_of(text)

    assert fold(fold(text)) == fold(text)
    assert all(0 < len(word) <= LONGEST for word in words)
    assert not set("".join(words)) & set("'\"&|!():*\\ ")
    assert set(asked(text)) <= set(distinct([text]))
