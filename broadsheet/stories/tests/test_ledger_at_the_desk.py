"""A note is added at the desk by whoever may, and is refused in words."""

from __future__ import annotations

import pytest

from broadsheet.accounts.models import Role
from broadsheet.records.models import Door, Record
from broadsheet.stories.models import Correction
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db


def test_an_editor_adds_a_note_and_sees_what_was_said() -> None:
    """The form, the act by the editor's door, and the ledger under the form."""
    story, desk = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    address = f"/desk/story/{story.pk}/note/"
    form = desk.get(address).content.decode()
    answer = desk.post(address, {"kind": "retraction", "text": "It was made up."})
    row = Correction.objects.get(story=story)

    assert 'value="retraction"' in form
    assert answer.status_code == 302
    assert (row.kind, row.text) == ("retraction", "It was made up.")
    assert Record.objects.get(act="story.retract").door == Door.EDITOR
    assert "It was made up." in desk.get(address).content.decode()
    assert "Add a note" in desk.get(f"/desk/pages/{story.pk}/edit/").content.decode()


def test_a_section_editor_is_not_offered_a_retraction() -> None:
    """Nor can one be posted."""
    story, desk = StoryFactory(published=True), at_the_desk(member(Role.SECTION_EDITOR))
    address = f"/desk/story/{story.pk}/note/"
    form = desk.get(address).content.decode()
    answer = desk.post(address, {"kind": "retraction", "text": "It was made up."})

    assert 'value="clarification"' in form
    assert 'value="retraction"' not in form
    assert answer.status_code == 200
    assert not Correction.objects.exists()


def test_a_sub_editor_is_led_back() -> None:
    """The screen is for whoever may."""
    story, desk = StoryFactory(published=True), at_the_desk(member(Role.SUB))

    assert desk.get(f"/desk/story/{story.pk}/note/").status_code == 302


def test_a_refusal_keeps_what_was_typed() -> None:
    """A story that is offline: the reason is said, and nothing is lost."""
    story, desk = StoryFactory(offline=True), at_the_desk(member(Role.EDITOR))
    answer = desk.post(
        f"/desk/story/{story.pk}/note/", {"kind": "clarification", "text": "Said more clearly."}
    )
    markup = answer.content.decode()

    assert "The story is not published: there is nothing to note." in markup
    assert "Said more clearly." in markup
