"""What becomes of a comment, from what the checks noticed. Pure: signals in, an outcome out.

The checks notice, the policy says what each clause does, and here it is settled, whatever the order
of the checks. Nothing that is added to the signals makes the outcome milder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod

from broadsheet.comments.checks.submission import Level, Mode, Signal, Standing
from broadsheet.comments.policy.clauses import Clause, Effect, Kind, Policy

MODE = "mode"
"""The name that the mode's own signals bear in place of a check's."""
FIRST_READ = "first-read"
CLOSED = "closed"


class Verdict(StrEnum):
    """What becomes of a comment; mildest first."""

    PUBLISH = "publish"
    NUDGE = "nudge"
    """Nothing is stored as sent: the author sees what it is about, and may send it again."""
    HOLD = "hold"
    REFUSE = "refuse"

    @property
    def strength(self) -> int:
        """How strict it is: a higher number stops more."""
        return list(Verdict).index(self)


class Queue(StrEnum):
    """Where at the moderators' desk a held comment waits."""

    NONE = ""
    HELD = "held"
    NEW_VOICE = "new-voices"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was settled, with the signals that decided it, the strictest first.

    ``risk``, from 0 to 100, puts moderators' work in order; it decides nothing.
    """

    kind: Verdict
    because: tuple[Signal, ...] = ()
    queue: Queue = Queue.NONE
    risk: int = 0
    by_machine: bool = field(default=False)
    """Whether nothing but a machine's score stands behind it."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The keys of the clauses concerned, each once."""
        return tuple(dict.fromkeys(signal.clause for signal in self.because))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A signal with what its clause does here."""

    signal: Signal
    effect: Effect
    nudges: bool
    gravity: float
    conduct: bool

    @property
    def mendable(self) -> bool:
        return self.effect is Effect.NUDGE or (self.nudges and self.effect is Effect.HOLD)


def settle(
    signals: Iterable[Signal],
    policy: Policy,
    mode: Mode,
    standing: Standing,
    nudged: bool = False,
) -> Outcome:
    """Settle what becomes of a comment.

    ``policy`` is the one that holds at its place (``policy.effects.effective``). ``nudged`` says
    that the author has been asked once: a second time the comment is held, or shown.
    """
    every = {*signals, *by_mode(policy, mode, standing)}
    weighed = sorted((_weighed(one, policy) for one in every), key=_order)
    kind, because = _settled(weighed, nudged=nudged)
    return Outcome(
        kind=kind,
        because=tuple(one.signal for one in because),
        queue=_queue(because) if kind is Verdict.HOLD else Queue.NONE,
        risk=_risk(weighed),
        by_machine=bool(because) and all(one.signal.machine for one in because),
    )


def by_mode(policy: Policy, mode: Mode, standing: Standing) -> tuple[Signal, ...]:
    """Return what the place's mode and the author's level say, whatever the text."""
    staff = standing.level is Level.STAFF
    if mode is Mode.CLOSED or (mode is Mode.STAFF_ONLY and not staff):
        return (Signal(MODE, CLOSED, mode.value),)
    if standing.level is Level.PRE_MODERATED:
        return (Signal(MODE, FIRST_READ, standing.level.value),)
    ahead = standing.level is Level.TRUSTED and policy.trusted_ahead
    if mode is Mode.QUESTIONS and not staff:
        return (Signal(MODE, FIRST_READ, mode.value),)
    if mode is Mode.PRE and not staff and not ahead:
        return (Signal(MODE, FIRST_READ, mode.value),)
    return ()


_BY_MODE = {CLOSED: Effect.REFUSE, FIRST_READ: Effect.HOLD}


def _weighed(signal: Signal, policy: Policy) -> _Weighed:
    """Put beside a signal what its clause does; what no clause speaks of is held and read."""
    clause = policy.get(signal.clause)
    if signal.check == MODE:
        return _Weighed(signal, _BY_MODE[signal.clause], False, 0.0, False)
    if clause is None:
        return _Weighed(signal, Effect.HOLD, False, 1.0, True)
    return _Weighed(
        signal,
        _effect(signal, clause),
        clause.nudges and not signal.machine,
        clause.gravity,
        clause.kind is Kind.CONDUCT,
    )


def _effect(signal: Signal, clause: Clause) -> Effect:
    if signal.weight <= 0:
        return Effect.NOTHING
    if clause.effect is Effect.REFUSE and signal.machine and not clause.machine_refuses:
        return Effect.HOLD
    return clause.effect


def _settled(weighed: list[_Weighed], *, nudged: bool) -> tuple[Verdict, list[_Weighed]]:
    refused = [one for one in weighed if one.effect is Effect.REFUSE]
    if refused:
        return Verdict.REFUSE, refused
    mendable = [one for one in weighed if one.mendable]
    if mendable and not nudged:
        return Verdict.NUDGE, mendable
    held = [one for one in weighed if one.effect is Effect.HOLD]
    if held:
        return Verdict.HOLD, held
    noted = (Effect.RANK, Effect.NUDGE)
    return Verdict.PUBLISH, [one for one in weighed if one.effect in noted]


def _order(one: _Weighed) -> tuple[object, ...]:
    """Strictest first, then by what it says: never by which check ran first."""
    signal = one.signal
    place = signal.span or (-1, -1)
    weight = -one.gravity * signal.weight
    said = (signal.clause, signal.check, signal.says, place, repr(signal.facts), signal.machine)
    return (-one.effect.strength, weight, *said)


def _queue(because: list[_Weighed]) -> Queue:
    if any(one.conduct for one in because):
        return Queue.HELD
    if any(one.signal.clause == "new-voices" for one in because):
        return Queue.NEW_VOICE
    return Queue.HELD


def _risk(weighed: list[_Weighed]) -> int:
    """How likely it is, taking the signals as independent, that somebody has to act."""
    counted = [one for one in weighed if one.effect is not Effect.NOTHING]
    safe = prod(1 - min(1.0, max(0.0, one.gravity * one.signal.weight)) for one in counted)
    return round(100 * (1 - safe))
