"""Decisions about embargoes: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from datetime import datetime

from broadsheet.kit.refusals import Reason

# To set an embargo or hold it longer; to let go of one before its time.
SET, LIFT = "story.embargo", "story.lift"


def holds(until: datetime | None, at: datetime) -> bool:
    """Whether an embargo until ``until`` still holds at ``at``; it lifts at that very moment."""
    return until is not None and until > at


def act_of(before: datetime | None, after: datetime | None, at: datetime) -> str:
    """Return which act the change of an embargo is: whoever may set one may not always lift it."""
    if not holds(before, at) or before is None:
        return SET
    return SET if after is not None and after >= before else LIFT


def against_embargo(
    before: datetime | None, after: datetime | None, at: datetime
) -> tuple[Reason, ...]:
    """Return every reason against holding a story until ``after`` in place of ``before``."""
    if after == before:
        return (Reason("same-embargo", "The embargo stands so already."),)
    if after is not None and after <= at:
        return (
            Reason(
                "embargo-past",
                "An embargo ends in the time to come; to lift it now, leave the time empty.",
            ),
        )
    return ()


def schedule_after(
    scheduled: datetime, before: datetime | None, after: datetime | None
) -> datetime:
    """Return when a scheduled version goes out once the embargo has changed.

    What was to go out as the embargo lifts still does; nothing goes out before it. A story whose
    embargo is lifted early keeps its time.
    """
    if after is None:
        return scheduled
    return after if scheduled == before or scheduled < after else scheduled
