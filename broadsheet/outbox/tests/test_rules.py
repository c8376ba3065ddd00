"""Back-off, parking and lateness, by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.outbox.rules import (
    LONGEST_SOON,
    Fault,
    Outlook,
    Patience,
    after_fault,
    ask_again_after,
    key_of,
    late_by,
    lot,
    pause_after,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PATIENCE = Patience(tries=4, first=timedelta(seconds=2), longest=timedelta(seconds=10))


@given(st.integers(1, 500), st.floats(0, 1, exclude_max=True))
def test_pauses_double_up_to_the_longest_with_half_of_it_left_to_the_lot(
    tries: int, drawn: float
) -> None:
    """No pause is shorter than half of its turn, none longer than the longest."""
    whole = min(timedelta(seconds=2) * 2 ** min(tries - 1, 30), timedelta(seconds=10))

    assert whole / 2 <= pause_after(tries, PATIENCE, drawn) <= whole


@given(st.text(), st.integers(0, 100))
def test_the_lot_is_drawn_from_the_key(key: str, tries: int) -> None:
    """The same key and try draw the same share, so that a test can say when a try comes."""
    assert 0 <= lot(key, tries) < 1
    assert lot(key, tries) == lot(key, tries)


def test_a_thousand_that_failed_together_do_not_come_back_together() -> None:
    """Their pauses are spread over half of the pause."""
    pauses = {pause_after(1, PATIENCE, lot(f"push:{n}", 1)) for n in range(1000)}

    assert len(pauses) > 990
    assert max(pauses) - min(pauses) > timedelta(milliseconds=900)


@pytest.mark.parametrize(
    ("fault", "tries", "alert", "outlook"),
    [
        (Fault.FAILED, 1, False, Outlook.WAITING),
        (Fault.FAILED, 4, False, Outlook.PARKED),
        (Fault.HOPELESS, 1, False, Outlook.PARKED),
        (Fault.UNSURE, 1, False, Outlook.WAITING),
        (Fault.UNSURE, 4, False, Outlook.PARKED),
        (Fault.FAILED, 1, True, Outlook.WAITING),
        (Fault.FAILED, 4, True, Outlook.PARKED),
        (Fault.HOPELESS, 1, True, Outlook.PARKED),
        (Fault.UNSURE, 1, True, Outlook.UNKNOWN),
        (Fault.UNSURE, 4, True, Outlook.UNKNOWN),
    ],
)
def test_what_becomes_of_a_fault(fault: Fault, tries: int, alert: bool, outlook: Outlook) -> None:
    """Tried again until the last try; an alert that may have left is never sent again."""
    following = after_fault(fault, tries, PATIENCE, at=NOON, key="k", alert=alert)

    assert following.outlook is outlook
    assert (following.at > NOON) is (outlook is Outlook.WAITING)


def test_a_patience_without_tries_is_refused() -> None:
    """Nothing may be registered that is never sent."""
    with pytest.raises(ValueError, match="no try"):
        Patience(tries=0)
    with pytest.raises(ValueError, match="shrink"):
        Patience(first=timedelta(hours=1), longest=timedelta(minutes=1))


def test_not_yet_is_asked_again_soon_and_then_less_often() -> None:
    """A fifth of a second at first, five seconds in the end, or as the receiver wishes."""
    pauses = [ask_again_after(asked, None) for asked in range(1, 40)]

    assert pauses[0] == timedelta(milliseconds=200)
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_SOON
    assert ask_again_after(3, timedelta(minutes=1)) == timedelta(minutes=1)


def test_half_a_minute_is_not_late() -> None:
    """A busy second is no missed time; downtime is."""
    assert not late_by(NOON, NOON + timedelta(seconds=30))
    assert late_by(NOON, NOON + timedelta(hours=2)) == timedelta(hours=2)


def test_a_key_names_effect_subject_and_turn() -> None:
    """Whoever reads a receiver's log can tell what it was."""
    assert key_of("push", "story", "42", "revision-7") == "push:story-42:revision-7"
