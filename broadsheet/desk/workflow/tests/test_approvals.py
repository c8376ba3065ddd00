"""A story's way from the reporter to the readers, by the desk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.desk.checks.actions import flag
from broadsheet.desk.models import Approval, ChosenApprover, LegalFlag, ListedStory
from broadsheet.desk.workflow import actions, queries
from broadsheet.desk.workflow.founding import found_approvals
from broadsheet.desk.workflow.tests.cast import approve, desk, handed_in, redraft, review
from broadsheet.kit.refusals import Refused
from broadsheet.records.models import Door, Record
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    at_the_desk,
    member,
    section,
)

pytestmark = pytest.mark.django_db


def state_of(story: Story) -> tuple[str, str]:
    """Where the list says that it stands, and what it waits for."""
    row = ListedStory.objects.get(pk=story.pk)
    return row.state, row.waits_for


@pytest.mark.parametrize("first", ["sub", "section_editor"])
def test_parts_are_given_side_by_side_and_the_last_one_publishes(first: str) -> None:
    """In any order; it goes out in the name of the editor, by the door of the workflow."""
    staff = desk()
    story = handed_in(staff["reporter"])
    second = "section_editor" if first == "sub" else "sub"

    assert state_of(story) == ("review", "sub editor")

    approve(story, staff[first])

    assert not Story.objects.get(pk=story.pk).live

    approve(story, staff[second])
    record = Record.objects.get(act="story.publish")

    assert Story.objects.get(pk=story.pk).live
    assert state_of(story) == ("out", "")
    assert (record.door, record.actor_id) == (Door.WORKFLOW, staff["section_editor"].pk)


def test_a_story_with_its_time_is_scheduled_by_the_last_approval() -> None:
    """And not published."""
    staff = desk()
    story = handed_in(staff["reporter"], go_live_at=datetime.now(UTC) + AN_HOUR)
    approve(story, staff["sub"])
    approve(story, staff["section_editor"])

    assert state_of(story)[0] == "scheduled"


def test_who_approved_what_is_kept_for_ever() -> None:
    """Revision, text and person; the database itself refuses to change it."""
    staff = desk()
    story = handed_in(staff["reporter"])
    approve(story, staff["sub"])
    kept = Approval.objects.get()

    assert (kept.part, kept.by_id, kept.revision) == (
        "sub",
        staff["sub"].pk,
        Story.objects.get(pk=story.pk).latest_revision_id,
    )
    assert Record.objects.get(act="approve.sub").after["words"] == kept.words

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE desk_approval SET note = 'x'")


def test_a_change_after_an_approval_voids_it() -> None:
    """What was approved is a text; saved again without a change it still counts."""
    staff = desk()
    story = handed_in(staff["reporter"])
    approve(story, staff["sub"])
    redraft(story, staff["reporter"])

    assert state_of(story)[1] == "editor"

    redraft(story, staff["reporter"], title="Another headline")

    assert state_of(story)[1] == "sub editor"
    assert Record.objects.get(act="story.changed_in_review").after["void"] == [staff["sub"].pk]

    approve(story, staff["section_editor"])

    assert not Story.objects.get(pk=story.pk).live


def test_nobody_approves_their_own_story_nor_twice() -> None:
    """Two parts are two people, though one of them holds every role."""
    staff = desk()
    everything = member(Role.ADMINISTRATOR)
    own = handed_in(everything)

    with pytest.raises(Refused, match="somebody else"):
        approve(own, everything)

    story = handed_in(staff["reporter"])
    approve(story, everything)

    with pytest.raises(Refused, match="already"):
        approve(story, everything)


def test_who_has_no_part_in_it_approves_nothing() -> None:
    """A reporter, and legal where nothing is flagged."""
    staff = desk()
    story = handed_in(staff["sub"])

    for role in ("reporter", "legal"):
        with pytest.raises(Refused, match="No part"):
            approve(story, staff[role])

    assert Approval.objects.count() == 0


def test_a_flagged_story_waits_for_legal() -> None:
    """The others do not see it out."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"])
    LegalFlag.objects.create(story=story, reason="Names a suspect", flagged_at=MONDAY)
    actions.submit(story, by=staff["reporter"])
    approve(story, staff["sub"])
    approve(story, staff["section_editor"])

    assert state_of(story) == ("review", "legal")
    assert list(queries.waiting_for(staff["legal"])) == [ListedStory.objects.get(pk=story.pk)]


def test_a_story_is_sent_back_mended_and_handed_in_again() -> None:
    """With a word for its writer; what was approved before counts no more."""
    staff = desk()
    story = handed_in(staff["reporter"])
    approve(story, staff["sub"])
    task_state = review(story).task_state

    with pytest.raises(Refused, match="what should be changed"):
        actions.send_back(task_state, by=staff["section_editor"], note=" ")

    actions.send_back(task_state, by=staff["section_editor"], note="Ask the harbour master.")

    assert state_of(story) == ("sent_back", "")

    redraft(story, staff["reporter"], standfirst="The harbour master denies it.")
    actions.submit(story, by=staff["reporter"])

    assert state_of(story) == ("review", "sub editor")


def test_wagtails_own_buttons_are_the_same_acts() -> None:
    """Submit and approve in the editor write what the desk's screens write."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"])
    story.get_workflow().start(story, staff["reporter"])
    task = review(story).task_state.task.specific
    actions_offered = [name for name, _label, _more in task.get_actions(story, staff["sub"])]
    task.on_action(review(story).task_state, staff["sub"], "approve", comment="Fine.")

    assert actions_offered == ["reject", "approve", "approve"]
    assert Record.objects.filter(act="story.submit").count() == 1
    assert Approval.objects.get().note == "Fine."
    assert task.get_actions(story, staff["sub"]) == []


def test_an_approval_that_cannot_be_published_is_undone() -> None:
    """An embargo holds: the last approval is refused, and the story stays in review."""
    staff = desk()
    story = handed_in(staff["reporter"], embargo_until=datetime.now(UTC) + AN_HOUR)
    approve(story, staff["sub"])

    with pytest.raises(Refused):
        approve(story, staff["section_editor"])

    assert state_of(story) == ("review", "editor")
    assert Approval.objects.count() == 1


def test_the_screens_show_what_is_missing_and_do_the_acts() -> None:
    """The reporter names a sub; the sub approves; the editor sends back."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Ferry fares")
    hand_in = reverse("desk_hand_in", args=[story.pk])
    approvals = reverse("desk_approvals", args=[story.pk])
    reporter = at_the_desk(staff["reporter"])

    assert str(staff["sub"]) in reporter.get(hand_in).content.decode()

    reporter.post(hand_in, {"sub": [str(staff["sub"].pk)]})

    assert ChosenApprover.objects.get().user == staff["sub"]
    assert f"asked of {staff['sub']}" in " ".join(reporter.get(approvals).content.decode().split())

    at_the_desk(staff["sub"]).post(approvals, {"approve": "1", "note": ""})
    editor = at_the_desk(staff["section_editor"])
    page = " ".join(editor.get(approvals).content.decode().split())

    assert f"approved by {staff['sub']}" in page
    assert "It is the last approval" in page

    editor.post(approvals, {"send_back": "1", "note": "Which ferry?"})

    assert "Which ferry?" in reporter.get(approvals).content.decode()
    assert state_of(story)[0] == "sent_back"


def test_legal_reads_and_approves_without_the_editor() -> None:
    """They may not edit: the screen and the preview are theirs."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Named in court")
    LegalFlag.objects.create(story=story, reason="Names a suspect", flagged_at=MONDAY)
    actions.submit(story, by=staff["reporter"])
    legal = at_the_desk(staff["legal"])
    task = review(story).task_state.task_id

    assert legal.get(reverse("desk_approvals", args=[story.pk])).status_code == 200
    preview = legal.get(reverse("wagtailadmin_pages:workflow_preview", args=[story.pk, task]))
    assert "Named in court" in preview.content.decode()


def test_legals_part_clears_the_flag_for_this_text() -> None:
    """Changed after that, it waits for legal again."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], title="Named in court")
    flag(story, "Names a suspect", by=staff["reporter"])
    actions.submit(story, by=staff["reporter"])
    approve(story, staff["legal"])

    assert LegalFlag.objects.get().cleared_by == staff["legal"]
    assert state_of(story)[1] == "sub editor"

    redraft(story, staff["reporter"], title="Named out of court")

    assert state_of(story)[1] == "sub editor legal"


def test_what_is_approved_is_the_text_that_was_on_the_screen() -> None:
    """Changed between the look and the button, it is to be read again."""
    staff = desk()
    story = handed_in(staff["reporter"])
    read = review(story).words
    redraft(story, staff["reporter"], title="Another headline")

    with pytest.raises(Refused, match="read it again"):
        actions.approve(review(story).task_state, by=staff["sub"], read=read)

    assert Approval.objects.count() == 0


def test_an_administrator_adds_a_step_for_a_section() -> None:
    """By Wagtail's own screens, which offer it."""
    desk()
    client = at_the_desk(member(Role.ADMINISTRATOR))
    kinds = client.get(reverse("wagtailadmin_workflows:select_task_type")).content.decode()
    added = client.get(
        reverse("wagtailadmin_workflows:add_task", args=["desk", "deskapproval"])
    ).content.decode()

    assert "approve side by side" in kinds
    assert "legal approves" in added.lower()


def test_a_stranger_to_the_section_finds_no_such_screen() -> None:
    """It is not there for them."""
    staff = desk()
    story = handed_in(staff["reporter"])
    client = at_the_desk(member(Role.MODERATOR, section("Sport")))

    assert client.get(reverse("desk_approvals", args=[story.pk])).status_code in (302, 403, 404)


def test_a_paper_is_given_its_approvals_once() -> None:
    """What an administrator changed or removed is not put back."""
    desk()

    assert found_approvals() is None
