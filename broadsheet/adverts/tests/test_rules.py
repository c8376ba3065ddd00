"""Which advertisement stands where: by share and place, the same until the bookings change."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.adverts import rules
from broadsheet.adverts.rules import BUCKETS, FOOT, FRONT, HOUSE, SIDE, SOLD, TEXT, Facts, Page

STORY = Page(frozenset({1, 2}), "article")
EVERYWHERE = frozenset(rules.PLACES)
ADDRESSES = [str(2_286_000 + number) for number in range(1_000)]


def sold(pk: int, share: int = 100, *places: str, **more: int) -> Facts:
    """An advertisement that was sold for places, or for all of them."""
    return Facts(pk, SOLD, frozenset(places) or EVERYWHERE, share, **more)  # type: ignore[arg-type]


def house(pk: int, weight: int = 100, *places: str) -> Facts:
    """One of the paper's own."""
    return Facts(pk, HOUSE, frozenset(places) or EVERYWHERE, weight)


def seen(adverts: list[Facts], place: str, most: int = 3) -> Counter[int | None]:
    """What readers of a thousand stories see at a place."""
    there = rules.arranged(adverts, STORY, most)[place]
    return Counter(there[rules.bucket(address)] for address in ADDRESSES)


def test_each_advertiser_has_the_share_that_was_sold() -> None:
    """Of a thousand stories, within four of a hundred; the rest of the place is empty."""
    found = seen([sold(1, 50, SIDE), sold(2, 20, SIDE)], SIDE)

    assert abs(found[1] - 500) < 40
    assert abs(found[2] - 200) < 40
    assert abs(found[None] - 300) < 40


def test_the_house_has_what_is_left_by_weight() -> None:
    """What was sold comes first, whatever the house's weights are."""
    found = seen([sold(1, 40, SIDE), house(2, 100, SIDE), house(3, 50, SIDE)], SIDE)

    assert abs(found[1] - 400) < 40
    assert abs(found[2] - 400) < 40
    assert abs(found[3] - 200) < 40


def test_what_was_oversold_is_shared_in_proportion() -> None:
    """Nobody who paid is left out altogether."""
    there = rules.arranged([sold(1, 100, SIDE), sold(2, 60, SIDE)], STORY, 3)[SIDE]

    assert Counter(there) == {1: 6, 2: 4}


def test_the_first_priority_has_all_of_its_share_before_another() -> None:
    """A later one has what is left."""
    there = rules.arranged([sold(1, 100, SIDE), sold(2, 80, SIDE, priority=1), house(3)], STORY, 3)[
        SIDE
    ]

    assert Counter(there) == {2: 8, 1: 2}


def test_a_page_has_no_more_than_it_may() -> None:
    """The worthiest places are filled first."""
    found = rules.arranged([house(1), house(2), house(3)], STORY, 2)

    assert all(sum(there[n] is not None for there in found.values()) <= 2 for n in range(BUCKETS))
    assert None not in found[SIDE]


def test_the_house_does_not_say_the_same_twice_on_a_page() -> None:
    """With one advertisement of its own it fills one place."""
    found = rules.arranged([house(1)], STORY, 3)

    assert found == {SIDE: (1,) * BUCKETS, TEXT: (None,) * BUCKETS, FOOT: (None,) * BUCKETS}


def test_what_was_sold_for_half_of_two_places_stands_on_every_page_once() -> None:
    """The halves do not meet."""
    found = rules.arranged([sold(1, 50, SIDE, TEXT)], STORY, 3)

    assert all(
        (side == 1) != (text == 1) for side, text in zip(found[SIDE], found[TEXT], strict=True)
    )


@pytest.mark.parametrize(
    ("advert", "page", "place", "there"),
    [
        (Facts(1, SOLD, EVERYWHERE), STORY, SIDE, True),
        (Facts(1, SOLD, EVERYWHERE, sections=frozenset({1})), STORY, SIDE, True),
        (Facts(1, SOLD, EVERYWHERE, sections=frozenset({9})), STORY, SIDE, False),
        (Facts(1, SOLD, EVERYWHERE, forms=frozenset({"opinion"})), STORY, SIDE, False),
        (Facts(1, SOLD, frozenset({FOOT})), STORY, SIDE, False),
        (Facts(1, SOLD, EVERYWHERE), Page(frozenset(), FRONT), SIDE, False),
        (Facts(1, SOLD, EVERYWHERE), Page(frozenset(), FRONT), FOOT, True),
    ],
)
def test_an_advertisement_stands_where_it_was_booked(
    advert: Facts, page: Page, place: str, *, there: bool
) -> None:
    """In its sections and all below them, in its forms, at places that the page has."""

    assert rules.fits(advert, page, place) is there


adverts = st.lists(
    st.builds(
        Facts,
        pk=st.integers(1, 50),
        kind=st.sampled_from([HOUSE, SOLD, rules.THIRD]),
        places=st.frozensets(st.sampled_from(rules.PLACES), min_size=1),
        share=st.integers(1, 10).map(lambda tenth: 10 * tenth),
        priority=st.integers(1, 3),
    ),
    max_size=8,
    unique_by=lambda one: one.pk,
)


@given(adverts, st.integers(1, 4), st.randoms())
def test_the_same_bookings_always_give_the_same_pages(
    booked: list[Facts], most: int, chance: object
) -> None:
    """In whatever order they are read; nobody has more than was sold; no page has too many."""
    found = rules.arranged(booked, STORY, most)
    other = list(booked)
    chance.shuffle(other)  # type: ignore[attr-defined]

    assert rules.arranged(other, STORY, most) == found
    for there in found.values():
        given_out = Counter(there)
        assert all(given_out[one.pk] * 10 <= one.share for one in booked if one.kind == SOLD)
    assert all(
        sum(there[n] is not None for there in found.values()) <= most for n in range(BUCKETS)
    )
