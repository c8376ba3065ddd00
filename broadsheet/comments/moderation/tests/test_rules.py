"""What the moderators' desk works out for itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments.actions.claiming import Seen
from broadsheet.comments.moderation.rules import Place, acts_on, marked, shortened, taking_away
from broadsheet.comments.spans import Span


def test_signals_that_overlap_are_marked_where_each_of_them_speaks() -> None:
    """Every stretch knows which signals speak of it, and where each of them ends."""
    pieces = marked("one two three", [Span(0, 7), None, Span(4, 13)])

    assert [(one.text, one.signals, one.last) for one in pieces] == [
        ("one ", (1,), ()),
        ("two", (1, 3), (1,)),
        (" three", (3,), (3,)),
    ]


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)
)
def test_a_marked_text_is_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the spans say, not a letter is lost or doubled."""
    pieces = marked(text, [Span(*one) for one in spans])

    assert "".join(one.text for one in pieces) == text


def test_a_line_is_cut_between_words() -> None:
    """A word stays whole; a text without gaps is cut where it must be."""
    assert shortened("one two\n three", 9) == "one two…"
    assert shortened("x" * 12, 9) == "x" * 9 + "…"
    assert shortened("short", 9) == "short"


def test_what_readers_see_is_removed_and_what_they_do_not_is_rejected() -> None:
    """The act against an author has the name of what happens, and is among those offered."""
    assert (taking_away("shown"), taking_away("held")) == ("remove", "reject")
    assert acts_on("shown") == ("approve", "hold", "remove")
    assert acts_on("held") == ("approve", "reject")
    assert acts_on("removed") == ("restore",)


@pytest.mark.parametrize("text", ["", "1", "a~1", "1~", "~", "²~1", "1~1~1", "9" * 30 + "~1"])
def test_what_names_no_place_in_a_queue_is_refused(text: str) -> None:
    """A stranger's address cannot make a query of its own."""
    assert Place.read("40~7") == Place(40, 7)
    with pytest.raises(ValueError, match="no place"):
        Place.read(text)


@pytest.mark.parametrize("text", ["", "x", "1~x", "~3", "1" * 40])
def test_what_names_no_comment_is_refused(text: str) -> None:
    """The same holds for a comment as somebody saw it."""
    assert Seen.read(str(Seen(3, 9))) == Seen(3, 9)
    with pytest.raises(ValueError, match="no comment"):
        Seen.read(text)
