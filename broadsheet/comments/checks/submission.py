"""What a check is given, and what it gives back. No framework, no clock.

A ``Submission`` is everything that may be weighed about a comment, frozen: the checks read nothing
else, so that the same submission is always judged alike, and can be judged again from the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.words import WordList
from broadsheet.comments.door import Written
from broadsheet.comments.folding import Folded
from broadsheet.comments.spans import Span

Fact = str | int | float


class Mode(StrEnum):
    """How the conversation under a story is held."""

    POST = "post"
    """Comments that no rule holds are shown at once, and moderated after."""
    PRE = "pre"
    """A moderator reads every comment before it is shown."""
    QUESTIONS = "questions"
    """Readers put questions; those that are taken up are shown with their answers."""
    STAFF_ONLY = "staff-only"
    CLOSED = "closed"


class Level(StrEnum):
    """What the paper thinks of an author, by a moderator's decision; ``USUAL`` without one."""

    STAFF = "staff"
    TRUSTED = "trusted"
    USUAL = "usual"
    PRE_MODERATED = "pre-moderated"


class LinkRule(StrEnum):
    """What becomes of a link to a host that is not on the paper's list."""

    HOLD = "hold"
    STRIP = "strip"
    """The address stays as plain text and leads nowhere; the comment is not held for it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An author's record at this paper; ``since`` is when the account was made."""

    level: Level = Level.USUAL
    since: datetime | None = None
    approved: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment is to stand.

    ``sections`` are the keys of the sections from the widest to the narrowest. ``open_until`` is
    when the conversation ends, ``None`` without an end.
    """

    story: int
    sections: tuple[str, ...] = ()
    mode: Mode = Mode.POST
    open_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A comment that stands already: its likeness (``checks.likeness``) and when it came."""

    likeness: int
    at: datetime
    length: int = 0
    """Graphemes: a short text says little by its likeness."""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """What came before, newest first: the author's own, anywhere, and others' in this thread.

    Hand in a bounded window: at most ``checks.repeat.WINDOW`` of each are looked at.
    """

    own: tuple[Past, ...] = ()
    thread: tuple[Past, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is at the moderators' desk: the languages they read together.

    ``anyone`` is whether somebody is there at all; ``night`` whether the paper holds comments while
    nobody is.
    """

    anyone: bool = True
    languages: frozenset[str] = frozenset()
    night: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that the checks go by; the paper may set its own."""

    least_letters: int = 2
    new_days: int = 2
    new_comments: int = 3
    """An account is new until it is so old *and* so many of its comments have been approved."""
    low_share: float = 0.5
    low_least: int = 4
    """Low standing: such a share of at least so many decided comments was rejected."""
    flood: tuple[tuple[int, int], ...] = ((30, 2), (600, 8), (3600, 30))
    """In so many seconds at most so many comments of one account."""
    alike_bits: int = 6
    alike_hours: int = 72
    alike_least: int = 20
    """Texts with fewer graphemes than this repeat only by being the same, and by one author."""
    shouting_share: float = 0.7
    shouting_letters: int = 20
    long_run: int = 8
    links: LinkRule = LinkRule.HOLD
    spam: float = 0.9
    toxicity: float = 0.8


@dataclass(frozen=True, slots=True)
class Submission:
    """A comment as the checks see it; ``now`` is the moment that it is judged at."""

    written: Written
    folded: Folded
    language: str
    now: datetime
    place: Place
    standing: Standing = Standing()
    reply: bool = False
    recent: Recent = Recent()
    duty: Duty = Duty()
    bounds: Bounds = Bounds()
    words: WordList = field(default_factory=WordList)
    hosts: frozenset[str] = frozenset()
    """Hosts that may be linked to, each with everything below it; the paper's own among them."""
    spam: Bayes = field(default_factory=Bayes)
    scores: Mapping[str, float] = field(default_factory=dict)
    """What a model says of the text, from 0 to 1, by the name of the score."""
    model: str = ""
    """The model's name and version, for the log."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that a check noticed.

    ``says`` is a code that ``phrases.said`` puts into words; ``facts`` are what these words name.
    ``weight`` is how sure the check is, from 0 to 1; at 0 it is only told and decides nothing.
    ``machine`` marks what a learned score says: alone it refuses nothing (``rules.settle``).
    """

    check: str
    clause: str
    says: str
    span: Span | None = None
    facts: tuple[tuple[str, Fact], ...] = ()
    weight: float = 1.0
    machine: bool = False

    def as_data(self) -> dict[str, Any]:
        """Return the signal as what JSON can hold, for the log."""
        return {
            "check": self.check,
            "clause": self.clause,
            "says": self.says,
            "span": [self.span.start, self.span.end] if self.span else None,
            "facts": dict(self.facts),
            "weight": self.weight,
            "machine": self.machine,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Signal:
        """Return what ``as_data`` wrote down; raises ``KeyError`` where something is missing."""
        span = data["span"]
        return cls(
            check=data["check"],
            clause=data["clause"],
            says=data["says"],
            span=Span(*span) if span else None,
            facts=tuple(data["facts"].items()),
            weight=data["weight"],
            machine=data["machine"],
        )


Check = Callable[[Submission], Iterable[Signal]]
