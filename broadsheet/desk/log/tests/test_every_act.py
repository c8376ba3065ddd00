"""Every act of the table that changes something is written to the log, under a name of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.accounts.rules import ACTS
from broadsheet.records.models import Record
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

NAME = re.compile(r"[a-z]+\.[a-z_]+")
# Nothing is changed by these; what is sealed is the exception, and its reading is logged.
ONLY_READ = {
    "story.read_embargoed",
    "picture.read_embargoed",
    "picture.choose",
    "record.read",
    "press.read",
    "outbox.read",
}
# A saved draft is a revision, which keeps every word of before and after.
KEPT_AS_REVISIONS = {"story.edit"}
# Parts of the conversation that are being built.
NOT_YET = {"notice.decide"}
WRITTEN_AS = {
    "story.import": "story.create",
    "topic.create": "topic.add",
    "section.edit": "section.add",
    "user.edit": "user.rename",
    "setting.edit": "checks.weigh",
    # Each part under its own name, made of the part.
    "comment.moderate": "comment.approve",
    "approve.sub": "story.approve",
    "approve.editor": "story.approve",
    "approve.legal": "story.approve",
}
# Who only asks whether somebody may writes nothing.
ASKING = {"may", "allow", "_act", "pages_where_may"}


def names_written() -> set[str]:
    """Every act that some module of ours names otherwise than to ask whether somebody may."""
    files = [file for file in Path(settings.PACKAGE).rglob("*.py") if "tests" not in file.parts]
    return {
        name
        for file in files
        if file.parts[-2:] != ("accounts", "rules.py")
        for name in _names(ast.parse(file.read_text(encoding="utf-8")))
    }


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
        if getattr(called, "id", called) in ASKING:
            return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if NAME.fullmatch(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from _names(child)


def test_every_act_that_changes_something_has_its_record() -> None:
    """A new act of the table that nobody writes to the log is found out here."""
    changing = set(ACTS) - ONLY_READ - KEPT_AS_REVISIONS - NOT_YET
    written = names_written()

    assert {act for act in changing if WRITTEN_AS.get(act, act) not in written} == set()
    assert (ONLY_READ | KEPT_AS_REVISIONS | NOT_YET | set(WRITTEN_AS)) <= set(ACTS)


@pytest.mark.django_db
def test_a_lock_is_an_act_with_its_before_and_after() -> None:
    """Wagtail's own screen does it; the log is ours."""
    story, editor = StoryFactory(), member(Role.EDITOR)
    client = at_the_desk(editor)
    client.post(reverse("wagtailadmin_pages:lock", args=[story.pk]))
    client.post(reverse("wagtailadmin_pages:unlock", args=[story.pk]))

    rows = Record.objects.filter(act__in=["story.lock", "story.unlock"]).order_by("pk")
    told = [(row.act, row.before["locked"], row.after["locked"], row.actor_id) for row in rows]
    assert told == [
        ("story.lock", False, True, editor.pk),
        ("story.unlock", True, False, editor.pk),
    ]
