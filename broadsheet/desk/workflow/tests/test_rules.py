"""Whose approval is needed, and which counts."""

from __future__ import annotations

import pytest

from broadsheet.desk.workflow.digest import digest
from broadsheet.desk.workflow.rules import (
    Signature,
    Signer,
    Step,
    against_sending_back,
    missing,
    needed,
    part_for,
)

ALL = frozenset({"sub", "editor", "legal"})


@pytest.mark.parametrize(
    ("step", "flagged", "parts"),
    [
        (Step(), False, ("sub", "editor")),
        (Step(), True, ("sub", "editor", "legal")),
        (Step(sub=False, legal="always"), False, ("editor", "legal")),
        (Step(legal="never"), True, ("sub", "editor")),
    ],
)
def test_a_step_needs_its_parts(step: Step, flagged: bool, parts: tuple[str, ...]) -> None:
    """Legal only where the step or the story asks for it."""
    assert needed(step, flagged=flagged) == parts


def test_an_approval_counts_for_the_text_that_was_read() -> None:
    """Changed, it is missing again; changed back, it counts."""
    given = [Signature("sub", 1, "a"), Signature("editor", 2, "b")]

    assert missing(("sub", "editor"), given, "a") == ("editor",)
    assert missing(("sub", "editor"), given, "b") == ("sub",)
    assert missing(("sub", "editor"), given, "c") == ("sub", "editor")


@pytest.mark.parametrize(
    ("signer", "part"),
    [
        (Signer(9, frozenset({"sub"})), "sub"),
        (Signer(9, ALL), "sub"),
        (Signer(9, frozenset({"legal"})), ""),
        (Signer(9, ALL, writer=True), ""),
        (Signer(2, ALL), ""),  # who approved this text as editor already
    ],
)
def test_one_person_gives_one_part_and_the_writer_none(signer: Signer, part: str) -> None:
    """However many roles they hold."""
    given = [Signature("editor", 2, "a")]

    assert part_for(signer, Step(), ("sub",), given, "a") == part


def test_the_writer_approves_where_the_step_lets_them() -> None:
    """A paper of two may have it so."""
    assert part_for(Signer(1, ALL, writer=True), Step(by_writer=True), ("sub",), [], "a") == "sub"


def test_sending_back_needs_a_word() -> None:
    """A writer who is told nothing cannot mend anything."""
    assert against_sending_back("  ")
    assert not against_sending_back("Check the name.")


def test_the_digest_is_of_what_the_story_says() -> None:
    """A saved row's number, a lock or a time changes nothing; a word does."""
    one = {"title": "Bridge", "pk": 1, "locked": False, "bylines": [{"pk": None, "part": "by"}]}
    saved = {"title": "Bridge", "pk": 2, "locked": True, "bylines": [{"pk": 7, "part": "by"}]}

    assert digest(one) == digest(saved)
    assert digest(one) != digest({**one, "title": "Bridges"})
