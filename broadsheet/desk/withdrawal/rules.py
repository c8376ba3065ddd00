"""Decisions about withdrawals: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.kit.refusals import Reason

EDITORIAL, LEGAL = "editorial", "legal"
PENDING, STANDING = "pending", "standing"


@dataclass(frozen=True)
class Facts:
    """A withdrawal at the moment of an act. ``by`` and ``actor`` are users by number."""

    state: str
    ground: str
    by: int | None
    confirm_by: datetime | None = None
    keep_until: datetime | None = None


def needs_a_second(ground: str, *, by_a_person: bool) -> bool:
    """Say whether a second person must confirm: what a person withdraws by law, always."""
    return ground == LEGAL and by_a_person


def against_settling(facts: Facts, actor: int | None, at: datetime) -> tuple[Reason, ...]:
    """Return every reason against confirming or declining, which another person does in time."""
    found = []
    if facts.state != PENDING:
        found.append(Reason("not-pending", "Nothing waits for a second person here any more."))
    elif facts.confirm_by is not None and at >= facts.confirm_by:
        found.append(
            Reason("too-late", "The time to confirm is over: it comes back. Withdraw it anew.")
        )
    if facts.by is not None and actor == facts.by:
        found.append(
            Reason("same-person", "Whoever withdrew it cannot be the second person: ask another.")
        )
    return tuple(found)


def against_lifting(facts: Facts, note: str) -> tuple[Reason, ...]:
    """Return every reason against undoing a withdrawal."""
    found = []
    if facts.state not in (PENDING, STANDING):
        found.append(Reason("not-withdrawn", "It is not withdrawn: there is nothing to restore."))
    if not note.strip():
        found.append(Reason("note", "Say for the record by whose order, and why, it is restored."))
    return tuple(found)


def against_erasing(facts: Facts, at: datetime, note: str) -> tuple[Reason, ...]:
    """Return every reason against erasing a sealed text: the law may want it kept."""
    found = []
    if facts.state != STANDING or facts.keep_until is None:
        found.append(Reason("not-sealed", "Only a text that the law sealed is ever erased."))
    elif at < facts.keep_until:
        found.append(
            Reason("kept", f"The text is kept until {facts.keep_until:%Y-%m-%d}: erase it then.")
        )
    if not note.strip():
        found.append(Reason("note", "Say for the record why the text is erased."))
    return tuple(found)
