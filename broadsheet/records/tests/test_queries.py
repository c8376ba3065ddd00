"""Reading the log and taking it out."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model

from broadsheet.records.actions import Subject, seal, write
from broadsheet.records.models import Seal
from broadsheet.records.queries import about, export, head

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_json_lines_say_everything_with_the_seal() -> None:
    """One line an act, exact, with its place in the chain."""
    write(
        "story.publish", subject=Subject("story", "1", "भारत"), actor=None, at=NOON, after={"a": 1}
    )
    seal()

    (line,) = export("jsonl")

    row = json.loads(line)
    assert (row["subject"], row["after"], row["at"]) == (
        "भारत",
        {"a": 1},
        "2026-03-04T12:00:00.000000+00:00",
    )
    assert (row["seal"], row["digest"]) == (1, Seal.objects.get().digest)


def test_unsealed_record_is_exported_without_a_seal() -> None:
    """What waits is not left out."""
    write("story.publish", subject=Subject("story", "1"), actor=None, at=NOON)

    (line,) = export("jsonl")

    assert json.loads(line)["seal"] is None


def test_spreadsheet_gets_no_formula() -> None:
    """A headline that begins like a formula stays a headline."""
    write("story.publish", subject=Subject("story", "1", '=HYPERLINK("x")'), actor=None, at=NOON)

    header, row = csv.reader(export("csv"))

    assert row[header.index("subject")] == '\'=HYPERLINK("x")'


def test_another_form_is_refused_at_once() -> None:
    """Before the first line is asked for."""
    with pytest.raises(ValueError, match="jsonl or csv"):
        export("xml")


def test_acts_on_one_thing_are_found_newest_first() -> None:
    """The desk asks what happened to a story."""
    asha = get_user_model().objects.create_user("asha@paper.test")
    ravi = get_user_model().objects.create_user("ravi@paper.test")
    for act, user in [("user.add", asha), ("user.add", ravi), ("role.grant", asha)]:
        write(act, subject=user, actor=None, at=NOON)

    assert [row.act for row in about(asha)] == ["role.grant", "user.add"]


def test_head_names_the_last_seal() -> None:
    """To be kept elsewhere."""
    before = head()
    write("story.publish", subject=Subject("story", "1"), actor=None, at=NOON)
    seal()

    assert before == ""
    assert head() == f"1:{Seal.objects.get().digest}"
