"""What the moderators' desk works out for itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments.actions.claiming import Seen
from broadsheet.comments.actions.listing import FILE_BYTES, Word, read_csv
from broadsheet.comments.moderation.figures import Made, counted
from broadsheet.comments.moderation.rules import Place, acts_on, marked, shortened, taking_away
from broadsheet.comments.spans import Span
from broadsheet.kit.refusals import Refused


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


def made(comment: int, by: int, act: str, clause: str = "", waited: float = 60) -> Made:
    """A decision of the figures' kind."""
    return Made(comment, by, act, clause, datetime(2026, 3, 4, tzinfo=UTC), waited)


def test_two_who_decided_alike_agree_and_the_rest_is_counted_by_moderator_and_clause() -> None:
    """What only one of them decided says nothing about agreement."""
    figures = counted(
        [
            made(1, 7, "reject", "spam"),
            made(1, 8, "remove", "spam", waited=-1),
            made(2, 7, "approve", waited=180),
            made(2, 8, "remove", "spam", waited=-1),
            made(3, 7, "approve", waited=120),
        ]
    )

    assert [(row.number, row.total, row.against) for row in figures.moderators] == [
        (7, 3, 1),
        (8, 2, 2),
    ]
    assert (figures.total.agreement, figures.total.minutes) == (50, 2)
    assert figures.clauses == [("spam", 3)]


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"one,two\n", b'"open\n', b"x" * (FILE_BYTES + 1), b"a,b,c,d,e\n"]
)
def test_a_file_of_words_that_is_none_is_refused(data: bytes) -> None:
    """Wrong letters, wrong columns, an open quote, too much: each with words of its own."""
    assert read_csv(b"\xef\xbb\xbfword,language,kind,clause\n\nfie,en,banned,spam\n") == [
        Word("fie", "en", "banned", "spam")
    ]
    with pytest.raises(Refused):
        read_csv(data)
