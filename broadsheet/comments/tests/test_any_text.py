"""Every check takes any text: no exception, the same twice, its spans within the text, in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.order import CHECKS, examine
from broadsheet.comments.checks.submission import Check, Recent, Standing, Submission
from broadsheet.comments.checks.tests.made import past, submission
from broadsheet.comments.checks.tests.nasty import CORPUS, texts
from broadsheet.comments.checks.words import Entry, WordList
from broadsheet.comments.door import Unfit
from broadsheet.comments.phrases import said
from broadsheet.comments.policy.reading import shipped
from broadsheet.comments.rules import settle
from broadsheet.kit.tests.counts import examples

WORDS = WordList(
    [Entry("fool"), Entry("a"), Entry("word*"), Entry("*casino*"), Entry("क"), Entry("a b")]
)
SPAM = Bayes().learned([(["a", "word"], True), (["b", "www"], False)] * 20)
POLICY = shipped()


def made(text: str, language: str) -> Submission:
    """Return a submission in which every check has something to look at."""
    return submission(
        text,
        language,
        words=WORDS,
        spam=SPAM,
        standing=Standing(),
        recent=Recent(own=(past(0),), thread=(past(2**64 - 1),)),
        scores={"toxicity": 1.0},
    )


def hold_to_everything(text: str) -> None:
    """Whatever the checks promise of any text."""
    for language in ("en", "ta", "ru", ""):
        try:
            whole = made(text, language)
        except Unfit:
            return
        signals = examine(whole)
        assert examine(whole) == signals
        for signal in signals:
            assert 0 <= signal.weight <= 1
            assert said(signal)
            assert POLICY.get(signal.clause) is not None
            if signal.span:
                assert 0 <= signal.span.start < signal.span.end <= len(whole.written.text)
        outcome = settle(signals, POLICY, whole.place.mode, whole.standing)
        assert outcome == settle(signals[::-1], POLICY, whole.place.mode, whole.standing)


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_the_corpus_is_checked(text: str) -> None:
    """No nasty text breaks a check."""
    hold_to_everything(text)


@settings(max_examples=examples(60))
@given(texts())
def test_any_text_is_checked(text: str) -> None:
    """No text breaks a check."""
    hold_to_everything(text)


UNITS = (
    "a ",
    "a",
    "A",
    "1",
    "1 ",
    "+1-(2).",
    "1-",
    "@",
    "a@",
    "a@b.",
    "$h1t ",
    "flat no ",
    "flat 1 ",
    "www.",
    "a.",
    "a.b/",
    "https://a.b/ ",
    "क ",
    "at gmail ",
    "!",
    "-a",
    "h 1,",
    "6000 0",
    "abcpk1234f ",
)


def seconds(check: Check, whole: Submission) -> float:
    """Return the time of this process that a check takes."""
    began = time.process_time()
    list(check(whole))
    return time.process_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_a_check_takes_time_with_the_text_only(unit: str) -> None:
    """Eight times the text takes no more than some sixteen times as long: no way to stall one."""
    small, large = made(unit * 500, "en"), made(unit * 4_000, "en")

    for check in CHECKS:
        assert seconds(check, large) < 16 * seconds(check, small) + 0.05, check.__name__
