"""The written form that a digest is taken over: one for both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.kit.tests.counts import examples
from broadsheet.records.actions import Subject, write
from broadsheet.records.canonical import EXACT, canonical, keep, moment
from broadsheet.records.models import Record

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
NUMBER = st.one_of(st.integers(-EXACT, EXACT), st.floats(allow_nan=False, allow_infinity=False))
FACTS = st.dictionaries(
    TEXT,
    st.recursive(
        st.one_of(st.none(), st.booleans(), NUMBER, TEXT),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@pytest.mark.django_db
@settings(
    max_examples=examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(facts=FACTS, note=TEXT)
def test_what_the_database_gives_back_has_the_same_written_form(
    facts: dict[str, Any], note: str
) -> None:
    """Floats, letters of every script and nested facts survive SQLite's text and jsonb alike."""
    record = write(
        "story.publish", subject=Subject("story", "1"), actor=None, at=NOON, after=facts, note=note
    )

    again = Record.objects.get(pk=record.pk)
    assert canonical({"after": again.after, "note": again.note, "at": again.at}) == canonical(
        {"after": keep(facts), "note": note, "at": NOON}
    )


@given(
    at=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001  given its zone below
    minutes=st.integers(-14 * 60, 14 * 60),
)
def test_moment_is_the_same_in_every_zone(at: datetime, minutes: int) -> None:
    """One moment has one written form."""
    there = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    assert moment(there) == moment(there.astimezone(UTC))
    assert datetime.fromisoformat(moment(there)) == there


@given(facts=FACTS)
def test_order_of_the_keys_does_not_count(facts: dict[str, Any]) -> None:
    """jsonb keeps keys in an order of its own."""
    turned = dict(reversed(facts.items()))

    assert canonical({"a": facts}) == canonical({"a": turned})


@pytest.mark.parametrize(
    ("one", "other"),
    [(1.0, 1), (-0.0, 0), (1e22, 10**22), (1e308, 10**308), (float(EXACT), EXACT)],
)
def test_number_is_written_by_its_value(one: float, other: float) -> None:
    """``jsonb`` gives some floats back as whole numbers, and knows no minus nought."""
    assert canonical({"n": one}) == canonical({"n": other})


@pytest.mark.parametrize(("one", "other"), [(True, 1), (False, 0), ("1", 1), (None, ""), (1, 1.5)])
def test_unlike_facts_have_unlike_forms(one: object, other: object) -> None:
    """What is not the same does not look the same."""
    assert canonical({"n": one}) != canonical({"n": other})


def test_letters_are_kept_as_they_are_typed() -> None:
    """Neither escapes nor another normal form: the log says what was said."""
    assert canonical({"name": "भारत தமிழ் اردو é e\u0301"}).decode() == (
        '{"name":"भारत தமிழ் اردو é e\u0301"}'
    )


def test_everyday_kinds_become_text() -> None:
    """A moment, a day, a price."""
    assert keep({"at": NOON, "day": NOON.date(), "price": Decimal("3.50"), "many": ("a",)}) == {
        "at": "2026-03-04T12:00:00.000000+00:00",
        "day": "2026-03-04",
        "price": "3.50",
        "many": ["a"],
    }
