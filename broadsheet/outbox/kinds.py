"""What can be done at its time and what can follow from an act: registered by rooms and config.

A room registers while Django starts (in its ``AppConfig.ready``), and the worker finds by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from broadsheet.outbox.rules import Patience

Payload = Mapping[str, Any]

# An act is given half an hour of tries, an effect an hour: then a person looks at it.
FOR_ACTS = Patience(tries=10, first=timedelta(seconds=5), longest=timedelta(minutes=10))
FOR_EFFECTS = Patience(tries=11, first=timedelta(seconds=2), longest=timedelta(minutes=15))


@dataclass(frozen=True)
class Thing:
    """What an act is done to: a word for its kind, its number, and its name for people."""

    kind: str
    id: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.name}"


@dataclass(frozen=True)
class Due:
    """An act whose time has come; ``at`` is the moment at which it is done."""

    act: str
    subject: Thing
    revision: str
    due_at: datetime
    at: datetime


@dataclass(frozen=True)
class TimedAct:
    """An act that can be done at its time.

    ``do`` runs inside one transaction with the row that asked for it. It returns whether there was
    anything left to do, and whatever it raises undoes all of it. ``label`` is its name for people.
    """

    name: str
    do: Callable[[Due], bool]
    patience: Patience = FOR_ACTS
    label: Any = ""


@dataclass(frozen=True)
class Done:
    """An act that was just done, as the effects that may follow from it see it.

    ``record`` is the number of its row in the log, ``facts`` what the act says of itself.
    """

    act: str
    subject: Thing
    revision: str
    record: int
    at: datetime
    facts: Payload = field(default_factory=dict)


@dataclass(frozen=True)
class Sending:
    """One effect that is being sent. ``key`` goes along, so that the receiver may know it again."""

    key: str
    act: str
    subject: Thing
    payload: Payload
    made_at: datetime
    tries: int
    asked: int


@dataclass(frozen=True)
class Receipt:
    """The effect is there. ``seen_at`` is when a reader could first see it, if that was checked."""

    facts: Payload = field(default_factory=dict)
    seen_at: datetime | None = None


@dataclass(frozen=True)
class NotYet:
    """The effect is not there yet, which is no failure: ask again, after ``pause`` if it is set."""

    why: str
    pause: timedelta | None = None


class NotSentError(Exception):
    """It surely did not leave; it may be tried again, an alert too."""


class HopelessError(Exception):
    """It did not leave, and trying again would not help; it is parked at once."""


def whole(done: Done) -> Payload | None:
    """Take all of an act's facts along."""
    return done.facts


@dataclass(frozen=True)
class EffectKind:
    """Something that follows from acts, outside the act's own transaction.

    ``acts`` are those it follows from. ``wanted`` is asked inside the act's transaction what
    ``send`` will need; it must be quick, and ``None`` means that nothing follows this time.
    ``send`` runs outside any transaction and has ``limit`` to answer: after that another worker
    takes it for lost. An ``alert`` is never sent again while nobody knows whether it left: for it
    any exception but ``NotSentError`` and ``HopelessError`` means just that.
    ``once_per`` "revision" holds even if the same revision is published again; "act" does not.
    ``after`` names an effect of the same act that must be done first.
    ``give_up`` ends the asking of what is "not yet"; it is parked then. ``label`` is for people.
    """

    name: str
    acts: frozenset[str]
    send: Callable[[Sending], Receipt | NotYet]
    wanted: Callable[[Done], Payload | None] = whole
    patience: Patience = FOR_EFFECTS
    alert: bool = False
    once_per: Literal["revision", "act"] = "revision"
    after: str = ""
    limit: timedelta = timedelta(seconds=60)
    give_up: timedelta = timedelta(minutes=30)
    label: Any = ""


_acts: dict[str, TimedAct] = {}
_effects: dict[str, EffectKind] = {}
_places: dict[str, Callable[[str], str]] = {}
_words: dict[str, Any] = {}


def register_act(act: TimedAct) -> None:
    """Say how an act is done at its time; the last word under a name counts."""
    _acts[act.name] = act


def register_effect(kind: EffectKind) -> None:
    """Say what follows from acts; the last word under a name counts."""
    _effects[kind.name] = kind


def forget_effect(name: str) -> None:
    """Take an effect out again; what waits for it is parked."""
    _effects.pop(name, None)


def register_place(kind: str, address: Callable[[str], str]) -> None:
    """Say at which screen of the desk a subject of that kind is found, by its number."""
    _places[kind] = address


def register_words(act: str, words: Any) -> None:
    """Say what an act that was done is called for people."""
    _words[act] = words


def words_for(act: str) -> Any:
    """Return what an act that was done is called for people; its own name if nobody has said."""
    return _words.get(act, act)


def place_of(thing: Thing) -> str:
    """Return the address of a subject's own screen at the desk, or ""."""
    find = _places.get(thing.kind)
    return find(thing.id) if find else ""


def act_named(name: str) -> TimedAct | None:
    """Return the act of that name, or ``None``."""
    return _acts.get(name)


def effect_named(name: str) -> EffectKind | None:
    """Return the effect of that name, or ``None``."""
    return _effects.get(name)


def effects_of(act: str) -> list[EffectKind]:
    """Return what follows from an act, in the order of registration."""
    return [kind for kind in _effects.values() if act in kind.acts]
