"""Which stories stand where: whatever editors place and whatever the lists hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fronts import choosing
from broadsheet.fronts import document as doc
from broadsheet.fronts.choosing import Fact, Material, compose
from broadsheet.fronts.document import LAYOUTS, Backfill, Card, Container, Document

STORIES = st.integers(1, 14)
_facts = st.dictionaries(
    STORIES, st.builds(Fact, st.sampled_from(["article", "opinion"]), st.booleans())
)
_backfills = st.none() | st.builds(
    Backfill,
    st.just("newest"),
    st.none(),
    st.booleans(),
    st.sampled_from(["", "news", "opinion"]),
)
_containers: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    layout=st.sampled_from(LAYOUTS),
    shows=st.integers(1, 5),
    cards=st.lists(st.tuples(STORIES, st.booleans()), max_size=5),
    backfill=_backfills,
)


@st.composite
def fronts(draw: Any) -> tuple[Document, Material]:
    """A document of a few containers, and what it is made from."""
    made, candidates = [], {}
    for place, said in enumerate(draw(st.lists(_containers, min_size=1, max_size=4))):
        cards = tuple(
            Card(f"{place}{number:07x}", story, pinned=pinned)
            for number, (story, pinned) in enumerate(said.pop("cards"))
        )
        made.append(Container(f"{place:08x}", cards=cards, **said))
        candidates[made[-1].id] = draw(st.lists(STORIES, unique=True, max_size=14))
    facts = draw(_facts)
    visible = {name: [pk for pk in row if pk in facts] for name, row in candidates.items()}
    related = draw(st.dictionaries(STORIES, st.lists(STORIES, unique=True, max_size=4)))
    return Document(tuple(made)), Material(facts, visible, related)


def stories_of(chosen: choosing.Choice) -> list[int]:
    """Every story on a front, lines included."""
    placed = [one for row in chosen for one in row]
    return [pk for one in placed for pk in (one.story, *one.related)]


@given(fronts())
def test_no_story_stands_twice_and_none_that_readers_may_not_see(front: Any) -> None:
    """Lines under the lead count as well; and no container shows more than it says."""
    document, material = front
    chosen = compose(document, material)

    stories = stories_of(chosen)
    assert len(stories) == len(set(stories))
    assert set(stories) <= set(material.facts)
    shows = zip(chosen, document.containers, strict=True)
    assert all(len(row) <= container.shows for row, container in shows)


@given(fronts())
def test_what_was_placed_by_hand_stands_unless_it_cannot(front: Any) -> None:
    """Hidden, full, or elsewhere on the front; a pin is elsewhere only for another pin."""
    document, material = front
    chosen = compose(document, material)
    shown = {one.card.id: one for row in chosen for one in row if one.card}
    by_hand = {one.story: one.card for row in chosen for one in row if one.card}

    for container, row in zip(document.containers, chosen, strict=True):
        own = [one.card for one in row if one.card]
        for card in container.cards:
            if card.id in shown or card.story not in material.facts:
                continue
            rivals = [one for one in own if one.pinned or not card.pinned]
            other = by_hand.get(card.story)
            beaten = other is not None and (other.pinned or not card.pinned)
            assert beaten or len(rivals) == container.shows


@given(fronts())
def test_a_pin_keeps_its_place_when_there_is_something_before_it(front: Any) -> None:
    """The first pin of a full container stands where the editor put it."""
    document, material = front
    chosen = compose(document, material)

    for container, row in zip(document.containers, chosen, strict=True):
        if len(row) < container.shows:
            continue
        pins = [card for card in container.cards if card.pinned]
        standing = [card for card in pins if any(one.card is card for one in row)]
        if standing and len(standing) == 1:
            place = container.cards.index(standing[0])
            assert row[min(place, container.shows - 1)].card is standing[0]


@given(fronts())
def test_backfill_brings_only_what_it_asks_for_and_fills_what_it_can(front: Any) -> None:
    """A place is empty only when nothing is left that could stand there."""
    document, material = front
    chosen = compose(document, material)
    used = set(stories_of(chosen))

    for container, row in zip(document.containers, chosen, strict=True):
        backfill = container.backfill
        filled = [one.story for one in row if one.card is None]
        assert backfill is not None or not set(filled) - set(material.candidates[container.id])
        if backfill is None:
            continue
        assert all(choosing.suits(backfill, material.facts[pk]) for pk in filled)
        left = [
            pk
            for pk in material.candidates[container.id]
            if pk not in used and choosing.suits(backfill, material.facts[pk])
        ]
        assert len(row) == container.shows or not left


@given(fronts())
def test_the_same_rows_make_the_same_front(front: Any) -> None:
    """A page is a function of rows alone."""
    document, material = front

    assert compose(document, material) == compose(doc.read(doc.written(document)), material)


def test_a_lead_has_a_picture_if_any_story_has() -> None:
    """Unless somebody placed another one there."""
    facts = {1: Fact("article", False), 2: Fact("article", True), 3: Fact("article", False)}
    front = Container("00000001", "lead", shows=2, backfill=Backfill("newest"))
    material = Material(facts, {front.id: [1, 2, 3]})
    by_hand = Container(
        front.id, "lead", shows=2, cards=(Card("0" * 8, 3),), backfill=front.backfill
    )

    assert [one.story for one in compose(Document((front,)), material)[0]] == [2, 1]
    assert [one.story for one in compose(Document((by_hand,)), material)[0]] == [3, 1]


def test_a_place_that_is_free_is_filled_before_a_pin() -> None:
    """A withdrawn story leaves its place to the next one, and the pin stays where it is."""
    facts = {pk: Fact("article", False) for pk in (2, 3, 4)}
    cards = (Card("0000000a", 1), Card("0000000b", 2, pinned=True))
    front = Container("00000001", "list", shows=3, cards=cards, backfill=Backfill("newest"))

    chosen = compose(Document((front,)), Material(facts, {front.id: [3, 4]}))
    assert [one.story for one in chosen[0]] == [3, 2, 4]
