"""The demo's conversations: what is shown, what waits, and nothing twice."""

from __future__ import annotations

import pytest

from broadsheet.accounts.models import Role
from broadsheet.comments.models import Comment, State, Thread
from broadsheet.demo.talking import talk
from broadsheet.stories.tests.cast import StoryFactory, member

SLUGS = {
    "first-boat-leaves-thurai-point": "en",
    "millgate-ke-thande-kamre": "hi",
    "padagugal-nagarukkul-vandha-naal": "ta",
}


@pytest.mark.django_db
def test_readers_talk_once_in_three_languages() -> None:
    """Some wait for a moderator, one was reported, one taken down with its reasons, some picked."""
    stories = {
        slug: StoryFactory(published=True, language=language) for slug, language in SLUGS.items()
    }
    moderator = member(Role.EDITOR)
    member(Role.REPORTER)
    first, second = talk(stories, by=moderator), talk(stories, by=moderator)
    rows = Comment.objects.all()
    states = set(rows.values_list("state", flat=True))

    assert first == second == rows.count() > 15
    assert states == {State.SHOWN, State.HELD, State.REMOVED}
    assert rows.filter(reports=1, queue="reported").count() == 1
    assert rows.exclude(picked_at=None).count() == len(SLUGS)
    assert set(Thread.objects.values_list("language", flat=True)) == {"en", "hi", "ta"}
    assert rows.get(state=State.REMOVED).decisions.get(act="remove").statement.facts
