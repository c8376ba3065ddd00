"""What the moderators' desk works out for itself. Pure: no framework, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.comments import states
from broadsheet.comments.spans import Span

SHORT = 90
"""Characters of a comment on the one line that it has before it is opened."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a queue ended: the risk and the number of its last comment."""

    risk: int
    number: int

    def __str__(self) -> str:
        return f"{self.risk}~{self.number}"

    @classmethod
    def read(cls, text: str) -> Place:
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        risk, found, number = text.partition("~")
        if not found or not (risk.isascii() and number.isascii()):
            raise ValueError(f"{text!r} is no place in a queue.")
        if not (risk.isdecimal() and number.isdecimal()) or len(text) > 24:  # noqa: PLR2004 digits
            raise ValueError(f"{text!r} is no place in a queue.")
        return cls(int(risk), int(number))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with the numbers of the signals that speak of it."""

    text: str
    signals: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    """Those of them that end here: where their numbers are printed."""


def marked(text: str, spans: Sequence[Span | None]) -> list[Piece]:
    """Cut a text where signals begin and end; signals are counted from 1. Joined, it is the text.

    A span that reaches past the end is cut there; one without length marks nothing.
    """
    size = len(text)
    there = [
        (number, max(0, min(span.start, size)), min(span.end, size))
        for number, span in enumerate(spans, 1)
        if span is not None
    ]
    there = [one for one in there if one[1] < one[2]]
    cuts = sorted({0, size, *(one[1] for one in there), *(one[2] for one in there)})
    return [
        Piece(
            text[begin:end],
            tuple(number for number, first, last in there if first <= begin and end <= last),
            tuple(number for number, _first, last in there if last == end),
        )
        for begin, end in pairwise(cuts)
    ]


def shortened(text: str, most: int = SHORT) -> str:
    """Return the beginning of a text on one line, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most].rpartition(" ")[0] or line[:most]
    return f"{cut}…"


def taking_away(state: str) -> str:
    """Return the act that keeps a comment from readers: rejected before, or removed after."""
    return states.REMOVE if state == states.SHOWN else states.REJECT


def acts_on(state: str) -> tuple[str, ...]:
    """Return the acts that a moderator has for a comment in a state, the mildest first."""
    every = (states.APPROVE, states.HOLD, states.REJECT, states.REMOVE, states.RESTORE)
    found = [act for act in every if states.after(state, act)]
    if state == states.SHOWN:
        found.remove(states.REJECT)
    return tuple(found)
