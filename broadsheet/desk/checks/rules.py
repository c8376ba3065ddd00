"""Decisions about flagging a story for legal and clearing it: no framework, no clock."""

from __future__ import annotations

from broadsheet.kit.refusals import Reason


def against_flagging(reason: str, *, open_already: bool) -> tuple[Reason, ...]:
    """Return every reason against flagging a story for legal."""
    found = []
    if not reason.strip():
        found.append(Reason("reason", "Say what legal should look at."))
    if open_already:
        found.append(Reason("flagged", "The story is flagged already: legal has not cleared it."))
    return tuple(found)


def against_clearing(*, flagged: bool, words_changed: bool) -> tuple[Reason, ...]:
    """Return every reason against clearing a story.

    ``words_changed`` says that the draft is another one than the lawyer has read.
    """
    found = []
    if not flagged:
        found.append(Reason("not-flagged", "The story is not flagged: there is nothing to clear."))
    if words_changed:
        found.append(
            Reason("words-changed", "The text was changed while you read it: read it again.")
        )
    return tuple(found)
