"""What the rules say of banners."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.fronts.banners import rules
from broadsheet.fronts.banners.rules import Linked, Order, Standing

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUAKE = Order("breaking", "Quake off the coast", "en", NOON + HOUR, story=7)
OUT = Linked(is_out=True)


def codes(order: Order, linked: Linked | None = OUT, others: tuple[Order, ...] = ()) -> list[str]:
    """Why a banner is refused."""
    return [reason.code for reason in rules.against_standing(order, NOON, linked, others)]


def test_a_whole_order_is_not_refused() -> None:
    """A line, a story that is out, an end within the day: nothing is against it."""
    assert codes(QUAKE) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "   "}, "text"),
        ({"text": "x" * 121}, "long"),
        ({"level": "loud"}, "level"),
        ({"until": NOON}, "past"),
        ({"until": NOON + 25 * HOUR}, "far"),
        ({"sections": frozenset()}, "nowhere"),
        ({"level": "live", "story": None}, "story"),
    ],
)
def test_what_is_wrong_with_an_order_is_named(change: dict[str, object], code: str) -> None:
    """Each fault has its own reason, which says what to do."""
    assert codes(replace(QUAKE, **change)) == [code]  # type: ignore[arg-type]


def test_a_story_that_readers_cannot_open_gets_no_banner() -> None:
    """A link to a draft, or to what is under embargo, would say that it is there."""
    assert codes(QUAKE, Linked(is_out=False)) == ["not-out"]


def test_vowel_signs_are_no_letters_of_their_own() -> None:
    """A line in Hindi is as long as it looks."""
    assert rules.letters("दिल्ली") == 3


def test_three_banners_stand_at_one_place_and_no_more() -> None:
    """A fourth is refused where it would meet them, and not in another section."""
    there = tuple(replace(QUAKE, sections=frozenset({one})) for one in (1, 1, 1))

    assert codes(replace(QUAKE, sections=frozenset({1})), others=there) == ["full"]
    assert codes(QUAKE, others=there) == ["full"]
    assert codes(replace(QUAKE, sections=frozenset({2})), others=there) == []


def test_the_most_urgent_stands_first_and_the_newest_of_those() -> None:
    """Breaking, then live, then notices."""
    rows = [
        Standing(1, "notice", NOON),
        Standing(2, "live", NOON),
        Standing(3, "breaking", NOON - HOUR),
        Standing(4, "breaking", NOON),
    ]

    assert [one.pk for one in rules.most_urgent_first(rows)] == [4, 3, 2, 1]


@pytest.mark.parametrize("level", rules.LEVELS)
def test_the_usual_end_is_within_what_is_allowed(level: str) -> None:
    """Whoever says nothing gets an end that the rules accept, on full five minutes."""
    at = NOON + timedelta(minutes=3, seconds=20)
    end = rules.usual_end(level, at)

    assert at < end <= at + rules.LONGEST
    assert end.minute % 5 == 0
