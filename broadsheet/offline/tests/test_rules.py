"""The list of what changed: the newest first, each story once, and honest about where it ends."""

from __future__ import annotations

from broadsheet.offline.rules import Marked, listed, newest, part_of


def marks(*stamps: int) -> list[Marked]:
    """One mark each, of the stories 1, 2, 3…, the newest first."""
    rows = [Marked(number, stamp, gone=False) for number, stamp in enumerate(stamps, 1)]
    return sorted(rows, key=lambda row: -row.stamp)


def test_a_list_of_all_there_is_serves_a_device_of_any_age() -> None:
    """It says so by ``since`` 0."""
    told = newest(marks(5, 9, 7), most=3)

    assert told["since"] == 0
    assert told["last"] == 9
    assert told["stories"] == [[2, 9, 0], [3, 7, 0], [1, 5, 0]]


def test_a_list_that_leaves_some_out_says_from_which_stamp_on_it_is_whole() -> None:
    """With room for acts that are committed later than others that began after them."""
    told = newest(marks(5, 9, 7), most=2, overlap=1)

    assert told["stories"] == [[2, 9, 0], [3, 7, 0]]
    assert told["since"] == 8


def test_of_a_story_the_last_mark_counts() -> None:
    """Two acts at once may leave two for a moment."""
    rows = [Marked(4, 1, gone=True), Marked(4, 3, gone=False)]

    assert listed(rows) == [[4, 3, 0]]


def test_a_paper_without_a_change_has_an_empty_list() -> None:
    """Nothing to say is an answer."""
    assert newest([])["stories"] == []
    assert newest([])["last"] == 0


def test_a_story_is_in_one_part_for_ever() -> None:
    """By its number alone."""
    assert [part_of(number, 10) for number in (0, 9, 10, 25)] == [0, 0, 1, 2]
