"""The times that the law, or the paper's own profile, sets for withdrawals."""

from __future__ import annotations

from datetime import datetime

from broadsheet.law.present import due
from broadsheet.law.terms import Span

CONFIRM, KEEP = "house.withdrawal.confirm", "house.withdrawal.keep"
# What holds if a paper's own file ends our duty and sets no other.
OTHERWISE = {CONFIRM: Span(24, "hours"), KEEP: Span(180, "days")}


def confirm_by(at: datetime) -> datetime:
    """Return until when a second person may confirm what was withdrawn at ``at``."""
    return due(CONFIRM, at, OTHERWISE[CONFIRM])


def keep_until(at: datetime) -> datetime:
    """Return how long the text of what was withdrawn at ``at`` is kept, sealed."""
    return due(KEEP, at, OTHERWISE[KEEP])
