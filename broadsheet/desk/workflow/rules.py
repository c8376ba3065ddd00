"""Whose approval is needed, what has been given, and what still counts: facts in, answer out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from broadsheet.kit.refusals import Reason

SUB, EDITOR, LEGAL = PARTS = ("sub", "editor", "legal")
NEVER, FLAGGED, ALWAYS = "never", "flagged", "always"
CHANGES = frozenset(("typo", "update", "correction"))


@dataclass(frozen=True)
class Answer:
    """What the last to approve says of a change to what is out; ``note`` is for its readers."""

    change: str = ""
    note: str = ""


@dataclass(frozen=True)
class Step:
    """What a step of the workflow asks for; ``legal`` is one of never, flagged, always."""

    sub: bool = True
    editor: bool = True
    legal: str = FLAGGED
    by_writer: bool = False


@dataclass(frozen=True)
class Signature:
    """A part that was given by ``user`` for the text whose digest is ``words``."""

    part: str
    user: int
    words: str


@dataclass(frozen=True)
class Signer:
    """Somebody who would approve: the parts that their roles allow, and whether they wrote it."""

    user: int
    parts: frozenset[str]
    writer: bool = False


def needed(step: Step, *, flagged: bool) -> tuple[str, ...]:
    """Return the parts that a story needs, in the order in which they are shown."""
    legal = step.legal == ALWAYS or (step.legal == FLAGGED and flagged)
    asked = {SUB: step.sub, EDITOR: step.editor, LEGAL: legal}
    return tuple(part for part in PARTS if asked[part])


def counting(given: Iterable[Signature], words: str) -> dict[str, Signature]:
    """Return by part what counts of what was given: the text must be the one that was read."""
    return {one.part: one for one in given if one.words == words}


def missing(parts: Iterable[str], given: Iterable[Signature], words: str) -> tuple[str, ...]:
    """Return the parts that are still to be given for this text."""
    there = counting(given, words)
    return tuple(part for part in parts if part not in there)


def part_for(
    signer: Signer, step: Step, missing: Iterable[str], given: Collection[Signature], words: str
) -> str:
    """Return the part that somebody would give now, or "".

    One person gives one part of a story, however many roles they hold; the writer none, unless
    the step lets them.
    """
    if signer.writer and not step.by_writer:
        return ""
    if any(one.user == signer.user for one in counting(given, words).values()):
        return ""
    return next((part for part in missing if part in signer.parts), "")


def against_approving(
    signer: Signer, step: Step, missing: Collection[str], given: Collection[Signature], words: str
) -> tuple[Reason, ...]:
    """Return every reason against an approval, as the person needs to hear it."""
    if part_for(signer, step, missing, given, words):
        return ()
    if signer.writer and not step.by_writer:
        return (Reason("own-story", "You wrote it: somebody else must approve it."),)
    if any(one.user == signer.user for one in counting(given, words).values()):
        return (Reason("approved-already", "You have approved this text already."),)
    return (Reason("no-part", "No part that is still missing is yours to give."),)


def against_text(read: str, words: str) -> tuple[Reason, ...]:
    """Return the reason against approving another text than the one that was read."""
    if not read or read == words:
        return ()
    return (
        Reason("other-text", "The text has changed since you opened it: read it again, please."),
    )


def asks_change(missing: Collection[str], *, was_out: bool) -> bool:
    """Whether an approval is asked what the change is: the last one, of what readers have seen."""
    return was_out and len(missing) == 1


def against_unsaid(answer: Answer) -> tuple[Reason, ...]:
    """Return every reason against an answer that does not say what the change is."""
    if answer.change not in CHANGES:
        return (
            Reason(
                "change",
                "It is the last approval: say whether the change is a typo, an update or a "
                "correction.",
            ),
        )
    if answer.change == "correction" and not answer.note.strip():
        return (Reason("reader-note", "Tell readers what was wrong."),)
    return ()


def against_sending_back(note: str) -> tuple[Reason, ...]:
    """Return every reason against sending a story back."""
    if note.strip():
        return ()
    return (Reason("note", "Say what should be changed, so that the writer can mend it."),)
