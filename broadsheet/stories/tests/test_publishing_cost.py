"""What a publication costs: a bound on its questions, and one job for Wagtail's references."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import Byline, Story, StoryTopic
from broadsheet.stories.tests.cast import MONDAY, byline, section, topic

pytestmark = pytest.mark.django_db

REFERENCES = "wagtail.tasks.update_reference_index_task"
MOST = 72


def draft() -> Story:
    """A draft with a byline and a topic."""
    story = Story(title="Ferries stop at noon", slug="ferries-stop")
    story.bylines.set([Byline(contributor=byline())])
    story.story_topics.set([StoryTopic(topic=topic("Ferries"))])
    return file_draft(story, section(), by=None)


def jobs() -> set[Any]:
    """The jobs for the index of references that wait."""
    return set(DBTaskResult.objects.filter(task_path=REFERENCES).values_list("pk", flat=True))


def test_a_publication_asks_few_questions(django_assert_max_num_queries: Any) -> None:
    """A bound for the act by itself, when a story is published again."""
    story = draft()
    publish(story, by=None, at=MONDAY)  # what is asked once in a process's life
    story = Story.objects.get(pk=story.pk)
    with django_assert_max_num_queries(MOST):
        publish(story, by=None, at=MONDAY)


def test_the_index_of_references_is_made_anew_once() -> None:
    """The story, its byline and its topic would each ask for the same by a job of their own."""
    story = draft()
    before = jobs()
    publish(story, by=None, at=MONDAY)

    (job,) = jobs() - before
    assert DBTaskResult.objects.get(pk=job).args_kwargs["args"] == [
        "stories",
        "story",
        str(story.pk),
    ]


def test_a_draft_has_what_its_row_hangs_on() -> None:
    """It is not looked for in the revision, and its parts are the story's."""
    story = draft()
    publish(story, by=None, at=MONDAY)
    row = Story.objects.get(pk=story.pk)
    row.title = "Ferries stop at one"
    again = row.save_revision().as_object()

    assert (again.locale_id, again.content_type_id) == (row.locale_id, row.content_type_id)
    assert again.live_revision_id == row.live_revision_id is not None
    assert again.primary_section_id == row.primary_section_id
    assert [part.story_id for part in again.bylines.all()] == [row.pk]
    assert [part.story_id for part in again.story_topics.all()] == [row.pk]


def test_a_draft_is_still_checked() -> None:
    """Its words, its choices, and what must be there once only."""
    story = draft()
    story.form = "poem"

    with pytest.raises(ValidationError, match="poem"):
        story.full_clean()
