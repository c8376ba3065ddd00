"""The log at the desk: who did what, with what it changed, for those who may read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.desk.log.queries import A_PAGE, Asked, page
from broadsheet.desk.log.rules import differences
from broadsheet.records.actions import Subject, write
from broadsheet.records.batches import Entry, write_many
from broadsheet.records.models import Record
from broadsheet.stories import actions
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member

TUESDAY = MONDAY + timedelta(days=1)


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is shown of an act's facts."""
    found = differences(before, after)
    return [(one.name, [(piece.kind, piece.text) for piece in one.pieces]) for one in found]


def test_only_what_differs_is_shown_word_by_word() -> None:
    """What went ahead of what came; empty and missing are the same."""
    before = {"headline": "The brigde is open", "live": False, "note": None}
    after = {"headline": "The bridge is open", "live": True, "note": ""}

    assert told(before, after) == [
        (
            "headline",
            [("same", "The "), ("gone", "brigde"), ("new", "bridge"), ("same", " is open")],
        ),
        ("live", [("gone", "no"), ("new", "yes")]),
    ]


def screen(client: Client, **asked: Any) -> str:
    """The screen of the log."""
    return client.get(reverse("log"), asked).content.decode()


@pytest.mark.django_db
def test_an_act_is_found_by_thing_person_act_and_day() -> None:
    """Each filter narrows, and what was changed stands beside it."""
    story, editor = StoryFactory(published=True), member(Role.EDITOR)
    actions.rename(story, "bridge-opens-late", by=editor, at=TUESDAY)
    client = at_the_desk(editor)
    day = f"{TUESDAY:%Y-%m-%d}"
    asked = {"kind": "story", "thing": story.pk, "person": editor.pk, "act": "story."}

    found = screen(client, **asked, since=day, until=day)

    assert "<code>story.rename</code>" in found
    assert "<ins>" in found
    assert "<code>story.publish</code>" not in found
    assert "nothing of the kind" in screen(client, until="2020-01-01")
    assert "nothing in the log" in screen(client, since="0001-01-01")


@pytest.mark.django_db
def test_a_long_log_is_read_page_by_page_without_counting(
    django_assert_max_num_queries: Any,
) -> None:
    """Each record once, whatever is written meanwhile."""
    rows = [Entry("story.publish", Subject("story", str(at), "x")) for at in range(A_PAGE + 5)]
    write_many(rows, actor=None, at=MONDAY)
    first, key = page(Asked(kind="story"))
    write("story.publish", subject=Subject("story", "99"), actor=None, at=TUESDAY)
    second, end = page(Asked(kind="story"), key)

    assert end is None
    seen = [one.pk for one in first + second]
    assert len(seen) == len(set(seen)) == A_PAGE + 5
    client = at_the_desk(member(Role.EDITOR))
    with django_assert_max_num_queries(16):
        assert "before=" in screen(client, kind="story")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.EDITOR, True), (Role.LEGAL, True), (Role.ADMINISTRATOR, True), (Role.SUB, False)],
)
def test_whoever_may_read_the_log_reads_it(role: str, allowed: bool) -> None:
    """Nobody else, and by no trick of the address."""
    client = at_the_desk(member(role))

    assert (client.get(reverse("log")).status_code == 200) is allowed
    if allowed:
        assert client.get(reverse("log"), {"before": "9" * 40, "person": "x"}).status_code == 200


@pytest.mark.django_db
def test_no_row_of_the_log_is_changed_from_the_desk() -> None:
    """The screen only reads."""
    before = list(Record.objects.values_list("pk", flat=True))
    client = at_the_desk(member(Role.EDITOR))

    assert client.post(reverse("log"), {"act": "x"}).status_code == 405
    assert list(Record.objects.filter(pk__in=before).values_list("pk", flat=True)) == before
