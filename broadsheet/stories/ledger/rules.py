"""Decisions about the ledger: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadsheet.kit.refusals import Reason

LONGEST = 4_000


class Note(StrEnum):
    """What the paper may say of a story without changing its text."""

    CLARIFICATION = "clarification"
    EDITORS_NOTE = "editors_note"
    RETRACTION = "retraction"


ACT = {
    Note.CLARIFICATION: "story.correct",
    Note.EDITORS_NOTE: "story.correct",
    Note.RETRACTION: "story.retract",
}
"""What whoever adds a note must be allowed."""


@dataclass(frozen=True)
class Noted:
    """A story at the moment at which a note is added to it."""

    live: bool
    withdrawn: bool
    retracted: bool


def against_note(noted: Noted, kind: Note, text: str) -> tuple[Reason, ...]:
    """Return every reason against adding a note of ``kind``."""
    found = []
    if noted.withdrawn:
        found.append(
            Reason("withdrawn", "The story was withdrawn: readers would not see the note.")
        )
    elif not noted.live:
        found.append(Reason("not-live", "The story is not published: there is nothing to note."))
    if not text.strip():
        found.append(Reason("text", "Write what the reader is to be told."))
    if len(text.strip()) > LONGEST:
        found.append(Reason("long", f"A note has at most {LONGEST:,} characters: shorten it."))
    if kind is Note.RETRACTION and noted.retracted:
        found.append(
            Reason("retracted", "The story is retracted already: add an editor's note instead.")
        )
    return tuple(found)


def against_withdrawing_version(
    *, newest: bool, live: bool, withdrawn: bool, note: str
) -> tuple[Reason, ...]:
    """Return every reason against withdrawing one version of a story."""
    found = []
    if newest and live:
        found.append(
            Reason(
                "newest",
                "Readers have this version now: publish one without it first, or withdraw the "
                "story.",
            )
        )
    if withdrawn:
        found.append(Reason("withdrawn", "This version was withdrawn already."))
    if not note.strip():
        found.append(Reason("note", "Say for the record why the version is withdrawn."))
    return tuple(found)


def reached(at: datetime, clock: datetime | None) -> datetime:
    """Return the second clock after a note at ``at``: it moves on, and never back."""
    return max(at, clock) if clock else at
