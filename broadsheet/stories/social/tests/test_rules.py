"""A headline on a card: whole words, few lines, even lines, and a name that says what it shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.social.rules import Box, Leading, Words, balanced, fitted

SPACE = 0.25
LATIN = Leading(0.74, 1.06, 0.24)
BOX = Box(width=1056, height=300, largest=100, smallest=40, most_lines=5)
ems = st.floats(min_value=0.2, max_value=9.0)
many = st.lists(ems, min_size=1, max_size=30)
FERRIES = Words("en", "The Harbour Post", "post.example", "#9a1b1f", "Ferries stop at noon")


def width(words: list[float], line: tuple[int, int]) -> float:
    start, stop = line
    return sum(words[start:stop]) + SPACE * (stop - start - 1)


@given(many, st.floats(min_value=9.0, max_value=30.0))
def test_lines_are_the_words_in_their_order_and_none_is_too_wide(
    words: list[float], measure: float
) -> None:
    """No word is parted, lost or moved, whatever the words are."""
    lines = balanced(words, SPACE, measure)

    assert lines is not None
    assert lines[0][0] == 0
    assert lines[-1][1] == len(words)
    assert all(before[1] == after[0] for before, after in pairwise(lines))
    assert all(start < stop for start, stop in lines)
    assert all(width(words, line) <= measure + 1e-6 for line in lines)


def broken(words: list[float], measure: float) -> list[list[tuple[int, int]]]:
    """Every way to break the words, tried one by one."""
    if not words:
        return [[]]
    found = []
    for stop in range(1, len(words) + 1):
        if width(words, (0, stop)) <= measure:
            rest = broken(words[stop:], measure)
            found += [[(0, stop), *((a + stop, b + stop) for a, b in one)] for one in rest]
    return found


@given(st.lists(ems, min_size=1, max_size=8), st.floats(min_value=9.0, max_value=20.0))
def test_no_other_way_has_fewer_lines_or_evener_ones(words: list[float], measure: float) -> None:
    """The fewest lines there can be; of these, those that leave the least empty, squared."""
    lines = balanced(words, SPACE, measure)
    every = broken(words, measure)

    def cost(way: list[tuple[int, int]]) -> float:
        return sum((measure - width(words, line)) ** 2 for line in way)

    fewest = min(len(way) for way in every)
    assert lines is not None
    assert len(lines) == fewest
    best = min(cost(way) for way in every if len(way) == fewest)
    assert isclose(cost(list(lines)), best, rel_tol=1e-6, abs_tol=1e-6)


def test_a_word_wider_than_the_line_has_no_lines() -> None:
    """It is the size that must give way, not the word."""
    assert balanced([3.0, 12.0], SPACE, 10.0) is None


@given(many)
def test_a_headline_is_never_wider_or_higher_than_its_box(words: list[float]) -> None:
    """However long; what is left out is said to be."""
    setting = fitted(words, SPACE, LATIN, BOX)

    assert all(width(words, line) * setting.size <= BOX.width + 1 for line in setting.lines)
    assert LATIN.height(len(setting.lines)) * setting.size <= BOX.height
    assert setting.cut == (setting.lines[-1][1] < len(words))


def test_few_words_are_large_and_many_are_small() -> None:
    """The size follows the length."""
    short, long = fitted([2.0] * 2, SPACE, LATIN, BOX), fitted([3.0] * 20, SPACE, LATIN, BOX)

    assert short.size == BOX.largest
    assert long.size < short.size
    assert not long.cut


def test_a_word_too_wide_for_the_smallest_size_makes_the_whole_smaller() -> None:
    """It is whole all the same."""
    setting = fitted([2.0, 60.0], SPACE, LATIN, BOX)

    assert setting.size < BOX.smallest
    assert 60 * setting.size <= BOX.width


def test_a_card_without_a_word_is_refused() -> None:
    """There is nothing to draw."""
    with pytest.raises(ValueError, match="without a word"):
        fitted([], SPACE, LATIN, BOX)


@pytest.mark.parametrize(
    "other",
    [
        {"headline": "Ferries run again"},
        {"kicker": "Ports"},
        {"flag": "Live"},
        {"by": "Meera Nair"},
        {"accent": "#123456"},
        {"language": "hi"},
        {"paper": "The Other Post"},
        {"slanted": True},
    ],
)
def test_whatever_is_shown_is_in_the_name(other: dict[str, str]) -> None:
    """A card that looks otherwise has another address; the same card has the same."""
    changed = replace(FERRIES, **other)  # type: ignore[arg-type]

    assert changed.digest != FERRIES.digest
    assert replace(FERRIES).digest == FERRIES.digest


def test_those_who_do_not_see_a_card_are_told_its_words() -> None:
    """Live, the headline, who wrote it, whose it is."""
    words = replace(FERRIES, flag="Live", by="Meera Nair")

    assert words.alt == "Live: Ferries stop at noon – Meera Nair – The Harbour Post"
