"""Decisions about what waits, fails and is late: facts in, answer out; no framework, no clock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE = timedelta(seconds=30)
"""How long after its time a thing is done before it counts as late."""
SOON = timedelta(milliseconds=200)
LONGEST_SOON = timedelta(seconds=5)


class Outlook(StrEnum):
    """What becomes of a thing that did not work out; the names of ``models.State``."""

    WAITING = "waiting"
    PARKED = "parked"
    UNKNOWN = "unknown"


class Fault(StrEnum):
    """How it did not work out."""

    FAILED = "failed"  # it surely was not done, and may work the next time
    HOPELESS = "hopeless"  # it was not done, and trying again would not help
    UNSURE = "unsure"  # whether it was done is not known


@dataclass(frozen=True)
class Patience:
    """How often something is tried, and how long the pauses are: doubled from ``first``."""

    tries: int = 8
    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=15)

    def __post_init__(self) -> None:
        if self.tries < 1 or not timedelta(0) < self.first <= self.longest:
            raise ValueError(f"{self} asks for no try at all, or for pauses that shrink.")


@dataclass(frozen=True)
class Next:
    """What becomes of it, and when it is tried again if it waits."""

    outlook: Outlook
    at: datetime


def lot(key: str, tries: int) -> float:
    """Return a number from 0 up to 1, always the same for the same key and try.

    Drawn from the key, so that a thousand things that failed together do not come back together,
    and so that a test can say when each comes.
    """
    drawn = hashlib.sha256(f"{key}#{tries}".encode()).digest()[:8]
    return int.from_bytes(drawn, "big") / 2**64


def pause_after(tries: int, patience: Patience, lot: float) -> timedelta:
    """Return the pause after the ``tries``-th failure: half of the doubled pause, and a share."""
    doubled = patience.first * (1 << min(tries - 1, 30))
    whole = min(doubled, patience.longest)
    return whole * (0.5 + lot / 2)


def after_fault(
    fault: Fault, tries: int, patience: Patience, *, at: datetime, key: str, alert: bool = False
) -> Next:
    """Return what becomes of something after its ``tries``-th try did not work out.

    An alert of which nobody knows whether it left is for a person to settle: sent twice is worse
    than sent late. Anything else may arrive twice under one key, so it is tried again.
    """
    if fault is Fault.UNSURE and alert:
        return Next(Outlook.UNKNOWN, at)
    if fault is Fault.HOPELESS or tries >= patience.tries:
        return Next(Outlook.PARKED, at)
    return Next(Outlook.WAITING, at + pause_after(tries, patience, lot(key, tries)))


def ask_again_after(asked: int, wished: timedelta | None) -> timedelta:
    """Return the pause before what is "not yet" is asked again; ``asked`` is how often it was."""
    if wished is not None:
        return wished
    doubled = SOON * (1 << min(max(asked - 1, 0), 20))
    return min(doubled, LONGEST_SOON)


def late_by(due_at: datetime, at: datetime) -> timedelta:
    """Return how late something due at ``due_at`` is at ``at``; zero if it is in time."""
    late = at - due_at
    return late if late > LATE else timedelta(0)


def key_of(effect: str, kind: str, subject: str, turn: str) -> str:
    """Return the idempotency key: the same effect of the same turn of the same subject, once."""
    return f"{effect}:{kind}-{subject}:{turn}"
