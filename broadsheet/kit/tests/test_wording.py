"""What changed between two texts is told word by word, in every script, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.kit.tests.counts import examples
from broadsheet.kit.wording import Kind, Pair, Piece, changed, paired, words

SOME = [
    "the",
    "ferry",
    "सेना",
    "தமிழ்",
    "اردو",
    " ",
    "  ",
    ",",
    "₹1,400.50",
    "x\u0301",
    "क\u094d",
    "👨‍👩‍👧",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SOME), max_size=30).map("".join))
PASSAGES = st.lists(st.sampled_from(["one two", "one three", "two", "सेना ने", ""]), max_size=8)

pytestmark = pytest.mark.hypothesis


def kept(pieces: list[Piece], *kinds: Kind) -> str:
    """The text of some kinds of pieces."""
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
@settings(max_examples=examples(150), deadline=None)
def test_both_texts_can_be_read_from_what_changed(before: str, after: str) -> None:
    """What stayed and came is the new text; what stayed and went is the old one."""
    pieces = changed(before, after)

    assert kept(pieces, Kind.SAME, Kind.NEW) == after
    assert kept(pieces, Kind.SAME, Kind.GONE) == before
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(PASSAGES, PASSAGES)
@settings(max_examples=examples(100), deadline=None)
def test_every_passage_stands_once_in_its_order(before: list[str], after: list[str]) -> None:
    """Nothing of either text is left out or moved."""
    pairs = paired(before, after)

    assert [pair.before for pair in pairs if pair.before is not None] == before
    assert [pair.after for pair in pairs if pair.after is not None] == after


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("It is Monday.", "It is Friday.", ["=It is ", "-Monday", "+Friday", "=."]),
        ("fare ₹1,400", "fare ₹1,500", ["=fare ₹", "-1,400", "+1,500"]),
        ("सेना ने कहा", "सोना ने कहा", ["-सेना", "+सोना", "= ने कहा"]),
        ("தமிழ் நாடு", "தமிழ் நாட்டு", ["=தமிழ் ", "-நாடு", "+நாட்டு"]),
        ("one two", "one big two", ["=one ", "+big ", "=two"]),
        ("a b", "c d", ["-a b", "+c d"]),
        ("", "all new", ["+all new"]),
    ],
)
def test_a_change_is_told_in_whole_words(before: str, after: str, told: list[str]) -> None:
    """No vowel sign stands without its letter, and a number is one word."""
    signs = {Kind.SAME: "=", Kind.GONE: "-", Kind.NEW: "+"}

    assert [signs[piece.kind] + piece.text for piece in changed(before, after)] == told


@given(TEXTS)
@settings(max_examples=examples(100), deadline=None)
def test_no_word_begins_with_a_mark_that_belongs_to_the_one_before(text: str) -> None:
    """A combining mark stays with its letter."""
    later = words(text)[1:]

    assert not [word for word in later if word[0] in "\u0301\u094d\u0947\u0bcd\u200d"]


def test_a_rewritten_passage_stands_beside_what_it_became() -> None:
    """Where one came in between, the others keep their partners."""
    before = ["The ferry runs at noon.", "It costs ten rupees."]
    after = ["The ferry runs at one.", "Nobody was hurt.", "It costs eleven rupees."]

    assert paired(before, after) == [
        Pair(before[0], after[0]),
        Pair(None, after[1]),
        Pair(before[1], after[2]),
    ]


def test_a_text_of_any_length_is_answered() -> None:
    """Beyond so many words only the beginning and the end are compared."""
    before = " ".join(f"a{number}" for number in range(9_000))
    after = f"x {before} y".replace("a5 ", "b ")
    pieces = changed(before, after)

    assert kept(pieces, Kind.SAME, Kind.NEW) == after
