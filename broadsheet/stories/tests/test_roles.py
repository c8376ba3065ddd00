"""Each role does what is its own and is refused what is not, at the desk and by a program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from broadsheet.accounts.models import Role, User
from broadsheet.records.models import Record
from broadsheet.sections.models import Section
from broadsheet.stories import actions
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests import doorways
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, section, topic

pytestmark = pytest.mark.django_db
EDITORS = {Role.SECTION_EDITOR, Role.EDITOR, Role.ADMINISTRATOR}
WHOLE_PAPER = {Role.EDITOR, Role.ADMINISTRATOR}
MAY = {
    "publish": EDITORS,
    "correct": EDITORS,
    "unpublish": EDITORS | {Role.LEGAL},
    "withdraw": {Role.EDITOR, Role.LEGAL, Role.ADMINISTRATOR},
    "restore": {Role.EDITOR, Role.LEGAL, Role.ADMINISTRATOR},
    "rename": EDITORS,
    "move": WHOLE_PAPER,  # a section editor has the one section only
    "delete": EDITORS,
}
STATE = {"publish": None, "delete": None, "restore": "withdrawn"}
RECORD = {"correct": "story.publish"}


def post(story: Story, by: User, name: str, **data: str) -> None:
    """Send the form of one of our own screens."""
    at_the_desk(by).post(reverse(name, args=[story.pk]), data)


def correct_at_the_desk(story: Story, by: User) -> None:
    """Publish an edit as a correction."""
    story.next_change, story.next_note = "correction", "Two, not ten."
    doorways.edit_screen(story, by)


AT_THE_DESK: dict[str, Callable[[Story, User], Any]] = {
    "publish": doorways.edit_screen,
    "correct": correct_at_the_desk,
    "unpublish": doorways.unpublish_screen,
    "withdraw": lambda s, by: post(s, by, "story_withdraw", ground="legal", note="Order 7."),
    "restore": lambda s, by: post(s, by, "story_restore", note="Order lifted."),
    "rename": lambda s, by: post(s, by, "story_rename", slug="bridge-opens"),
    "move": lambda s, by: doorways.move_screen(s, by, section("Sport")),
    "delete": doorways.delete_screen,
}
BY_A_PROGRAM: dict[str, Callable[[Story, User], Any]] = {
    "publish": lambda s, by: actions.publish(s, by=by),
    "correct": lambda s, by: actions.publish(
        s, by=by, change=actions.Change.CORRECTION, note="Two, not ten."
    ),
    "unpublish": lambda s, by: actions.unpublish(s, by=by),
    "withdraw": lambda s, by: actions.withdraw(s, Ground.LEGAL, by=by, note="Order 7."),
    "restore": lambda s, by: actions.restore(s, by=by),
    "rename": lambda s, by: actions.rename(s, "bridge-opens", by=by),
    "move": lambda s, by: actions.move(s, section("Sport"), by=by),
    "delete": lambda s, by: actions.delete_draft(s, by=by),
}
EVERY = [(act, role) for act in MAY for role in Role]


def story_for(act: str, where: Section | None = None) -> Story:
    """A story in the state that the act is for."""
    state = STATE.get(act, "published")
    return StoryFactory(section=where, **({state: True} if state else {}))


def done(act: str, story: Story) -> bool:
    """Whether the log has the act by a person."""
    name = RECORD.get(act, f"story.{act}")
    return Record.objects.filter(
        act=name, subject_id=str(story.pk), actor_id__isnull=False
    ).exists()


@pytest.mark.parametrize(("act", "role"), EVERY)
def test_at_the_desk_a_role_does_only_what_is_its_own(act: str, role: str) -> None:
    """The screens do an act for whoever may and for nobody else."""
    story, user = story_for(act), member(role)
    pk = story.pk

    AT_THE_DESK[act](story, user)
    story.pk = pk

    assert done(act, story) is (role in MAY[act])


@pytest.mark.parametrize(("act", "role"), EVERY)
def test_a_program_does_in_a_users_name_only_what_is_theirs(act: str, role: str) -> None:
    """The acts themselves ask for the role, so that no screen is needed to hold it."""
    story, user = story_for(act), member(role)
    pk = story.pk

    if role in MAY[act]:
        BY_A_PROGRAM[act](story, user)
    else:
        with pytest.raises(PermissionDenied):
            BY_A_PROGRAM[act](story, user)
    story.pk = pk

    assert done(act, story) is (role in MAY[act])


@pytest.mark.parametrize("act", MAY)
def test_a_section_editor_has_no_say_in_another_section(act: str) -> None:
    """A role that is held in Nation does nothing in Sport."""
    story, user = story_for(act, section("Sport")), member(Role.SECTION_EDITOR)
    pk = story.pk

    AT_THE_DESK[act](story, user)
    with pytest.raises(PermissionDenied):
        BY_A_PROGRAM[act](story, user)
    story.pk = pk

    assert not done(act, story)


@pytest.mark.parametrize("role", Role)
def test_topics_are_merged_by_the_papers_editors(role: str) -> None:
    """Topics cut across the sections, so that no section's editor merges them."""
    user, rain, monsoon = member(role), topic("Rain"), topic("Monsoon")

    if role in WHOLE_PAPER:
        actions.merge_topic(rain, monsoon, by=user)
    else:
        with pytest.raises(PermissionDenied):
            actions.merge_topic(rain, monsoon, by=user)

    rain.refresh_from_db()

    assert (rain.merged_into == monsoon) is (role in WHOLE_PAPER)
