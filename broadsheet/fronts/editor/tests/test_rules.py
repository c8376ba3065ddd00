"""What differs between two documents: what came, what went, what moved, what is said otherwise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fronts.document import Backfill, Card, Container, Document
from broadsheet.fronts.editor.rules import difference


def box(name: int, *stories: int, **said: object) -> Container:
    """A container with a card for each of these stories."""
    cards = tuple(Card(f"{name:04x}{story:04x}", story) for story in stories)
    return Container(f"{name:08x}", "list", cards=cards, **said)  # type: ignore[arg-type]


def told(before: list[Container], after: list[Container]) -> dict[str, list[int]]:
    """The stories of each part of the difference."""
    found = difference(Document(tuple(before)), Document(tuple(after)))
    return {
        "came": [one.card.story for one in found.came],
        "went": [one.card.story for one in found.went],
        "moved": [one.after.card.story for one in found.moved],
        "reworded": [one.after.card.story for one in found.reworded],
    }


NOTHING: dict[str, list[int]] = {"came": [], "went": [], "moved": [], "reworded": []}


def test_one_that_is_taken_out_moves_nothing_below_it() -> None:
    """The stories that moved up because one went are not told as moved."""
    found = told([box(1, 1, 2, 3, 4)], [box(1, 2, 3, 4)])

    assert found == NOTHING | {"went": [1]}


def test_one_that_comes_first_moves_nothing_below_it() -> None:
    """Only what came is told."""
    found = told([box(1, 1, 2)], [box(1, 9, 1, 2)])

    assert found == NOTHING | {"came": [9]}


def test_what_was_carried_over_others_has_moved() -> None:
    """Of the fewest stories it is said that they moved."""
    found = told([box(1, 1, 2, 3)], [box(1, 3, 1, 2)])

    assert found == NOTHING | {"moved": [3]}


def test_a_story_in_another_container_has_moved() -> None:
    """A card that was made anew for the same story counts as the same story."""
    found = told([box(1, 1, 2), box(2)], [box(1, 1), box(2, 2)])

    assert found == NOTHING | {"moved": [2]}


def test_other_words_are_told() -> None:
    """Words, picture, size and pin of a use are its own; where it stands is another matter."""
    before = box(1, 1, 2)
    first, second = before.cards
    after = replace(before, cards=(replace(first, headline="Else"), replace(second, pinned=True)))

    assert told([before], [after]) == NOTHING | {"reworded": [1, 2]}


def test_containers_are_told_as_well() -> None:
    """What came, went, has other settings, and whether those that stayed changed places."""
    before = [box(1), box(2), box(3)]
    after = [box(3), box(1, backfill=Backfill("newest")), box(4)]
    found = difference(Document(tuple(before)), Document(tuple(after)))

    assert [one.id for one in found.containers_came] == [box(4).id]
    assert [one.id for one in found.containers_went] == [box(2).id]
    assert [one.id for one in found.containers_changed] == [box(1).id]
    assert found.containers_moved


rows = st.lists(st.integers(1, 9), unique=True, max_size=9)


@given(rows, rows)
def test_every_story_is_accounted_for(was: list[int], now: list[int]) -> None:
    """A story came, went, moved or stayed; what stayed stands in the same order in both."""
    found = told([box(1, *was)], [box(1, *now)])
    stayed = [story for story in now if story not in {*found["came"], *found["moved"]}]

    assert set(found["came"]) == set(now) - set(was)
    assert set(found["went"]) == set(was) - set(now)
    assert [story for story in was if story in stayed] == stayed
    assert (told([box(1, *was)], [box(1, *now)]) == NOTHING) == (was == now)
