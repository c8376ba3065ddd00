"""From a duty to a moment: the times that a profile sets, counted as a law counts them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.law.profiles import Law, NoDutyError, Unit


@dataclass(frozen=True)
class Span:
    """A length of time as a law writes it: hours, days, months or years."""

    amount: int
    unit: str


def after(at: datetime, span: Span) -> datetime:
    """Return the moment a span later; a month that has no such day ends on its last one.

    Raises ``ValueError`` for a unit that is no length of time.
    """
    if span.unit in ("hours", "days"):
        return at + timedelta(**{span.unit: span.amount})
    if span.unit not in ("months", "years"):
        raise ValueError(f"{span.unit!r} is no length of time: write hours, days, months, years.")
    months = at.month - 1 + span.amount * (12 if span.unit == "years" else 1)
    year, month = at.year + months // 12, months % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def span_of(law: Law, key: str, at: datetime, otherwise: Span) -> Span:
    """Return a duty's span on the day; ``otherwise`` if there is none, or it has no number.

    A paper's own file may end a duty of ours and set no other; "promptly" is no number.
    """
    try:
        duty = law.on(key, at.date())
    except NoDutyError:
        return otherwise
    return otherwise if duty.unit is Unit.PROMPTLY else Span(duty.amount, str(duty.unit))
