"""What a decision makes of a comment. Pure: no framework, no clock."""

from __future__ import annotations

from broadsheet.kit.refusals import Reason

HELD, SHOWN, REJECTED, REMOVED = "held", "shown", "rejected", "removed"
DELETED, ERASED = "deleted", "erased"

HOLD, APPROVE, REJECT, REMOVE = "hold", "approve", "reject", "remove"
RESTORE, DELETE, ERASE = "restore", "delete", "erase"

AFTER: dict[tuple[str, str], str] = {
    (HELD, APPROVE): SHOWN,
    (HELD, REJECT): REJECTED,
    # Reported and found right as it stands: it stays, and the report is answered.
    (SHOWN, APPROVE): SHOWN,
    (SHOWN, REMOVE): REMOVED,
    (SHOWN, REJECT): REMOVED,
    (SHOWN, HOLD): HELD,
    (REJECTED, RESTORE): SHOWN,
    (REMOVED, RESTORE): SHOWN,
    (HELD, DELETE): DELETED,
    (SHOWN, DELETE): DELETED,
    (HELD, ERASE): ERASED,
    (SHOWN, ERASE): ERASED,
    (REJECTED, ERASE): ERASED,
    (REMOVED, ERASE): ERASED,
    (DELETED, ERASE): ERASED,
}
"""What becomes of a comment in a state by an act; what is not here cannot be done."""

AGAINST_ITS_AUTHOR = frozenset({REJECT, REMOVE})
"""Acts that need a clause, and whose author is given a statement of reasons."""


def after(state: str, act: str) -> str | None:
    """Return the state that an act leads to, or ``None`` if it cannot be done."""
    return AFTER.get((state, act))


def against(state: str, act: str, clause: str) -> tuple[Reason, ...]:
    """Return the reasons against an act on a comment in a state; none if it may be done."""
    if after(state, act) is None:
        return (Reason("state", f"A comment that is {state} cannot be changed by {act!r}."),)
    if act in AGAINST_ITS_AUTHOR and not clause:
        return (Reason("clause", "Say which clause of the policy it breaks."),)
    return ()


def waits(state: str, queue: str) -> bool:
    """Whether a moderator has yet to decide."""
    return state == HELD or bool(queue)
