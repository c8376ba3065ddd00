"""Every act through every door leaves the same rows, log entries and signals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from broadsheet.kit.refusals import Refused
from broadsheet.records.models import Record
from broadsheet.stories import signals
from broadsheet.stories.doors import ActNeeded
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.tests.cast import StoryFactory, member, section
from broadsheet.stories.tests.doorways import (
    DELETING,
    MOVING,
    PUBLISHING,
    UNPUBLISHING,
    Doorway,
    unpublish_with_section,
)

pytestmark = pytest.mark.django_db
ANNOUNCED = {name: signal for name, signal in vars(signals).items() if name.startswith("story_")}
WITHOUT_A_USER = ("scheduler", "expiry")


@pytest.fixture
def heard() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """What was announced, in its order."""
    told: list[tuple[str, dict[str, Any]]] = []
    ears = []
    for name, signal in ANNOUNCED.items():

        def ear(*, _name: str = name, **facts: Any) -> None:
            told.append((_name, facts))

        signal.connect(ear)
        ears.append((signal, ear))
    yield told
    for signal, ear in ears:
        signal.disconnect(ear)


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Runs what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def last_record(act: str) -> Record:
    """The one record of an act."""
    return Record.objects.get(act=act)


def actor_expected(doorway: Doorway, editor: Any) -> int | None:
    return None if str(doorway) in WITHOUT_A_USER else editor.pk


@pytest.mark.parametrize("doorway", PUBLISHING, ids=str)
def test_a_first_publication_is_the_same_by_every_door(
    doorway: Doorway, heard: list[Any], after_commit: Any
) -> None:
    """A draft goes out as new: one clock, one record, one signal, no correction."""
    editor, draft = member("section_editor"), StoryFactory()

    with after_commit():
        doorway.go(draft, editor)
    story, record = Story.objects.get(pk=draft.pk), last_record("story.publish")

    assert (story.live, story.updated_at) == (True, None)
    assert story.published_at == record.at
    assert (record.door, record.actor_id) == (doorway.door, actor_expected(doorway, editor))
    assert (record.before["live"], record.after["live"]) == (False, True)
    assert (record.after["change"], record.after["address"]) == ("new", story.address)
    assert record.after["revision"] == story.live_revision_id
    assert [name for name, _facts in heard] == ["story_published"]
    assert heard[0][1]["story"] == story
    assert not Correction.objects.exists()


@pytest.mark.parametrize("doorway", PUBLISHING, ids=str)
def test_a_correction_is_the_same_by_every_door(
    doorway: Doorway, heard: list[Any], after_commit: Any
) -> None:
    """What the editor said of the draft is done, whichever door it goes out by."""
    editor, story = member("section_editor"), StoryFactory(published=True)
    first_out, before = story.published_at, story.live_revision_id
    draft = story.get_latest_revision_as_object()
    draft.title, draft.next_change, draft.next_note = "Bridge opens", "correction", "Not ten: two."
    draft.save_revision()

    with after_commit():
        doorway.go(Story.objects.get(pk=story.pk).get_latest_revision_as_object(), editor)
    story = Story.objects.get(pk=story.pk)
    record = Record.objects.filter(act="story.publish").latest("pk")
    correction = Correction.objects.get(story=story)

    assert (story.title, story.published_at, story.updated_at) == (
        "Bridge opens",
        first_out,
        record.at,
    )
    assert (story.next_change, story.next_note) == ("", "")
    assert (correction.kind, correction.text, correction.at) == (
        "correction",
        "Not ten: two.",
        record.at,
    )
    assert (correction.revision_before, correction.revision_after) == (
        before,
        story.live_revision_id,
    )
    assert correction.actor_id == record.actor_id == actor_expected(doorway, editor)
    assert (record.door, record.note) == (doorway.door, "Not ten: two.")
    assert [name for name, _facts in heard] == ["story_published", "story_corrected"]
    assert heard[0][1]["change"] == "correction"
    assert heard[1][1]["correction"] == correction


@pytest.mark.parametrize("doorway", UNPUBLISHING, ids=str)
def test_going_offline_is_the_same_by_every_door(
    doorway: Doorway, heard: list[Any], after_commit: Any
) -> None:
    """The story is offline, keeps its clocks, and one record and one signal say so."""
    # Sections are the administrator's.
    role = "administrator" if doorway.go is unpublish_with_section else "editor"
    editor, story = member(role), StoryFactory(published=True)
    first_out = story.published_at

    with after_commit():
        doorway.go(story, editor)
    story, record = Story.objects.get(pk=story.pk), last_record("story.unpublish")

    assert (story.live, story.live_revision_id, story.published_at) == (False, None, first_out)
    assert story.expired is (str(doorway) == "expiry")
    assert (record.door, record.actor_id) == (doorway.door, actor_expected(doorway, editor))
    assert (record.before["live"], record.after["live"]) == (True, False)
    assert [name for name, _facts in heard] == ["story_unpublished"]


@pytest.mark.parametrize("doorway", MOVING, ids=str)
def test_a_move_is_the_same_by_every_door(
    doorway: Doorway, heard: list[Any], after_commit: Any
) -> None:
    """Section, tree and address change together, and one record and one signal say so."""
    editor, story, sport = member("editor"), StoryFactory(published=True), section("Sport")

    with after_commit():
        doorway.go(story, editor, sport)
    moved, record = Story.objects.get(pk=story.pk), last_record("story.move")

    assert moved.primary_section_id == moved.get_parent().pk == sport.pk
    assert (record.door, record.actor_id) == (doorway.door, editor.pk)
    assert (record.before["section"], record.after["section"]) == ("nation", "sport")
    assert record.after["address"] == moved.address != story.address
    assert [name for name, _facts in heard] == ["story_moved"]


@pytest.mark.parametrize("doorway", DELETING, ids=str)
def test_deleting_a_draft_is_the_same_by_every_door(
    doorway: Doorway, heard: list[Any], after_commit: Any
) -> None:
    """A draft is gone, and the log keeps its number and headline."""
    editor, draft = member("editor"), StoryFactory()

    with after_commit():
        doorway.go(draft, editor)
    record = last_record("story.delete")

    assert not Story.objects.filter(number=draft.number).exists()
    assert (record.door, record.actor_id) == (doorway.door, editor.pk)
    assert record.before["headline"] == draft.title
    assert [name for name, _facts in heard] == ["story_deleted"]


@pytest.mark.parametrize("state", ["published", "offline", "withdrawn"])
@pytest.mark.parametrize("doorway", DELETING[:2], ids=str)
def test_no_screen_deletes_what_was_published(doorway: Doorway, state: str) -> None:
    """What readers saw is not deleted at the desk, whatever state it is in."""
    editor, story = member("editor"), StoryFactory(**{state: True})

    doorway.go(story, editor)

    assert Story.objects.filter(pk=story.pk).exists()
    assert not Record.objects.filter(act="story.delete").exists()


@pytest.mark.parametrize("state", ["published", "offline", "withdrawn"])
def test_no_program_deletes_what_was_published(state: str) -> None:
    """Neither the story's own method nor its base page's, and the refusal says what to do."""
    story = StoryFactory(**{state: True})

    for gone in (story.delete, Page.objects.get(pk=story.pk).delete, Story.objects.all().delete):
        with pytest.raises((Refused, ActNeeded), match="withdraw"), transaction.atomic():
            gone()

    assert Story.objects.filter(pk=story.pk).exists()
