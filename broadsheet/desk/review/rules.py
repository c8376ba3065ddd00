"""Decisions about review links: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from broadsheet.kit.refusals import Reason

LONGEST = timedelta(days=30)
# Each view is a row in the log: a link that is opened without end must not fill it.
MOST_VIEWS = 500


class Fault(StrEnum):
    """Why a link does not open."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    EMBARGO = "embargo"
    CLOSED = "closed"
    OFTEN = "often"


@dataclass(frozen=True)
class Link:
    """A link at the moment at which somebody opens it.

    ``owner_may`` says whether whoever made it may still share the story; ``sealed`` whether the
    story was withdrawn.
    """

    expires_at: datetime
    revoked: bool = False
    under_embargo: bool = False
    embargoed: bool = False
    owner_may: bool = True
    sealed: bool = False
    views: int = 0


def fault_of(link: Link, at: datetime) -> Fault | None:
    """Return why a link does not open at ``at``, or ``None`` if it does."""
    if link.revoked:
        return Fault.REVOKED
    if link.expires_at <= at:
        return Fault.EXPIRED
    if link.sealed or not link.owner_may:
        return Fault.CLOSED
    if link.embargoed and not link.under_embargo:
        return Fault.EMBARGO
    return Fault.OFTEN if link.views >= MOST_VIEWS else None


def against_making(for_whom: str, expires_at: datetime, at: datetime) -> tuple[Reason, ...]:
    """Return every reason against a link for a person until a time."""
    found = []
    if not for_whom.strip():
        found.append(Reason("for-whom", "Say for whom the link is: the log names them."))
    if not at < expires_at <= at + LONGEST:
        found.append(
            Reason("expires", f"A link lasts for {LONGEST.days} days at most: choose a time ahead.")
        )
    return tuple(found)


def against_embargo(*, embargoed: bool, allowed: bool) -> tuple[Reason, ...]:
    """Return why a link to a story under embargo is not made, if its maker has not allowed it."""
    if not embargoed or allowed:
        return ()
    return (
        Reason(
            "embargo",
            "The story is under embargo: a link opens before it lifts only if you say so, and an "
            "editor may.",
        ),
    )
