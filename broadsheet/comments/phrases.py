"""What signals, outcomes and faults say, in words a person understands."""

from __future__ import annotations

from broadsheet.comments.checks.submission import Signal
from broadsheet.comments.door import Fault


def said(signal: Signal) -> str:
    """Return what a signal says, in the active language."""
    return signal.says


def mend(fault: Fault) -> str:
    """Return what the author is to do about a text that cannot be taken, in the active language."""
    return fault.code
