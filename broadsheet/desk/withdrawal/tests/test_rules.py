"""Decisions about withdrawals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.desk.withdrawal import rules
from broadsheet.desk.withdrawal.rules import Facts
from broadsheet.law.terms import Span, after

NOON = datetime(2024, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "then"),
    [
        (Span(36, "hours"), datetime(2024, 2, 2, tzinfo=UTC)),
        (Span(180, "days"), datetime(2024, 7, 29, 12, tzinfo=UTC)),
        (Span(1, "months"), datetime(2024, 2, 29, 12, tzinfo=UTC)),
        (Span(13, "months"), datetime(2025, 2, 28, 12, tzinfo=UTC)),
        (Span(2, "years"), datetime(2026, 1, 31, 12, tzinfo=UTC)),
    ],
)
def test_a_span_ends_as_the_law_counts(span: Span, then: datetime) -> None:
    """A month without such a day ends on its last."""
    assert after(NOON, span) == then


def test_a_word_that_is_no_length_of_time_is_refused() -> None:
    """“Promptly” has no end to wait for."""
    with pytest.raises(ValueError, match="no length of time"):
        after(NOON, Span(0, "promptly"))


@pytest.mark.parametrize(
    ("ground", "person", "second"),
    [("legal", True, True), ("legal", False, False), ("editorial", True, False)],
)
def test_the_law_wants_two_persons(ground: str, person: bool, second: bool) -> None:
    """The paper's own decision is one person's, and what a program does is done."""
    assert rules.needs_a_second(ground, by_a_person=person) is second


def codes(facts: Facts, actor: int, at: datetime = NOON) -> set[str]:
    """The codes of the reasons against settling."""
    return {reason.code for reason in rules.against_settling(facts, actor, at)}


def test_another_person_settles_it_in_time() -> None:
    """Not the same one, not too late, and once."""
    waits = Facts("pending", "legal", by=1, confirm_by=NOON + timedelta(seconds=1))

    assert codes(waits, 2) == set()
    assert codes(waits, 1) == {"same-person"}
    assert codes(waits, 2, NOON + timedelta(seconds=1)) == {"too-late"}
    assert codes(Facts("standing", "legal", by=1), 2) == {"not-pending"}


def test_a_restoring_says_by_whose_order() -> None:
    """A note, and something to restore."""
    stands = Facts("standing", "legal", by=1)

    assert rules.against_lifting(stands, "High Court, 7 May") == ()
    assert [reason.code for reason in rules.against_lifting(stands, " ")] == ["note"]
    ended = Facts("lifted", "legal", by=1)
    assert [reason.code for reason in rules.against_lifting(ended, "x")] == ["not-withdrawn"]


def test_a_text_is_kept_as_long_as_the_law_says() -> None:
    """And only what the law sealed is ever erased."""
    sealed = Facts("standing", "legal", by=1, keep_until=NOON)

    assert rules.against_erasing(sealed, NOON, "Retention over.") == ()
    early = rules.against_erasing(sealed, NOON - timedelta(seconds=1), "Retention over.")
    assert [reason.code for reason in early] == ["kept"]
    own = rules.against_erasing(Facts("standing", "editorial", by=1), NOON, "x")
    assert [reason.code for reason in own] == ["not-sealed"]
