"""What the acts do, called as a program calls them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from broadsheet.kit.refusals import Refused
from broadsheet.records.models import Record
from broadsheet.stories import actions
from broadsheet.stories.models import Correction, Ground, Story, StoryTopic
from broadsheet.stories.rules import Change, Clocks
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    member,
    section,
    topic,
)

pytestmark = pytest.mark.django_db
LATER = MONDAY + AN_HOUR


def again(story: Story) -> Story:
    """The story as it now is."""
    row: Story = Story.objects.get(pk=story.pk)
    return row


def edited(story: Story, **fields: object) -> Story:
    """The story with a new draft."""
    draft = story.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    return again(story)


def test_a_first_publication_sets_the_first_clock_only() -> None:
    """A story that is published for the first time is new, whatever is not said."""
    story = actions.publish(StoryFactory(), by=None, at=MONDAY)

    assert (story.live, story.published_at, story.updated_at) == (True, MONDAY, None)


@pytest.mark.parametrize(
    ("change", "updated"), [(None, None), (Change.TYPO, None), (Change.UPDATE, LATER)]
)
def test_only_a_substantive_change_moves_the_second_clock(
    change: Change | None, updated: Any
) -> None:
    """A slip moves no clock; an update moves “last updated”."""
    story = edited(StoryFactory(published=True), title="Bridge opens")

    story = actions.publish(story, by=None, at=LATER, change=change)

    assert (story.title, story.published_at, story.updated_at) == ("Bridge opens", MONDAY, updated)


def test_a_correction_stands_with_the_story_for_ever() -> None:
    """A correction moves the second clock and adds a row that the database never changes."""
    story = edited(StoryFactory(published=True), title="Bridge opens on Friday")
    before = story.live_revision_id

    story = actions.publish(
        story, by=None, at=LATER, change=Change.CORRECTION, note="It is Friday, not Monday."
    )
    row = Correction.objects.get(story=story)

    assert story.updated_at == LATER
    assert (row.text, row.kind, row.revision_before, row.revision_after) == (
        "It is Friday, not Monday.",
        "correction",
        before,
        story.live_revision_id,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=row.pk).update(text="Nothing happened.")


def test_what_the_editor_said_of_a_draft_counts_once() -> None:
    """The word stored with a draft is used at its publication and is gone afterwards."""
    story = edited(StoryFactory(published=True), next_change="correction", next_note="Not ten.")
    later_draft = edited(story, title="Bridge opens again").latest_revision

    story = actions.publish(story.revisions.order_by("pk")[1], by=None, at=LATER)
    actions.publish(later_draft, by=None, at=LATER + AN_HOUR)
    story.refresh_from_db()

    assert [row.text for row in story.corrections.all()] == ["Not ten."]
    assert (story.title, story.updated_at) == ("Bridge opens again", LATER)
    assert (story.next_change, story.next_note) == ("", "")


def test_an_archive_gives_its_own_times_once() -> None:
    """Times of an archive count at the first publication and never afterwards."""
    source = Clocks(MONDAY - timedelta(days=900), MONDAY - timedelta(days=899))
    story = actions.publish(StoryFactory(), by=None, at=MONDAY, source=source)

    story = actions.publish(story, by=None, at=LATER, source=Clocks(MONDAY))

    assert Clocks(story.published_at, story.updated_at) == source


@pytest.mark.parametrize(
    ("state", "options", "code"),
    [
        ({"withdrawn": True}, {}, "withdrawn"),
        ({"published": True}, {"change": Change.CORRECTION, "note": " "}, "note"),
        ({"published": True}, {"change": Change.NEW}, "not-new"),
        ({}, {"change": Change.UPDATE}, "never-out"),
        ({"embargo_until": LATER}, {}, "embargo"),
    ],
)
def test_a_publication_against_the_rules_changes_nothing(
    state: dict[str, Any], options: dict[str, Any], code: str
) -> None:
    """A refusal names its reason, and leaves rows and log as they were."""
    story = StoryFactory(**state)
    before = (Story.objects.filter(pk=story.pk).values().get(), Record.objects.count())

    with pytest.raises(Refused) as refusal:
        actions.publish(story, by=None, at=MONDAY, **options)

    assert refusal.value.codes == (code,)
    assert (Story.objects.filter(pk=story.pk).values().get(), Record.objects.count()) == before


def test_a_story_goes_on_the_schedule_and_off_it() -> None:
    """With a go-live time ahead nothing is shown yet; off the schedule nothing will be."""
    story = StoryFactory(scheduled=True)

    assert (story.live, story.published_at, story.approved_schedule) == (False, None, True)

    story = actions.unschedule(story, by=None, at=MONDAY)

    assert story.approved_schedule is False


def test_an_unpublished_story_keeps_its_first_time() -> None:
    """Published anew, a story still says when it was first published."""
    story = actions.unpublish(StoryFactory(published=True), by=None, at=LATER)

    assert not story.live

    story = actions.publish(story, by=None, at=LATER + AN_HOUR)

    assert (story.live, story.published_at) == (True, MONDAY)


def test_a_withdrawn_story_is_gone_until_it_is_restored() -> None:
    """Withdrawn, it is offline, off the schedule, and not to be published; restored, it may be."""
    story = actions.withdraw(
        StoryFactory(published=True), Ground.LEGAL, by=None, note="Court order 7.", at=LATER
    )

    assert (story.live, story.withdrawn_at, story.withdrawn_ground) == (False, LATER, "legal")

    story = actions.restore(story, by=None, at=LATER)
    story = actions.publish(story, by=None, at=LATER)

    assert (story.live, story.withdrawn_at, story.withdrawn_ground) == (True, None, "")


def test_a_moved_story_changes_its_section_and_address_and_keeps_its_number() -> None:
    """The section in the address is the new one, and the section is no further section any more."""
    story = StoryFactory(published=True)
    sport = section("Sport")

    moved = actions.move(story, sport, by=None, at=LATER)

    assert moved.primary_section == sport
    assert moved.get_parent().pk == sport.pk
    assert moved.address == story.address.replace("/nation/", "/sport/")


def test_a_renamed_story_stays_renamed_when_a_waiting_draft_is_published() -> None:
    """A draft from before the renaming does not bring the old words back."""
    story = edited(StoryFactory(published=True), title="Bridge opens")

    renamed = actions.rename(story, "bridge-opens", by=None, at=LATER)
    published = actions.publish(renamed, by=None, at=LATER)

    assert (renamed.slug, published.slug, published.title) == (
        "bridge-opens",
        "bridge-opens",
        "Bridge opens",
    )
    assert published.address.endswith(f"/bridge-opens-{story.number}.html")


@pytest.mark.parametrize(("slug", "code"), [("Bridge Opens", "slug"), ("taken", "slug-taken")])
def test_a_bad_or_taken_slug_is_refused(slug: str, code: str) -> None:
    """A slug is written as slugs are, and belongs to one story of a section."""
    StoryFactory(slug="taken")

    with pytest.raises(Refused) as refusal:
        actions.rename(StoryFactory(), slug, by=None)

    assert code in refusal.value.codes


def test_a_draft_is_deleted_and_a_published_story_is_not() -> None:
    """What readers saw is never deleted, and the refusal says what to do instead."""
    draft, offline = StoryFactory(), StoryFactory(offline=True)

    actions.delete_draft(draft, by=None, at=MONDAY)
    with pytest.raises(Refused, match="withdraw"):
        actions.delete_draft(offline, by=None)

    assert [story.pk for story in Story.objects.all()] == [offline.pk]
    assert Record.objects.get(act="story.delete").subject_id == str(draft.pk)


def test_a_merged_topic_hands_over_stories_names_and_address() -> None:
    """Stories have the target once, its names find it, and chains of merges are flat."""
    rain, monsoon, weather = topic("Rain"), topic("Monsoon"), topic("Weather")
    both, one = StoryFactory(), StoryFactory(published=True)
    for story, named in ((both, (rain, monsoon)), (one, (rain,))):
        draft = story.get_latest_revision_as_object()
        draft.story_topics.set([StoryTopic(topic=each) for each in named])
        draft.save_revision()
        actions.publish(Story.objects.get(pk=story.pk), by=None, at=LATER)

    actions.merge_topic(rain, monsoon, by=None, at=LATER)
    actions.merge_topic(monsoon, weather, by=None, at=LATER)
    rain.refresh_from_db()

    assert rain.merged_into == weather
    assert {name.name for name in weather.names.all()} == {"Rain", "Monsoon", "Weather"}
    assert [link.topic for link in StoryTopic.objects.filter(story=both)] == [weather]
    assert [link.topic for link in StoryTopic.objects.filter(story=one)] == [weather]


def test_a_draft_with_a_merged_topic_is_published_with_its_target() -> None:
    """A draft from before the merge is not out of date."""
    rain, monsoon = topic("Rain"), topic("Monsoon")
    story = StoryFactory(published=True)
    draft = story.get_latest_revision_as_object()
    draft.story_topics.set([StoryTopic(topic=rain), StoryTopic(topic=monsoon)])
    revision = draft.save_revision()

    actions.merge_topic(rain, monsoon, by=None, at=LATER)
    actions.publish(revision, by=None, at=LATER)

    assert [link.topic for link in StoryTopic.objects.filter(story=story)] == [monsoon]


def test_topics_are_not_merged_in_a_ring() -> None:
    """A topic that was merged is no target, so that no ring comes to be."""
    rain, monsoon = topic("Rain"), topic("Monsoon")
    actions.merge_topic(rain, monsoon, by=None, at=LATER)

    with pytest.raises(Refused) as refusal:
        actions.merge_topic(monsoon, rain, by=None, at=LATER)

    assert refusal.value.codes == ("target-merged",)


def test_moving_asks_for_the_role_in_both_sections() -> None:
    """An editor of one section brings nothing into another."""
    editor = member("section_editor")

    with pytest.raises(PermissionDenied):
        actions.move(StoryFactory(), section("Sport"), by=editor)
