"""The comment policy as data: clauses in the paper's words, and what each one does. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What a clause does to a comment that a check found against it; mildest first."""

    NOTHING = "nothing"
    RANK = "rank"
    """It is shown, and moderators see it ahead of others."""
    NUDGE = "nudge"
    """Its author is asked once to think again; what is sent again is shown."""
    HOLD = "hold"
    REFUSE = "refuse"

    @property
    def strength(self) -> int:
        """How strict the effect is: a higher number stops more."""
        return list(Effect).index(self)


class Kind(StrEnum):
    """Whether a clause speaks of what readers do, or of how the paper works."""

    CONDUCT = "conduct"
    """A moderator can give it as the reason of a decision."""
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause's name and explanation in one language."""

    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words, by language, and what it does where nothing else is said."""

    key: str
    kind: Kind
    effect: Effect
    wordings: Mapping[str, Wording]
    nudges: bool = False
    """Before a comment is held for it, its author is asked once to mend it."""
    firm: bool = False
    """No section, story or standing may make it milder, only stricter."""
    machine_refuses: bool = False
    """Written down: a machine's score alone may refuse a comment under this clause."""
    gravity: float = 1.0
    """How heavily it counts in the order of the moderators' queue, from 0 to 1."""

    def in_words(self, language: str) -> Wording:
        """Return the wording in a language; in the policy's own where it is not translated."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))


@dataclass(frozen=True, slots=True)
class Override:
    """A clause's effect at some place, or for some standing, in place of the policy's own.

    Everything that is named must hold. From the widest to the narrowest: section, story, standing;
    a narrower section goes before a wider one.
    """

    clause: str
    effect: Effect
    section: str = ""
    story: int | None = None
    standing: str = ""
    """A level (``checks.submission.Level``)."""
    firm: bool = False
    """Nothing narrower may make it milder."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A version of the paper's comment policy, from the day that it holds."""

    version: str
    effective_from: date
    language: str
    """The language that it was written in, and that stands where a translation is missing."""
    clauses: tuple[Clause, ...]
    overrides: tuple[Override, ...] = ()
    trusted_ahead: bool = True
    """Where comments wait to be read, those of trusted authors do not."""
    titles: Mapping[str, str] = field(default_factory=dict)
    forewords: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)

    def clause(self, key: str) -> Clause:
        """Return a clause; raises ``KeyError`` with the keys that there are."""
        for clause in self.clauses:
            if clause.key == key:
                return clause
        known = ", ".join(clause.key for clause in self.clauses)
        raise KeyError(f"The policy {self.version} has no clause {key!r}; it has {known}.")

    def get(self, key: str) -> Clause | None:
        """Return a clause, or ``None``."""
        return next((clause for clause in self.clauses if clause.key == key), None)

    def title(self, language: str) -> str:
        """Return what the policy is called in a language, or in its own."""
        return self.titles.get(language) or self.titles.get(self.language, "")

    def foreword(self, language: str) -> str:
        """Return what stands ahead of the clauses, in a language, or in its own."""
        return self.forewords.get(language) or self.forewords.get(self.language, "")

    def conduct(self) -> tuple[Clause, ...]:
        """Return the clauses that a moderator can give as a reason."""
        return tuple(clause for clause in self.clauses if clause.kind is Kind.CONDUCT)
