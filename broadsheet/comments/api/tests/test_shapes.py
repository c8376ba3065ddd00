"""What programs send is held to its shape, and what is wrong is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given, strategies

from broadsheet.comments.api import door, schema
from broadsheet.comments.api.schema import Fault, Misshapen, as_data, filled, says, schema_of

ANY_JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(),
    lambda inside: strategies.lists(inside) | strategies.dictionaries(strategies.text(), inside),
    max_leaves=8,
)


@dataclass(frozen=True)
class Letter:
    """A letter."""

    to: str = says("To whom.", minLength=1, maxLength=5)
    kind: Literal["open", "closed"] = "open"
    stamps: int | None = says("How many.", None, minimum=1, maximum=9)


def test_what_fits_becomes_its_shape_and_back() -> None:
    """What is left out has its default."""
    letter = filled(Letter, {"to": "Rosa", "stamps": 3})

    assert letter == Letter("Rosa", "open", 3)
    assert filled(Letter, as_data(letter)) == letter


def test_everything_that_is_wrong_is_named_at_once() -> None:
    """A number is no truth, a truth is no number, and there is no field of that name."""
    with pytest.raises(Misshapen) as caught:
        filled(Letter, {"kind": "sealed", "stamps": True, "more": 1})

    assert [one.field for one in caught.value.faults] == ["kind", "more", "stamps", "to"]


@pytest.mark.parametrize("stamps", [0, 10, 10**40, "3", 3.0])
def test_bounds_are_kept(stamps: object) -> None:
    """The bounds are those of the description."""
    with pytest.raises(Misshapen):
        filled(Letter, {"to": "Rosa", "stamps": stamps})

    assert schema_of(Letter)["properties"]["stamps"]["maximum"] == 9


@given(ANY_JSON)
def test_any_json_is_a_shape_or_is_told_why_not(data: object) -> None:
    """Nothing else is raised."""
    faults: tuple[Fault, ...] = ()
    try:
        letter = filled(Letter, data)
    except Misshapen as error:
        letter, faults = Letter("none"), error.faults

    assert faults or 1 <= len(letter.to) <= 5


@pytest.mark.parametrize(
    "text",
    ['{"a":1,"a":2}', "[" * 9 + "]" * 9, "NaN", '"\\u0000"', '"\\ud800"', "{", '{"a":[[[[[[[[1'],
)
def test_json_that_is_doubled_deep_or_no_text_is_refused(text: str) -> None:
    """Each is a ``ValueError``, whatever it would have become."""
    with pytest.raises(ValueError, match=r"."):
        door.read(text)


def test_brackets_in_a_text_are_no_depth() -> None:
    """Nor are those behind an escaped quotation mark."""
    deep = schema.deeper_than

    assert not deep('{"a": "' + "[" * 50 + '\\"' + "{" * 50 + '"}')
    assert deep('{"a": "\\\\"' + "[" * 50)
