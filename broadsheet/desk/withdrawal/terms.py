"""The times that the law, or the paper's own profile, sets for withdrawals."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from broadsheet.law.profiles import Law, load
from broadsheet.law.terms import Span, after, span_of

CONFIRM, KEEP = "house.withdrawal.confirm", "house.withdrawal.keep"
# What holds if a paper's own file ends our duty and sets no other.
OTHERWISE = {CONFIRM: Span(24, "hours"), KEEP: Span(180, "days")}


@cache
def the_law() -> Law:
    """Return the profiles, read once; raises ``LawError``."""
    return load(Path(settings.HOME) / "law")


def confirm_by(at: datetime) -> datetime:
    """Return until when a second person may confirm what was withdrawn at ``at``."""
    return after(at, _span(CONFIRM, at))


def keep_until(at: datetime) -> datetime:
    """Return how long the text of what was withdrawn at ``at`` is kept, sealed."""
    return after(at, _span(KEEP, at))


def _span(key: str, at: datetime) -> Span:
    return span_of(the_law(), key, at, OTHERWISE[key])
