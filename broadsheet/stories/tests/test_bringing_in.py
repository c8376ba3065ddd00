"""Many stories at once leave what one at a time leaves."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex, Revision

from broadsheet.kit.refusals import Refused
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door, Record
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.actions.bringing_in import Incoming, bring_in
from broadsheet.stories.actions.indexing import index
from broadsheet.stories.models import Byline, Story, StoryTopic
from broadsheet.stories.rules import Clocks
from broadsheet.stories.signals import stories_brought_in
from broadsheet.stories.tests.cast import AN_HOUR, MONDAY, byline, member, paper, section, topic

pytestmark = pytest.mark.django_db
ITS_OWN = {"id", "page_ptr_id", "path", "number", "slug", "url_path", "translation_key"} | {
    "latest_revision_id",
    "live_revision_id",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
}


def an_old_story(words: str = "Ferry runs again") -> Story:
    """An unsaved story with a byline and a topic."""
    story = Story(
        title=words,
        slug="ferry-runs-again",
        standfirst="Two boats an hour.",
        body='[{"type": "paragraphs", "value": "<p>The ferry is back.</p>", "id": "a1"}]',
    )
    story.bylines.set([Byline(contributor=byline(), sort_order=0)])
    story.story_topics.set([StoryTopic(topic=topic("Ferries"), sort_order=0)])
    return story


def rows_of(story: Story) -> dict[str, Any]:
    """The columns that do not tell one story from another, and what belongs to it."""
    columns = Story.objects.filter(pk=story.pk).values().get()
    parts = {
        "bylines": list(story.bylines.values_list("contributor", "part", "sort_order")),
        "topics": list(story.story_topics.values_list("topic", "sort_order")),
    }
    return {name: value for name, value in columns.items() if name not in ITS_OWN} | parts


def test_a_batch_leaves_the_rows_that_the_acts_leave() -> None:
    """Columns, parts, revision, place in the tree and record are those of filing and publishing."""
    clocks = Clocks(MONDAY - AN_HOUR, MONDAY)
    one = file_draft(an_old_story(), section(), by=None, at=MONDAY)
    one = publish(one, by=None, at=MONDAY, source=clocks)
    with came_by(Door.IMPORTER):
        (many,) = bring_in([Incoming(an_old_story(), section(), clocks)], by=None, at=MONDAY)

    many = Story.objects.get(pk=many.pk)
    by_acts = Record.objects.get(act="story.publish", subject_id=str(one.pk))
    in_bulk = Record.objects.get(act="story.publish", subject_id=str(many.pk))

    assert rows_of(many) == rows_of(Story.objects.get(pk=one.pk))
    assert many.live_revision_id == many.latest_revision_id is not None
    assert many.slug == f"ferry-runs-again-{many.number}"
    assert Page.find_problems() == ([], [], [], [], [])
    assert in_bulk.door == Door.IMPORTER
    assert set(in_bulk.after) == set(by_acts.after) - {"revision_id"}


def test_what_came_in_by_a_batch_can_be_edited_and_published() -> None:
    """A story of a batch is a story like any other."""
    (story,) = bring_in([Incoming(an_old_story(), section(), Clocks(MONDAY))], by=None, at=MONDAY)
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = "Ferry runs twice an hour"
    revision = draft.save_revision()

    published = publish(revision, by=None, at=MONDAY + AN_HOUR)

    assert (published.title, published.published_at) == ("Ferry runs twice an hour", MONDAY)
    assert published.bylines.count() == published.story_topics.count() == 1
    assert Revision.page_revisions.filter(object_id=str(story.pk)).count() == 2


def test_a_batch_without_times_stays_drafts() -> None:
    """What is not to be published is filed."""
    (story,) = bring_in([Incoming(an_old_story(), section())], by=None, at=MONDAY)
    story = Story.objects.get(pk=story.pk)

    assert (story.live, story.published_at, story.live_revision_id) == (False, None, None)
    assert story.has_unpublished_changes
    assert Record.objects.get(subject_id=str(story.pk), subject_kind="story").act == "story.create"


def test_one_bad_story_keeps_the_whole_batch_out_and_is_named() -> None:
    """A batch is all or nothing, and says which story is at fault."""
    paper()
    batch = [
        Incoming(an_old_story(), section(), Clocks(MONDAY)),
        Incoming(an_old_story("From tomorrow"), section(), Clocks(MONDAY + AN_HOUR)),
        Incoming(an_old_story(" "), section(), Clocks(MONDAY)),
    ]

    with pytest.raises(Refused, match="From tomorrow") as refusal:
        bring_in(batch, by=None, at=MONDAY)

    assert set(refusal.value.codes) == {"clock-ahead", "headline"}
    assert not Story.objects.exists()


def test_only_who_may_import_brings_a_batch_in() -> None:
    """Importing is an act on the whole paper."""
    with pytest.raises(PermissionDenied):
        bring_in([Incoming(an_old_story(), section())], by=member("section_editor"), at=MONDAY)


def test_a_batch_is_announced_once(django_capture_on_commit_callbacks: Any) -> None:
    """One signal tells of all stories of a batch."""
    told: list[Any] = []

    def ear(**facts: Any) -> None:
        told.append(facts["story_ids"])

    stories_brought_in.connect(ear)
    with django_capture_on_commit_callbacks(execute=True):
        batch = [Incoming(an_old_story(), section(), Clocks(MONDAY)) for _ in range(3)]
        stories = bring_in(batch, by=None, at=MONDAY)

    assert told == [[story.pk for story in stories]]
    assert len({story.path for story in stories}) == len({story.slug for story in stories}) == 3


def test_what_came_in_by_a_batch_is_indexed_as_wagtail_would() -> None:
    """References are those of Wagtail's own command, and search finds the story."""
    batch = [Incoming(an_old_story(), section(), Clocks(MONDAY)) for _ in range(3)]
    ids = [story.pk for story in bring_in(batch, by=None, at=MONDAY)]
    columns = ("object_id", "to_object_id", "to_content_type", "content_path_hash")
    kept = ReferenceIndex.objects.filter(object_id__in=map(str, ids)).order_by(*columns)

    counts = list(index([*ids, *ids], batch=2))
    ours = list(kept.values_list(*columns))
    call_command("rebuild_references_index", stdout=StringIO())

    assert counts == [2, 4, 6]
    assert ours == list(kept.values_list(*columns)) != []
    assert {story.pk for story in Story.objects.search("ferry")} == set(ids)
