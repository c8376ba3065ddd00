"""What a worker keeps between its batches is never older than the batch."""

from __future__ import annotations

import pytest
from django.db import transaction

from broadsheet.press import changes, kept, spreading
from broadsheet.press.kept import MOST_CHANGES, Kept

pytestmark = pytest.mark.django_db


class Clerk:
    """Makes a value, and counts how often."""

    def __init__(self, *keys: str) -> None:
        self.keys, self.times = keys, 0

    def taken(self) -> int | None:
        """Take the value as a page does."""
        return kept.take("register", self.made, lambda _value: self.keys)

    def made(self) -> int:
        """Make it."""
        self.times += 1
        return self.times


def _changed(*keys: str) -> None:
    with transaction.atomic():
        changes.note(*keys)


def test_what_did_not_change_is_made_once() -> None:
    """A worker's pages share what is kept, batch after batch."""
    clerk, room = Clerk("section-1"), Kept()
    for _batch in range(3):
        with room.in_use():
            kept.look()
            clerk.taken()
            clerk.taken()

    assert clerk.times == 1


@pytest.mark.parametrize("spread", [False, True], ids=["waiting", "spread"])
def test_what_hangs_on_a_change_is_made_anew(spread: bool) -> None:
    """A change counts from its commit on, whether it was handed to the sheets or waits."""
    clerk, other, room = Clerk("section-1", "list-below-1"), Clerk("section-2"), Kept()
    with room.in_use():
        kept.look()
        clerk.taken()
        kept.take("other", other.taken, lambda _value: other.keys)
        _changed("list-below-1")
        if spread:
            spreading.spread()
        kept.look()
        clerk.taken()

    assert clerk.times == 2


def test_what_hangs_on_nothing_that_changed_stays() -> None:
    """A publication does not make a worker read the sections again."""
    clerk, room = Clerk("section-1"), Kept()
    with room.in_use():
        kept.look()
        clerk.taken()
        _changed("story-7", "list-newest-en")
        spreading.spread()
        kept.look()
        clerk.taken()

    assert clerk.times == 1


def test_after_very_many_changes_all_is_made_anew() -> None:
    """An import's changes are not gone through one by one."""
    clerk, room = Clerk("section-1"), Kept()
    with room.in_use():
        kept.look()
        clerk.taken()
        _changed(*(f"story-{number}" for number in range(MOST_CHANGES)))
        kept.look()
        clerk.taken()

    assert clerk.times == 2


def test_what_is_not_there_is_asked_for_again() -> None:
    """Nothing is no answer that could be kept: no change tells of what was never there."""
    room = Kept()
    with room.in_use():
        kept.look()
        first = kept.take("slot", lambda: None, lambda _value: ["slot"])
        second = kept.take("slot", lambda: "text", lambda _value: ["slot"])

    assert (first, second) == (None, "text")


def test_outside_a_worker_nothing_is_kept() -> None:
    """A preview or an editor's screen reads for itself."""
    clerk = Clerk("section-1")
    clerk.taken()
    clerk.taken()

    assert clerk.times == 2


def test_of_several_only_what_lacks_is_made() -> None:
    """Together, in one go; what no value is made for is in no answer, and asked for again."""
    asked: list[list[int]] = []

    def made(numbers: list[int]) -> list[tuple[int, str]]:
        asked.append(numbers)
        return [(number, f"card {number}") for number in numbers if number != 3]

    def taken(*numbers: int) -> dict[int, str]:
        names = {number: f"card-{number}" for number in numbers}
        return kept.together(names, made, lambda number, _card: [f"story-{number}"])

    room = Kept()
    with room.in_use():
        kept.look()
        taken(1, 2, 3)
        _changed("story-2")
        kept.look()
        found = taken(1, 2, 3, 4)

    assert asked == [[1, 2, 3], [2, 3, 4]]
    assert found == {1: "card 1", 2: "card 2", 4: "card 4"}


def test_what_was_not_taken_for_longest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many stories there are, a worker keeps so many things."""
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    first, second, third = Clerk("a"), Clerk("b"), Clerk("c")
    with Kept().in_use():
        kept.look()
        for clerk in (first, second, first, third, first, second):
            kept.take(clerk.keys[0], clerk.made, lambda _value: ["key"])

    assert [clerk.times for clerk in (first, second, third)] == [1, 2, 1]
