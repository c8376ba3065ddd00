"""What the checks notice around a text: what came before, who writes, where, and who is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.comments.checks.bayes import LEAST, Bayes
from broadsheet.comments.checks.likeness import apart, likeness
from broadsheet.comments.checks.submission import (
    Duty,
    Level,
    Mode,
    Past,
    Place,
    Recent,
    Standing,
)
from broadsheet.comments.checks.tests.made import NOW, noticed, past
from broadsheet.comments.door import fold
from broadsheet.kit.tests.counts import examples

TEXT = "The bridge was closed for three weeks, and nobody at the municipality could say why."
ALIKE = "The bridge was closed for 3 weeks, and nobody at the municipality could say why"
OTHER = "Our school has had no water since Monday; the tanker came once and left half empty."


def number(text: str) -> int:
    """Return a text's likeness."""
    return likeness(fold(text, "en"))


def test_likeness_tells_the_same_from_the_other() -> None:
    """The same words in another dress are nearly one; others are far."""
    assert apart(number(TEXT), number(TEXT.upper().replace("o", "0"))) == 0
    assert apart(number(TEXT), number(ALIKE)) <= 12
    assert apart(number(TEXT), number(OTHER)) > 15
    assert 0 <= number("👍") < 2**64


@pytest.mark.parametrize(
    ("text", "recent", "says"),
    [
        (TEXT, Recent(own=(past(number(TEXT)),)), ["repeat-own"]),
        (TEXT, Recent(own=(past(number(TEXT), removed=True),)), ["repeat-removed"]),
        (TEXT, Recent(thread=(past(number(TEXT)),)), ["repeat-thread"]),
        (TEXT, Recent(own=(past(number(OTHER)),), thread=(past(number(OTHER)),)), []),
        (TEXT, Recent(own=(past(number(TEXT), minutes=60 * 24 * 4),)), []),
        ("Well said!", Recent(thread=(past(number("Well said")),)), []),
        ("Well said!", Recent(own=(past(number("Well said")),)), []),
        ("Well said!", Recent(own=(past(number("Well said"), minutes=2),)), ["repeat-own"]),
    ],
)
def test_a_repeat_is_noticed(text: str, recent: Recent, says: list[str]) -> None:
    """One's own within three days, others' in the thread; not “Well said” of many."""
    assert noticed(text, recent=recent) == says


@pytest.mark.parametrize(
    ("ages", "says"),
    [
        ((10,), []),
        ((10, 20), ["too-often"]),
        ((31, 40, 50), []),
        (tuple(range(60, 600, 60)), ["too-often"]),
        (tuple(range(610, 3_600, 120)), []),
        (tuple(range(610, 3_590, 90)), ["too-often"]),
    ],
)
def test_a_flood_is_noticed(ages: tuple[int, ...], says: list[str]) -> None:
    """Two in half a minute, eight in ten minutes, thirty in an hour."""
    own = tuple(Past(2**63 + age, NOW - timedelta(seconds=age)) for age in ages)

    assert noticed(TEXT, recent=Recent(own=own)) == says


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (Standing(), ["few-approved"]),
        (Standing(approved=3), []),
        (Standing(approved=3, since=NOW - timedelta(hours=3)), ["young-account"]),
        (Standing(approved=5, rejected=1, since=NOW - timedelta(days=9)), []),
        (Standing(approved=4, rejected=4), ["often-rejected"]),
        (Standing(Level.TRUSTED, rejected=9), []),
        (Standing(Level.STAFF), []),
    ],
)
def test_an_authors_record_is_noticed(who: Standing, says: list[str]) -> None:
    """New accounts and low standing; not of those whom the paper trusts."""
    assert noticed(TEXT, standing=who) == says


@pytest.mark.parametrize(
    ("place", "level", "says"),
    [
        (Place(1, mode=Mode.CLOSED), Level.STAFF, ["closed"]),
        (Place(1, mode=Mode.STAFF_ONLY), Level.TRUSTED, ["staff-only"]),
        (Place(1, mode=Mode.STAFF_ONLY), Level.STAFF, []),
        (Place(1, open_until=NOW), Level.TRUSTED, ["ended"]),
        (Place(1, open_until=NOW + timedelta(seconds=1)), Level.TRUSTED, []),
        (Place(1, mode=Mode.PRE), Level.TRUSTED, []),
    ],
)
def test_a_closed_place_is_noticed(place: Place, level: Level, says: list[str]) -> None:
    """Closed, ended, the staff's: to the second."""
    assert noticed(TEXT, place=place, standing=Standing(level)) == says


@pytest.mark.parametrize(
    ("duty", "says"),
    [
        (Duty(languages=frozenset({"en"})), []),
        (Duty(languages=frozenset({"hi"})), ["nobody-reads"]),
        (Duty(anyone=False), []),
        (Duty(anyone=False, night=True), ["nobody-there"]),
        (Duty(languages=frozenset({"en"}), night=True), []),
    ],
)
def test_who_is_at_the_desk_is_noticed(duty: Duty, says: list[str]) -> None:
    """A language that nobody reads; the night, when nobody is there."""
    assert noticed(TEXT, duty=duty) == says


def test_a_score_is_told_with_its_model() -> None:
    """High scores of known names; each is a machine's word."""
    scores = {"toxicity": 0.91, "insult": 0.2, "sunshine": 0.99, "obscene": 0.8}

    assert noticed(TEXT, scores=scores, model="m-1") == ["scored", "scored"]


SPAM = ["earn", "daily", "home", "rupees", "click"]
NEWS = ["bridge", "closed", "water", "tanker", "home"]


def taught(count: int = LEAST) -> Bayes:
    """Return what was learned of so many decisions of each kind."""
    return Bayes().learned([(SPAM, True), (NEWS, False)] * count)


def test_spam_is_learned_from_decisions() -> None:
    """What was rejected is known again, what was approved is not; with too few nothing is said."""
    assert taught().score(SPAM) > 0.95
    assert taught().score(NEWS) < 0.05
    assert taught().score(["unheard"]) < 0.6
    assert taught(LEAST - 1).score(SPAM) == 0
    assert noticed("Earn rupees daily from home, click", spam=taught()) == ["like-spam"]
    assert noticed(TEXT, spam=taught()) == []


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.lists(st.sampled_from([*SPAM, *NEWS])), st.booleans()), max_size=30))
def test_what_is_taken_back_was_never_learned(decisions: list[tuple[list[str], bool]]) -> None:
    """Learning and forgetting the same leaves the same; so does writing it down."""
    learned = taught().learned(decisions)

    assert learned.forgotten(decisions) == taught()
    assert Bayes.from_state(learned.as_state()) == learned
    assert 0 <= learned.score(SPAM) <= 1
    assert Bayes.from_state({}) == Bayes()
