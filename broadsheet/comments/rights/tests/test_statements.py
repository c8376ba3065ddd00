"""Statements of reasons against the Transparency Database's own rules for each field."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from broadsheet.accounts.models import Role
from broadsheet.comments import policies
from broadsheet.comments.actions import noticing
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.models import Act, Comment, Sanction, Statement, Thread
from broadsheet.comments.reasons import (
    CATEGORIES,
    Automation,
    Facts,
    Measure,
    Source,
    statement,
)
from broadsheet.comments.statements import give_reasons_of
from broadsheet.comments.tests.cast import said, thread, voice
from broadsheet.kit import clock
from broadsheet.kit.tokens import digest
from broadsheet.stories.tests.cast import member

SCHEMA = Path(__file__).with_name("statement.schema.json")
TODAY = date(2026, 3, 2)


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(fields: dict[str, Any]) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator().iter_errors(fields)]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6_000)
facts = st.builds(
    Facts,
    measure=st.sampled_from(Measure),
    number=st.integers(1, 2**63),
    clause=st.sampled_from([*CATEGORIES, "a-clause-of-the-papers-own"]),
    ground=words,
    explanation=st.one_of(st.just(""), words),
    circumstances=words,
    language=st.sampled_from(["en", "hi", "ta", "ml", "kn", "ur", "en-IN"]),
    written_on=st.just(TODAY),
    decided_on=st.just(TODAY + timedelta(days=1)),
    policy_address=st.sampled_from(["", "https://paper.example/conversation/policy/"]),
    law=st.one_of(st.just(""), words),
    source=st.sampled_from(Source),
    found_by_machine=st.booleans(),
    automation=st.sampled_from(Automation),
    ends_on=st.one_of(st.none(), st.just(TODAY + timedelta(days=30))),
)


@given(facts)
def test_any_statement_is_one_that_the_database_takes(given: Facts) -> None:
    """Whatever a moderator writes, and whatever a paper calls its clauses."""
    assert faults(statement(given)) == []


def test_the_schema_refuses_what_the_database_refuses() -> None:
    """It would be no proof otherwise."""
    right = statement(Facts(Measure.COMMENT, 1, "spam", "Spam", "", "Seen.", "en", TODAY, TODAY))

    assert faults(right) == []
    assert faults({**right, "category": "SPAM"})
    assert faults({**right, "puid": "decision 1"})
    assert faults({**right, "illegal_content_legal_ground": "A law"})
    assert faults({name: value for name, value in right.items() if name != "decision_facts"})
    assert faults({name: v for name, v in right.items() if name != "decision_visibility"})


@pytest.mark.django_db
def test_a_hundred_decisions_of_every_kind_are_taken() -> None:
    """Clause by clause, by moderators, on reports, by notices, and on accounts."""
    talk, moderator, legal = thread(), member(Role.MODERATOR), member(Role.LEGAL)
    clauses = [clause.key for clause in policies.in_force(clock.now()).conduct()]
    for number, clause in enumerate(islice(cycle(clauses), 80)):
        comment = _said(talk, number)
        if number % 3 == 0:
            Comment.objects.filter(pk=comment.pk).update(reports=1)
        note = "It breaks what we ask of everybody." if number % 2 else ""
        decide(comment.pk, Decided(Act.REMOVE, clause, note), by=moderator)
    for number in range(10):
        _by_notice(_said(talk, 100 + number), legal)
    for kind in (Sanction.Kind.PREMODERATION, Sanction.Kind.SUSPENSION, Sanction.Kind.BAN):
        _sanctioned(kind, ends=kind != Sanction.Kind.BAN)

    made = list(Statement.objects.values_list("facts", flat=True))
    assert len(made) >= 90 + 3
    assert [fault for fields in made for fault in faults(fields)] == []
    assert len({fields["puid"] for fields in made}) == len(made)


def _said(talk: Thread, number: int) -> Comment:
    return said(talk, f"The ferry of {number} o'clock was late.", voice=voice(f"Reader {number}"))


def _by_notice(comment: Comment, legal: Any) -> None:
    sent = noticing.Noticed("section 356", "It is false.", in_good_faith=True)
    token = noticing.send(comment, sent)
    notice = comment.notices.get(secret=digest(token))
    noticing.settle(notice, illegal=True, answer="It is removed.", by=legal)


def _sanctioned(kind: str, *, ends: bool) -> None:
    now = clock.now()
    for number in range(4):
        row = Sanction.objects.create(
            voice=voice(f"{kind.title()} {number}"),
            kind=kind,
            clause="spam",
            note="Again and again.",
            made_at=now,
            ends_at=now + timedelta(days=7) if ends else None,
        )
        give_reasons_of(row, at=now)
