"""The policy as a document: what a paper begins with, and what is said of one that is wrong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.comments import checks, phrases
from broadsheet.comments.checks.submission import Signal
from broadsheet.comments.door import Fault
from broadsheet.comments.policy.clauses import Effect, Kind
from broadsheet.comments.policy.reading import SHIPPED, PolicyError, parse, shipped
from broadsheet.comments.rules import Outcome, Queue, Verdict
from broadsheet.kit.tests.counts import examples

LANGUAGES = {"en", "hi", "kn", "ml", "ta", "ur"}
DOCUMENT = """
version = "2"
effective_from = 2026-02-01
language = "en"
[[clause]]
key = "spam"
kind = "conduct"
effect = "hold"
[clause.en]
name = "No spam"
explanation = "Nothing for sale."
[[override]]
clause = "spam"
effect = "refuse"
section = "sport"
"""


def test_the_shipped_policy_covers_the_pages_disclaimer() -> None:
    """What the page forbids are clauses of conduct; reporting and taking down are told."""
    policy = shipped()
    wanted = {"obscene", "defamatory", "inflammatory", "personal-attack", "outside-links"}
    more = {"spam", "flood", "contact-details", "illegal", "off-topic", "impersonation"}

    assert wanted | more <= {clause.key for clause in policy.conduct()}
    assert policy.clause("outside-links").effect is Effect.HOLD
    assert {"reporting", "taking-down"} <= {one.key for one in policy if one.kind is Kind.PRACTICE}
    assert not any(clause.machine_refuses for clause in policy)


def test_the_shipped_policy_is_written_in_every_language_of_the_paper() -> None:
    """Six languages, every clause, title and foreword; another falls back on the paper's own."""
    policy = shipped()

    assert {tuple(sorted(clause.wordings)) for clause in policy} == {tuple(sorted(LANGUAGES))}
    assert set(policy.titles) == set(policy.forewords) == LANGUAGES
    assert policy.clause("spam").in_words("fr") == policy.clause("spam").in_words("en")
    assert policy.title("fr") == policy.title("en")


def codes(folder: Path, position: int) -> set[str]:
    """Return every text at one place of a ``Signal(…)`` in the checks' source."""
    found: set[str] = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal":
                given = node.args[position : position + 1]
                found |= {str(one.value) for one in given if isinstance(one, ast.Constant)}
    return found


def test_every_clause_that_a_check_names_is_in_the_shipped_policy() -> None:
    """A check speaks of a clause that readers can read."""
    named = codes(Path(checks.__path__[0]), 1)

    assert {"outside-links", "night"} <= named <= {clause.key for clause in shipped()}


def test_every_code_of_a_check_is_put_into_words() -> None:
    """What a check says is a sentence, and what is unknown names its check."""
    for code in codes(Path(checks.__path__[0]), 2):
        facts = dict.fromkeys(("least", "percent", "count", "word", "host", "words", "model"), "x")
        more = dict.fromkeys(("score", "name", "seconds", "approved", "wanted", "days"), 7)
        rest = dict.fromkeys(("rejected", "decided", "language", "bits", "most"), "en")
        signal = Signal("one", "spam", code, None, tuple((facts | more | rest).items()))

        assert len(phrases.said(signal)) > 15, code
        assert "noticed something" not in phrases.said(signal), code
    assert "“hook”" in phrases.said(Signal("hook", "spam", "unheard"))


def test_faults_and_outcomes_say_what_to_do() -> None:
    """A fault tells by how much, an outcome what follows; each in the reader's language."""
    with override("en"):
        assert "shorten it by 7" in phrases.mend(Fault("too-long", 2_000, 2_007))
        assert "Welcome" in phrases.follows(Outcome(Verdict.HOLD, queue=Queue.NEW_VOICE))
        said = [phrases.follows(Outcome(verdict)) for verdict in Verdict]
        faults = ("empty", "too-long", "too-many-bytes", "too-many-lines", "too-many-links")

        assert len({*said, *(phrases.mend(Fault(code, 1, 2)) for code in faults)}) == 9


def test_a_document_is_read_as_it_is_written() -> None:
    """Version, day, clauses in their order, overrides."""
    policy = parse(DOCUMENT)

    assert (policy.version, str(policy.effective_from), policy.language) == (
        "2",
        "2026-02-01",
        "en",
    )
    assert [clause.key for clause in policy] == ["spam"]
    assert policy.clause("spam").in_words("en").name == "No spam"
    assert policy.overrides[0].section == "sport"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("version", "versoin", "versoin is none of"),
        ('version = "2"\n', "", "lacks version"),
        ("2026-02-01", '"soon"', "must be a day"),
        ("2026-02-01", "2026-02-01T10:00:00", "must be a day"),
        ('"en"', '"english!"', "no language's code"),
        ('"hold"', '"hide"', "effect is “hide”; it may be nothing, rank"),
        ('"conduct"', '"law"', "kind is “law”"),
        ('"hold"', "true", "effect must be text in quotes"),
        ('key = "spam"', 'key = "No Spam"', "small letters"),
        ("[clause.en]", "[clause.hi]", "has no words in en"),
        ('name = "No spam"', 'name = " "', "none may be empty"),
        ('explanation = "Nothing for sale."', "", "lacks explanation"),
        ('kind = "conduct"', 'kind = "conduct"\ncolour = "red"', "colour is none of"),
        ('kind = "conduct"', 'kind = "conduct"\ngravity = 3', "from 0 to 1"),
        ('kind = "conduct"', 'kind = "conduct"\nfirm = "yes"', "firm must be true or false"),
        ('clause = "spam"', 'clause = "ham"', "which is no clause"),
        ('section = "sport"', 'standing = "king"', "standing is “king”"),
        ('section = "sport"', 'story = "1"', "story must be a whole number"),
        ('section = "sport"', 'sections = "sport"', "sections is none of"),
        ("[[clause]]", "[clause]", "a table of its own"),
        ('effect = "hold"', 'effect = "refuse"\nnudges = true', "a nudge comes before a hold"),
        (
            "[[override]]",
            DOCUMENT[DOCUMENT.index("[[clause]]") : DOCUMENT.index("[[ov")] + "[[override]]",
            "stands twice",
        ),
        ("version", "\x00", "cannot be read"),
    ],
)
def test_a_wrong_document_says_what_to_mend(old: str, new: str, says: str) -> None:
    """Names, values, words, places: the first fault with its place."""
    with pytest.raises(PolicyError, match=says):
        parse(DOCUMENT.replace(old, new, 1))


def test_a_document_that_is_too_much_is_not_read() -> None:
    """Its size, and how many clauses it has, are bounded."""
    clause = DOCUMENT[DOCUMENT.index("[[clause]]") : DOCUMENT.index("[[override]]")]
    with pytest.raises(PolicyError, match="256 KB"):
        parse(DOCUMENT + "#" * 300_000)
    with pytest.raises(PolicyError, match="at most 100"):
        parse(DOCUMENT + clause * 100)


@settings(max_examples=examples(60))
@given(st.data())
def test_a_broken_document_is_an_error_and_never_a_crash(data: st.DataObject) -> None:
    """Cut, doubled or overwritten anywhere, it is a policy or says what is wrong."""
    text = SHIPPED.read_text(encoding="utf-8")[:6_000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    other = data.draw(
        st.sampled_from(["", '"', "[", "]]", "=", "\n", "1", "true", "{", "a.b", "\ud800"])
    )
    try:
        policy = parse(text[:start] + other + text[end:])
    except PolicyError as error:
        said = str(error)
    else:
        said = policy.clauses[0].key

    assert said
