"""The checks in the order in which they are asked; the outcome does not hang on it."""

from __future__ import annotations

from broadsheet.comments.checks.submission import Check, Signal, Submission

CHECKS: tuple[Check, ...] = ()


def examine(submission: Submission) -> tuple[Signal, ...]:
    """Return what every check noticed, in the order of the list."""
    return tuple(signal for check in CHECKS for signal in check(submission))
