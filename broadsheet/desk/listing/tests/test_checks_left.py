"""The list says how much the house checks have against what waits to go out."""

from __future__ import annotations

import pytest

from broadsheet.accounts.models import Role
from broadsheet.desk.checks.actions import clear, digest_of, flag, weigh
from broadsheet.desk.models import ListedStory, Weight
from broadsheet.kit import clock
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, byline, member

pytestmark = pytest.mark.django_db
LIST = "/desk/stories/"
UNCLOSED = [{"type": "paragraphs", "value": "<p>“We open at noon, he said.</p>"}]


def left(story: Story) -> tuple[int | None, int | None]:
    """What the row keeps: how many checks block and warn."""
    row = ListedStory.objects.get(pk=story.pk)
    return row.blocking, row.warning


def signed(story: Story) -> Story:
    """The story with a byline, as it is filed."""
    draft: Story = story.get_latest_revision_as_object()
    draft.bylines.add(Byline(contributor=byline()))
    draft.save_revision()
    fresh: Story = Story.objects.get(pk=story.pk)
    return fresh


def test_a_saved_draft_is_checked_and_one_that_is_out_has_nothing_left() -> None:
    """Each save counts anew; where nothing waits to go out, nothing is said."""
    draft = StoryFactory(body=UNCLOSED)
    without_byline = left(draft)
    signed(draft)
    with_byline = left(draft)
    publish(draft, by=None, at=MONDAY)

    assert without_byline == (0, 2)
    assert with_byline == (0, 1)
    assert left(draft) == (None, None)


def test_the_lawyers_word_is_counted_when_it_is_asked_for_and_given() -> None:
    """A flag holds the story up in the list at once, and so does its clearing let it go."""
    draft = signed(StoryFactory())
    flagged_for = flag(draft, "Names a minor.", by=None, at=MONDAY)
    held_up = left(draft)
    clear(draft, by=None, read=digest_of(draft, clock.now()), at=MONDAY)

    assert flagged_for.pk
    assert held_up == (1, 0)
    assert left(draft) == (0, 0)


def test_other_weights_are_seen_in_the_list() -> None:
    """What the paper calls a block from now on is one in the list as well."""
    draft = StoryFactory()
    weigh({"byline": Weight.BLOCK}, by=None, at=MONDAY)

    assert left(draft) == (1, 0)


def test_the_list_shows_and_finds_them() -> None:
    """The row's words are those of the last save, and what is held up can be asked for."""
    held = StoryFactory(title="Tunnel floods")
    StoryFactory(title="Cup final moved")
    flag(held, "Names a minor.", by=None, at=MONDAY)
    desk = at_the_desk(member(Role.EDITOR))

    answer = desk.get(LIST, {"state": "held-up"})

    assert [each["row"].headline for each in answer.context["rows"]] == ["Tunnel floods"]
    assert "1 check blocks" in answer.content.decode()
    assert "1 check warns" in answer.content.decode()
