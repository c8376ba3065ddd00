"""The last approval of a change to what readers have: what kind of change is it?"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import User
from broadsheet.desk.checks.actions import flag
from broadsheet.desk.models import Approval
from broadsheet.desk.workflow import actions
from broadsheet.desk.workflow.rules import Answer, against_unsaid, asks_change
from broadsheet.desk.workflow.tests.cast import approve, desk, redraft, review
from broadsheet.kit.refusals import Refused
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk

pytestmark = pytest.mark.django_db
WRONG = "The fare is 12 rupees and not 21."


def changed_and_approved_but_once(**words: Any) -> tuple[dict[str, User], Story]:
    """A story that is out, whose change a sub has approved: the editor's approval is the last."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Ferry fares", published=True)
    redraft(story, staff["reporter"], title="Ferry fares rise", **words)
    actions.submit(Story.objects.get(pk=story.pk), by=staff["reporter"])
    approve(story, staff["sub"])
    return staff, story


def post(client: Client, story: Story, **said: str) -> Any:
    """Press the button on the screen of approvals."""
    return client.post(reverse("desk_approvals", args=[story.pk]), {"note": "", **said})


def out(story: Story) -> Story:
    """As readers have it."""
    found: Story = Story.objects.get(pk=story.pk)
    return found


def test_the_last_approver_says_what_the_change_is_whatever_the_draft_proposed() -> None:
    """A correction stands in the ledger with its note; the proposal was a typo."""
    staff, story = changed_and_approved_but_once(next_change="typo")
    editor = at_the_desk(staff["section_editor"])
    page = editor.get(reverse("desk_approvals", args=[story.pk])).content.decode()

    assert "What is this change?" in page

    post(editor, story, approve="1", change="correction", reader_note=WRONG)
    entry = Correction.objects.get(story=story)

    assert out(story).title == "Ferry fares rise"
    assert (entry.kind, entry.text) == ("correction", WRONG)


def test_a_typo_moves_no_clock_though_the_draft_proposed_a_correction() -> None:
    """And enters nothing into the ledger."""
    staff, story = changed_and_approved_but_once(next_change="correction", next_note=WRONG)
    before = out(story).updated_at
    post(at_the_desk(staff["section_editor"]), story, approve="1", change="typo", reader_note="")

    assert (out(story).title, out(story).updated_at) == ("Ferry fares rise", before)
    assert not Correction.objects.filter(story=story).exists()


@pytest.mark.parametrize("said", [{}, {"change": "correction", "reader_note": " "}])
def test_without_an_answer_nothing_is_approved_and_the_screen_asks(said: dict[str, str]) -> None:
    """What was written stays in the form."""
    staff, story = changed_and_approved_but_once()
    answer = post(at_the_desk(staff["section_editor"]), story, approve="1", **said)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert out(story).title == "Ferry fares"
    assert Approval.objects.count() == 1


def test_it_can_be_sent_back_without_an_answer() -> None:
    """The question is for who approves."""
    staff, story = changed_and_approved_but_once()
    post(at_the_desk(staff["section_editor"]), story, send_back="1", note="Which ferry?")

    assert Approval.objects.filter(verdict="sent_back").count() == 1


def test_wagtails_own_button_asks_as_well() -> None:
    """Its plain approval is not offered, and a program's is refused."""
    staff, story = changed_and_approved_but_once()
    state = review(story).task_state
    editor = at_the_desk(staff["section_editor"])
    name = "wagtailadmin_pages:workflow_action"
    address = reverse(name, args=[story.pk, "approve_change", state.pk])
    asked = editor.get(address).json()["html"]
    plain = editor.post(reverse(name, args=[story.pk, "approve", state.pk]))

    assert "What is this change?" in asked
    assert plain.status_code in (302, 403)

    with pytest.raises(Refused, match="say whether the change"):
        approve(story, staff["section_editor"])

    editor.post(address, {"change": "update", "reader_note": "", "comment": "Fine."})

    assert out(story).title == "Ferry fares rise"
    assert Approval.objects.latest("pk").note == "Fine."


def test_what_legal_has_cleared_stays_cleared_whatever_the_answer() -> None:
    """The kind of change is no word of the text."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Ferry fares", published=True)
    redraft(story, staff["reporter"], title="Ferry fares rise")
    flag(out(story), "Names a suspect", by=staff["reporter"])
    actions.submit(out(story), by=staff["reporter"])
    approve(story, staff["legal"])
    approve(story, staff["sub"])
    post(at_the_desk(staff["section_editor"]), story, approve="1", change="update", reader_note="")

    assert out(story).title == "Ferry fares rise"


@pytest.mark.parametrize(
    ("missing", "was_out", "asked"),
    [(("editor",), True, True), (("sub", "editor"), True, False), (("editor",), False, False)],
)
def test_the_last_is_asked_of_what_was_out(
    missing: tuple[str, ...], was_out: bool, asked: bool
) -> None:
    """A first publication is new, and an approval before the last publishes nothing."""
    assert asks_change(missing, was_out=was_out) is asked


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(), "change"),
        (Answer("new"), "change"),
        (Answer("correction", " "), "reader-note"),
        (Answer("correction", WRONG), ""),
        (Answer("typo"), ""),
    ],
)
def test_an_answer_says_what_the_change_is(answer: Answer, code: str) -> None:
    """A correction says to readers what was wrong."""
    assert "".join(one.code for one in against_unsaid(answer)) == code
