"""Who talks in the tests: readers with names, and what they say under a story."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from broadsheet.accounts.models import User
from broadsheet.accounts.tests.cast import reader
from broadsheet.comments import counting
from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.models import Comment, State, Thread, Voice
from broadsheet.comments.voices import name_oneself
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory

MINUTE = timedelta(minutes=1)
_turn = count(1)


def voice(name: str = "Rosa Reader") -> Voice:
    """A reader with a name, made once."""
    there = Voice.objects.filter(name=name).first()
    return there or name_oneself(reader(f"Reader {next(_turn)}"), name)


def user_of(voice: Voice) -> User:
    """The account behind a voice."""
    user = voice.user
    if user is None:
        raise AssertionError(f"{voice} has no account")
    return user


def thread(story: Story | None = None) -> Thread:
    """The thread under a published story."""
    return thread_of(story or StoryFactory(published=True))


def said(thread: Thread, words: str = "The ferries were full at nine.", **given: Any) -> Comment:
    """A comment that readers see, written straight into the table; its answers are counted."""
    turn = next(_turn)
    at = given.pop("at", MONDAY + turn * MINUTE)
    parent = given.get("parent")
    row: Comment = Comment.objects.create(
        thread=thread,
        voice=given.pop("voice", None) or voice(),
        text=words,
        html=f'<p dir="auto">{words}</p>',
        language=given.pop("language", thread.language),
        state=given.pop("state", State.SHOWN),
        posted_at=at,
        shown_at=given.pop("shown_at", at),
        policy=given.pop("policy", None),
        root=(parent.root or parent) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        **given,
    )
    counting.came(row)
    return row
