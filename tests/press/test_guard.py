"""A page that reads what it cannot explain fails, with the query in the message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from broadsheet.press.changes import in_bulk, taken
from broadsheet.press.explaining import explained
from broadsheet.press.models import Change
from broadsheet.press.recording import recording
from broadsheet.press.tests.guard import UnexplainedError
from broadsheet.sections.models import Section
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db

READS: dict[str, Callable[[Story], Any]] = {
    "columns": lambda story: list(Story.objects.filter(pk=story.pk).values_list("title")),
    "a count": lambda story: Byline.objects.filter(story=story).count(),
    "whether there is one": lambda story: Story.objects.filter(pk=story.pk).exists(),
    "a base page": lambda story: Page.objects.get(pk=story.pk),
    "a parent": lambda story: story.get_parent(),
    "rows by nothing known": lambda story: list(Section.objects.filter(live=True)),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_an_unexplained_read_fails_a_page(read: Callable[[Story], Any]) -> None:
    """What the press would not know to have changed must not be on a page."""
    story = StoryFactory(published=True)

    with recording(), pytest.raises(UnexplainedError, match="SELECT"):
        read(story)


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_an_explained_read_is_let_through_and_its_keys_are_kept(
    read: Callable[[Story], Any],
) -> None:
    """Whoever asks says what could have been found."""
    story = StoryFactory(published=True)
    with recording() as record, explained("list-of-something"):
        read(story)

    assert "list-of-something" in record.keys


def test_rows_by_a_key_explain_themselves() -> None:
    """A row that is loaded records its own key."""
    story = StoryFactory(published=True)
    with recording() as record:
        Story.objects.get(pk=story.pk)

    assert f"story-{story.pk}" in record.keys


def test_a_bulk_write_around_the_press_is_refused() -> None:
    """No signal tells of its rows, so it must say itself what changes."""
    story = StoryFactory(published=True)
    ours = {"__name__": "broadsheet.stories.actions.hasty", "rows": Byline.objects, "pk": story.pk}

    with pytest.raises(UnexplainedError, match="in_bulk"):
        exec("rows.filter(story_id=pk).update(sort_order=3)", ours)  # noqa: S102 a module of ours


def test_a_bulk_write_that_says_what_changes_is_noted() -> None:
    """The keys stand in the same transaction."""
    story = StoryFactory(published=True)
    Change.objects.all().delete()
    taken()
    with in_bulk(f"story-{story.pk}"):
        Byline.objects.filter(story=story).update(sort_order=3)

    assert [change.key for change in Change.objects.all()] == [f"story-{story.pk}"]


def test_outside_a_page_nobody_is_asked() -> None:
    """The desk reads as it likes."""
    story = StoryFactory(published=True)

    assert all(READS[name](story) is not None for name in READS)
