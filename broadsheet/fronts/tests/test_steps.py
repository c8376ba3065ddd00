"""Steps: those of two editors merge, each that can be taken is, and each can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fronts import document as doc
from broadsheet.fronts import steps
from broadsheet.fronts.document import Document, DocumentError
from broadsheet.fronts.steps import RefusedError

IDS = [f"{number:08x}" for number in range(1, 9)]
START = {
    "containers": [
        {
            "id": IDS[place],
            "layout": "list",
            "cards": [
                {"id": f"{place}{number:07x}", "story": 10 * place + number + 1}
                for number in range(3)
            ],
        }
        for place in range(3)
    ]
}
CARDS = [f"{place}{number:07x}" for place in range(3) for number in range(4)]
_after = st.none() | st.sampled_from([*IDS, *CARDS])
_steps = st.one_of(
    st.fixed_dictionaries(
        {
            "op": st.just("add_container"),
            "id": st.sampled_from(IDS),
            "layout": st.sampled_from(doc.LAYOUTS),
            "after": _after,
        }
    ),
    st.fixed_dictionaries(
        {"op": st.just("move_container"), "id": st.sampled_from(IDS), "after": _after}
    ),
    st.fixed_dictionaries(
        {
            "op": st.just("set_container"),
            "id": st.sampled_from(IDS),
            "title": st.text("ab ", max_size=4),
        }
    ),
    st.fixed_dictionaries({"op": st.just("remove_container"), "id": st.sampled_from(IDS)}),
    st.fixed_dictionaries(
        {
            "op": st.just("add_card"),
            "id": st.sampled_from(CARDS),
            "container": st.sampled_from(IDS),
            "story": st.integers(1, 40),
            "after": _after,
        }
    ),
    st.fixed_dictionaries(
        {
            "op": st.just("move_card"),
            "id": st.sampled_from(CARDS),
            "to": st.sampled_from(IDS),
            "after": _after,
        }
    ),
    st.fixed_dictionaries(
        {"op": st.just("set_card"), "id": st.sampled_from(CARDS), "pinned": st.booleans()}
    ),
    st.fixed_dictionaries({"op": st.just("remove_card"), "id": st.sampled_from(CARDS)}),
)


def taken(document: Document, some: list[dict[str, Any]]) -> tuple[Document, list[int]]:
    """Take steps one by one; give the places of those that were refused."""
    refused = []
    for place, step in enumerate(some):
        try:
            document = steps.apply(document, step)
        except RefusedError:
            refused.append(place)
    return document, refused


@given(st.lists(_steps, max_size=12), st.lists(_steps, max_size=12), st.randoms())
def test_every_step_that_has_something_to_act_on_is_taken(
    one: list[Any], other: list[Any], chance: Any
) -> None:
    """In any interleaving of two editors: refused is only what meets nothing, or what is there."""
    mixed, left = [], [list(one), list(other)]
    while any(left):
        mixed.append(chance.choice([row for row in left if row]).pop(0))
    document = doc.read(START)
    for step in mixed:
        containers = {each.id for each in document.containers}
        cards = {card.id for card in document.cards()}
        adds = step["op"].startswith("add_")
        own = cards if step["op"].endswith("_card") else containers
        wants = {step[name] for name in ("container", "to") if name in step}
        expected = (step["id"] in own) != adds and wants <= containers
        before, (document, refused) = document, taken(document, [step])

        assert (not refused) == expected
        assert not refused or document == before


@given(st.lists(_steps, max_size=20))
def test_the_same_steps_make_the_same_document(some: list[Any]) -> None:
    """And what is written is read again as it was."""
    first, second = (taken(doc.read(START), some)[0] for _ in range(2))

    assert first == second
    assert doc.read(doc.written(first)) == first


@given(st.lists(_steps, max_size=12))
def test_no_step_loses_a_card_but_one_that_removes(some: list[Any]) -> None:
    """Moving, adding and changing keep every card that is there, once."""
    document = doc.read(START)
    for step in some:
        before, (document, _refused) = document, taken(document, [step])
        gone = {card.id for card in before.cards()} - {card.id for card in document.cards()}

        assert not gone or step["op"].startswith("remove_")


@given(st.lists(_steps, max_size=8), _steps)
def test_a_step_taken_back_leaves_the_document_as_it_was(some: list[Any], step: Any) -> None:
    """Whatever the step was."""
    before = taken(doc.read(START), some)[0]
    try:
        back = steps.undoing(before, step)
    except RefusedError:
        return
    after = taken(steps.apply(before, step), back)

    assert after == (before, [])


WRONG = {
    "no operation": {"id": IDS[0]},
    "an unknown one": {"op": "drop_everything"},
    "the whole document by the back door": {"op": ["replace"]},
    "a word too many": {"op": "remove_card", "id": CARDS[0], "why": "x"},
    "no id": {"op": "add_container", "layout": "list", "after": None},
    "an id of another kind": {"op": "add_container", "id": "<b>", "layout": "list"},
    "no such layout": {"op": "set_container", "id": IDS[0], "layout": "carousel"},
    "a link that runs": {"op": "set_container", "id": IDS[0], "link": "javascript:alert(1)"},
    "a link to elsewhere's root": {"op": "set_container", "id": IDS[0], "link": "//evil.example"},
    "words that are too long": {"op": "set_card", "id": CARDS[0], "headline": "x" * 201},
    "two lines": {"op": "set_card", "id": CARDS[0], "kicker": "a\nb"},
    "a truth that is none": {"op": "set_card", "id": CARDS[0], "pinned": 1},
    "a moment without a zone": {"op": "set_card", "id": CARDS[0], "until": "2026-02-14T18:00"},
    "a row that cannot be": {"op": "set_card", "id": CARDS[0], "picture": -1},
    "too many shown": {"op": "set_container", "id": IDS[0], "shows": 1000},
    "a backfill of nothing": {"op": "set_container", "id": IDS[0], "backfill": {"from": "topic"}},
}


@pytest.mark.parametrize("step", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_step_is_refused_in_words(step: dict[str, Any]) -> None:
    """Nothing that a browser could send goes into a document unread."""
    with pytest.raises(RefusedError, match=r"\w+ .*\."):
        steps.apply(doc.read(START), step)


@pytest.mark.parametrize(
    "data",
    [None, [], {"containers": {}}, {"containers": [{}]}, {"more": 1}, {"containers": [{"id": 1}]}],
)
def test_what_is_no_document_is_refused(data: Any) -> None:
    """Whatever a file or the database holds."""
    with pytest.raises(DocumentError):
        doc.read(data)
