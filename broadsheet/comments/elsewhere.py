"""A check of the paper's own that runs elsewhere: what it answers, as signals. Pure.

It notices as every other check does, and a rule decides: what a machine elsewhere says is a
machine's score, and refuses nothing by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.rules import FIRST_READ, MODE
from broadsheet.comments.spans import Span

NAME, SAYS = "outside", "outside"
MOST, LONGEST, LONGEST_KEY = 20, 200, 40
Asks = Callable[[Submission], tuple[Signal, ...]]
_asked: list[Asks] = []


class NoAnswerError(ValueError):
    """What was answered is not in the form of signals."""


def register(asks: Asks) -> None:
    """Have a check asked of every comment, after all of the paper's own; called at the start."""
    if asks not in _asked:
        _asked.append(asks)


def noticed(submission: Submission) -> tuple[Signal, ...]:
    """Return what the checks elsewhere noticed."""
    return tuple(signal for asks in _asked for signal in asks(submission))


def unanswered() -> Signal:
    """Return what holds a comment about which nobody answered."""
    return Signal(MODE, FIRST_READ, "pre")


def signals_in(data: Any, length: int) -> tuple[Signal, ...]:
    """Read an answer about a text of ``length`` code points; raises ``NoAnswerError``."""
    if not isinstance(data, dict) or not isinstance(data.get("signals"), list):
        raise NoAnswerError("an object with a list of signals is wanted")
    return tuple(_read(data["signals"][:MOST], length))


def _read(rows: list[Any], length: int) -> Iterator[Signal]:
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("clause"), str):
            raise NoAnswerError("each signal names a clause")
        words, weight = row.get("words", ""), row.get("weight", 1)
        if not isinstance(words, str) or type(weight) not in {int, float}:
            raise NoAnswerError("words are text, and a weight is a number")
        if not 0 <= weight <= 1 or not 0 < len(row["clause"]) <= LONGEST_KEY:
            raise NoAnswerError("a weight is from 0 to 1, and a clause is a short key")
        yield Signal(
            NAME,
            row["clause"],
            SAYS,
            _span(row.get("start"), row.get("end"), length),
            (("words", _plain(words)),),
            float(weight),
            machine=True,
        )


def _plain(words: str) -> str:
    """Leave out what a database or a screen cannot take."""
    return "".join(sign for sign in words if sign.isprintable())[:LONGEST]


def _span(start: Any, end: Any, length: int) -> Span | None:
    if start is None or end is None:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise NoAnswerError("start and end are places in the text")
    return Span(start, end)
