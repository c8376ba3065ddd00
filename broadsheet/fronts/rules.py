"""What is allowed with fronts, and who arranges which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.fronts.document import Document
from broadsheet.kit.refusals import Reason

EDIT, PUBLISH = "front.edit", "front.publish"
MOST_PLANS = 20
# How far ahead a front may be planned: further is a slip of the pen.
FARTHEST = timedelta(days=366)
# How long somebody counts as being there after they were last heard of.
THERE = timedelta(seconds=15)
NOTE = 300


@dataclass(frozen=True)
class Wanted:
    """A draft that somebody wants out: what they saw of it, and what stands."""

    document: Document
    revision: int
    seen: int | None
    live: Document | None


def against_publishing(wanted: Wanted) -> tuple[Reason, ...]:
    """Say why a draft cannot be published as it is seen."""
    return (*_against_unseen(wanted), *_against_nothing(wanted))


def against_planning(
    wanted: Wanted, at: datetime, now: datetime, others: list[datetime]
) -> tuple[Reason, ...]:
    """Say why a draft cannot be planned for a moment."""
    found = [*_against_unseen(wanted)]
    if not wanted.document.containers:
        found.append(_EMPTY)
    if at <= now:
        found.append(Reason("past", "This moment is past: choose a later one, or publish now."))
    if at > now + FARTHEST:
        found.append(Reason("far", "This is more than a year away: choose an earlier moment."))
    if at in others:
        found.append(Reason("taken", "Another version is planned for this very moment."))
    if len(others) >= MOST_PLANS:
        words = f"{MOST_PLANS} versions are planned already: cancel one first."
        found.append(Reason("plans", words))
    return tuple(found)


def against_rolling_back(old: Document, live: Document | None) -> tuple[Reason, ...]:
    """Say why a front cannot go back to an old version."""
    if old == live:
        return (Reason("same", "This is what is live already."),)
    return ()


_EMPTY = Reason("empty", "The front has no container: add one, or nobody would see anything.")


def _against_unseen(wanted: Wanted) -> tuple[Reason, ...]:
    if wanted.seen is None or wanted.seen == wanted.revision:
        return ()
    words = "Somebody has changed the draft since you looked: see what it is now, then try again."
    return (Reason("moved-on", words),)


def _against_nothing(wanted: Wanted) -> tuple[Reason, ...]:
    if not wanted.document.containers:
        return (_EMPTY,)
    if wanted.document == wanted.live:
        return (Reason("same", "Nothing has changed: this is what is live already."),)
    return ()


@dataclass(frozen=True)
class Ages:
    """Since when a front is live and its lead is out, and its promise in minutes."""

    promise: int | None
    live_since: datetime
    lead_since: datetime | None


def broken(ages: Ages, now: datetime) -> frozenset[str]:
    """Say what is older than the promise at a moment: the ``front``, its ``lead``, both or none."""
    if not ages.promise:
        return frozenset()
    oldest = now - timedelta(minutes=ages.promise)
    moments = {"front": ages.live_since, "lead": ages.lead_since}
    return frozenset(what for what, since in moments.items() if since and since <= oldest)
