"""Decisions about readers' requests: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from broadsheet.kit.refusals import Reason

LONGEST_SENTENCE, LONGEST_WORDS, LONGEST_ANSWER = 600, 3_000, 3_000
MOST_WAITING = 200
"""Requests that wait at one story: then the desk knows, and a flood ends here."""


def against_asking(*, out: bool, words: str, sentence: str, waiting: int) -> tuple[Reason, ...]:
    """Return every reason against taking a request."""
    found = []
    if not out:
        found.append(Reason("not-out", "There is no such story to be put right."))
    if not words.strip():
        found.append(Reason("words", "Say what is wrong."))
    if len(words) > LONGEST_WORDS or len(sentence) > LONGEST_SENTENCE:
        found.append(
            Reason(
                "long",
                f"Quote at most {LONGEST_SENTENCE} characters, and write at most "
                f"{LONGEST_WORDS:,}.",
            )
        )
    if waiting >= MOST_WAITING:
        found.append(
            Reason("many", "Many readers have written about this story: the desk is looking at it.")
        )
    return tuple(found)


def against_answering(*, answered: bool, answer: str) -> tuple[Reason, ...]:
    """Return every reason against answering a request."""
    found = []
    if answered:
        found.append(Reason("answered", "Somebody has answered this request already."))
    if not answer.strip():
        found.append(Reason("answer", "Write what the reader is to be told."))
    if len(answer) > LONGEST_ANSWER:
        found.append(Reason("long", f"An answer has at most {LONGEST_ANSWER:,} characters."))
    return tuple(found)


def forget_at(made_at: datetime, answered_at: datetime | None, days: int) -> datetime:
    """Return when the asker's address is erased: so many days after the answer, or the asking."""
    return (answered_at or made_at) + timedelta(days=days)
