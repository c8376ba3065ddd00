"""Settling: what stops more is never outvoted, and the same signals settle alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.comments.checks.submission import Level, Mode, Place, Signal, Standing
from broadsheet.comments.policy.clauses import Clause, Effect, Kind, Override, Policy, Wording
from broadsheet.comments.policy.effects import effective
from broadsheet.comments.policy.reading import shipped
from broadsheet.comments.rules import Outcome, Queue, Verdict, settle
from broadsheet.comments.spans import Span
from broadsheet.kit.tests.counts import examples

KEYS = ("one", "two", "three")
USUAL = Standing()
STAFF = Standing(Level.STAFF)
TRUSTED = Standing(Level.TRUSTED)
WATCHED = Standing(Level.PRE_MODERATED)

clauses = st.builds(
    Clause,
    key=st.just(""),
    kind=st.sampled_from(Kind),
    effect=st.sampled_from(Effect),
    wordings=st.just({"en": Wording("Name", "Why")}),
    nudges=st.booleans(),
    firm=st.booleans(),
    machine_refuses=st.booleans(),
    gravity=st.floats(0, 1),
)
overrides = st.builds(
    Override,
    clause=st.sampled_from(KEYS),
    effect=st.sampled_from(Effect),
    section=st.sampled_from(["", "nation", "delhi"]),
    story=st.sampled_from([None, 1, 2]),
    standing=st.sampled_from(["", *Level]),
    firm=st.booleans(),
)
signals = st.builds(
    Signal,
    check=st.sampled_from(["a", "b"]),
    clause=st.sampled_from([*KEYS, "unknown"]),
    says=st.sampled_from(["x", "y"]),
    span=st.none() | st.just(Span(0, 1)),
    weight=st.sampled_from([0.0, 0.2, 0.7, 1.0]),
    machine=st.booleans(),
)
standings = st.builds(Standing, level=st.sampled_from(Level))
modes = st.sampled_from(Mode)


@st.composite
def policies(draw: st.DrawFn, most: int = 6) -> Policy:
    """Return any policy of three clauses."""
    made = tuple(replace(draw(clauses), key=key) for key in KEYS)
    above = tuple(draw(st.lists(overrides, max_size=most)))
    ahead = draw(st.booleans())
    return Policy("1", date(2026, 1, 1), "en", made, above, trusted_ahead=ahead)


@settings(max_examples=examples(200))
@given(st.lists(signals, max_size=6), signals, policies(), modes, standings, st.booleans())
def test_nothing_that_is_added_makes_an_outcome_milder(
    some: list[Signal], more: Signal, policy: Policy, mode: Mode, who: Standing, nudged: bool
) -> None:
    """What one rule holds no other lets through, however many speak for it."""
    before = settle(some, policy, mode, who, nudged)
    after = settle([*some, more], policy, mode, who, nudged)

    assert after.risk >= before.risk
    if before.kind is Verdict.HOLD and not nudged:
        assert after.kind is not Verdict.PUBLISH
    else:
        assert after.kind.strength >= before.kind.strength


@settings(max_examples=examples(150))
@given(st.lists(signals, max_size=6), policies(), modes, standings, st.booleans(), st.randoms())
def test_the_same_signals_settle_alike_in_any_order(
    some: list[Signal], policy: Policy, mode: Mode, who: Standing, nudged: bool, by: object
) -> None:
    """Neither the order of the checks nor a signal said twice changes anything."""
    mixed = [*some, *some[:2]]
    by.shuffle(mixed)  # type: ignore[attr-defined]

    assert settle(mixed, policy, mode, who, nudged) == settle(some, policy, mode, who, nudged)


@settings(max_examples=examples(150))
@given(st.lists(signals, min_size=1, max_size=6), policies(), standings)
def test_a_machine_alone_refuses_nothing_unless_it_is_written(
    some: list[Signal], policy: Policy, who: Standing
) -> None:
    """Scores hold at most, where no clause says that they may refuse."""
    scores = [replace(one, machine=True) for one in some]
    unwritten = tuple(replace(clause, machine_refuses=False) for clause in policy)
    outcome = settle(scores, replace(policy, clauses=unwritten), Mode.POST, who, True)

    assert outcome.kind is not Verdict.REFUSE


@settings(max_examples=examples(150))
@given(st.lists(signals, max_size=5), policies(), modes, standings)
def test_a_nudge_comes_once(some: list[Signal], policy: Policy, mode: Mode, who: Standing) -> None:
    """Asked again, the author is held, shown or refused, and never let through by asking."""
    first, second = (settle(some, policy, mode, who, nudged) for nudged in (False, True))

    assert second.kind is not Verdict.NUDGE
    assert first.kind in {Verdict.NUDGE, second.kind}


@settings(max_examples=examples(200))
@given(policies(), st.lists(overrides, max_size=4), standings, st.sampled_from([1, 2]))
def test_what_is_firm_above_is_not_made_milder_below(
    policy: Policy, below: list[Override], who: Standing, story: int
) -> None:
    """A firm clause, or a section's firm effect, is a floor for every narrower place."""
    place = Place(story, ("nation", "delhi"))
    firm = tuple(
        replace(one, firm=True, section="nation", story=None, standing="")
        for one in policy.overrides[:1]
    )
    narrower = tuple(replace(one, story=story) for one in below)
    held = effective(replace(policy, overrides=firm), place, who)
    after = effective(replace(policy, overrides=(*firm, *narrower)), place, who)

    for clause in policy:
        above = held.clause(clause.key)
        if clause.firm or (firm and firm[0].clause == clause.key):
            assert after.clause(clause.key).effect.strength >= above.effect.strength


@settings(max_examples=examples(100))
@given(policies(), standings)
def test_settling_a_place_twice_is_settling_it_once(policy: Policy, who: Standing) -> None:
    """An effective policy has nothing left to settle."""
    place = Place(1, ("nation", "delhi"))
    once = effective(policy, place, who)

    assert effective(once, place, who) == once


@pytest.mark.parametrize(
    ("override", "effect"),
    [
        ({"section": "nation"}, Effect.RANK),
        ({"section": "sport"}, Effect.HOLD),
        ({"story": 1}, Effect.RANK),
        ({"standing": "trusted"}, Effect.RANK),
        ({"standing": "staff"}, Effect.HOLD),
    ],
)
def test_an_override_holds_at_its_place_only(override: dict[str, object], effect: Effect) -> None:
    """A section, a story, a standing: each where it is named, and nowhere else."""
    policy = shipped()
    own = Override("obscene", Effect.RANK, **override)  # type: ignore[arg-type]
    there = effective(
        replace(policy, overrides=(own,)), Place(1, ("nation", "nation-delhi")), TRUSTED
    )

    assert there.clause("obscene").effect is effect


def test_the_narrower_goes_before_the_wider() -> None:
    """Site, section, narrower section, story, standing, in whatever order they are written."""
    ladder = (
        Override("spam", Effect.REFUSE, standing="usual"),
        Override("spam", Effect.NUDGE, story=1),
        Override("spam", Effect.RANK, section="delhi"),
        Override("spam", Effect.NOTHING, section="nation"),
    )
    place, base = Place(1, ("nation", "delhi")), shipped()
    found = [
        effective(replace(base, overrides=ladder[count:]), place, USUAL).clause("spam").effect
        for count in range(5)
    ]

    assert found == [Effect.REFUSE, Effect.NUDGE, Effect.RANK, Effect.NOTHING, Effect.HOLD]


def settled(
    *some: Signal, mode: Mode = Mode.POST, who: Standing = USUAL, nudged: bool = False
) -> Outcome:
    """Settle by the shipped policy."""
    return settle(some, effective(shipped(), Place(1), who), mode, who, nudged)


SWEARING = Signal("words", "obscene", "word-suspect", Span(3, 7))
SPAM = Signal("spam", "spam", "like-spam", machine=True)
NEW = Signal("newcomer", "new-voices", "few-approved", weight=0.3)


@pytest.mark.parametrize(
    ("outcome", "kind", "queue"),
    [
        (settled(), Verdict.PUBLISH, Queue.NONE),
        (settled(SWEARING), Verdict.NUDGE, Queue.NONE),
        (settled(SWEARING, nudged=True), Verdict.HOLD, Queue.HELD),
        (settled(SPAM), Verdict.HOLD, Queue.HELD),
        (settled(NEW), Verdict.HOLD, Queue.NEW_VOICE),
        (settled(NEW, SPAM), Verdict.HOLD, Queue.HELD),
        (settled(mode=Mode.PRE), Verdict.HOLD, Queue.HELD),
        (settled(mode=Mode.PRE, who=TRUSTED), Verdict.PUBLISH, Queue.NONE),
        (settled(mode=Mode.PRE, who=STAFF), Verdict.PUBLISH, Queue.NONE),
        (settled(mode=Mode.QUESTIONS), Verdict.HOLD, Queue.HELD),
        (settled(mode=Mode.QUESTIONS, who=STAFF), Verdict.PUBLISH, Queue.NONE),
        (settled(mode=Mode.STAFF_ONLY), Verdict.REFUSE, Queue.NONE),
        (settled(mode=Mode.STAFF_ONLY, who=STAFF), Verdict.PUBLISH, Queue.NONE),
        (settled(mode=Mode.CLOSED, who=STAFF), Verdict.REFUSE, Queue.NONE),
        (settled(who=WATCHED), Verdict.HOLD, Queue.HELD),
        (settled(Signal("hook", "never-heard-of", "outside")), Verdict.HOLD, Queue.HELD),
    ],
)
def test_the_shipped_policy_settles(outcome: Outcome, kind: Verdict, queue: Queue) -> None:
    """Shown, asked once, held in its queue, or refused."""
    assert (outcome.kind, outcome.queue) == (kind, queue)


def test_a_nudge_names_the_words_and_not_the_score() -> None:
    """What the author cannot mend is not told: it would teach advertisers to hide."""
    outcome = settled(SWEARING, SPAM, NEW)

    assert outcome.because == (SWEARING,)
    assert outcome.clauses == ("obscene",)


def test_an_outcome_says_when_only_a_machine_spoke() -> None:
    """The law asks whether automatic means alone stand behind a decision."""
    assert settled(SPAM).by_machine
    assert not settled(SPAM, NEW).by_machine
    assert not settled().by_machine


def test_a_signal_comes_back_from_the_log_as_it_went() -> None:
    """As data and back it is the same."""
    signal = Signal("links", "outside-links", "link-outside", Span(1, 5), (("host", "a.in"),), 0.5)

    assert Signal.from_data(signal.as_data()) == signal
    assert Signal.from_data(SPAM.as_data()) == SPAM
