"""Who asks the API in the tests, and what there is to ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from broadsheet.accounts.models import Role, User
from broadsheet.accounts.tests.cast import reader as account
from broadsheet.accounts.tests.cast import staff
from broadsheet.comments import policies
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.actions.outside import SCOPES, Wanted, make_token
from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.api.endpoints import START
from broadsheet.comments.models import Comment, Decision, State, Voice
from broadsheet.comments.tests.cast import said, user_of
from broadsheet.comments.voices import name_oneself
from broadsheet.kit import clock
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, section

WORDS = "The ferries were full at nine, and the bridge was not open."


@dataclass
class Talk:
    """A conversation: what is shown, what is held, and a decision that can be undone."""

    story: Story
    shown: Comment
    own: Comment
    held: Comment
    decision: Decision


def known(name: str) -> Voice:
    """A reader whom moderators know: nothing of theirs is held for being new."""
    voice = name_oneself(account(name), name)
    long_ago = clock.now() - timedelta(days=90)
    Voice.objects.filter(pk=voice.pk).update(made_at=long_ago, approved=9, trusted=True)
    voice.refresh_from_db()
    return voice


def talk(author: Voice) -> Talk:
    """A conversation in Nation, with a comment of ``author`` in it."""
    story = StoryFactory(published=True, section=section("Nation"))
    thread, other, now = thread_of(story), known("Other Hand"), clock.now()
    shown = said(thread, "A first word.", voice=other, at=now)
    own = said(thread, "A word of one's own.", voice=author, at=now)
    held = said(
        thread, "Something that waits.", voice=other, at=now, state=State.HELD, queue="held"
    )
    away = said(thread, "Something taken away.", voice=other, at=now)
    decision = decide(away.pk, Decided("remove", clause_key()), by=None)
    return Talk(story, shown, own, held, decision)


def clause_key() -> str:
    """A rule of the policy in force."""
    return policies.in_force(clock.now()).conduct()[0].key


def token_of(user: User, *scopes: str) -> str:
    """A token of somebody."""
    wanted = Wanted("for a test", scopes or SCOPES)
    return make_token(user, wanted, at_desk=True)[1]


def reader_token(voice: Voice) -> str:
    """A token of a reader, which reads and writes."""
    return token_of(user_of(voice), "read", "write")


def moderator_of(name: str) -> User:
    """A moderator of a section."""
    return staff(Role.MODERATOR, section(name), f"Mo {name}")


def ask(method: str, path: str, token: str = "", body: Any = None, **headers: str) -> Any:
    """What the API answers."""
    if token:
        headers["authorization"] = f"Bearer {token}"
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    sent: Any = {} if body is None else {"data": data, "content_type": "application/json"}
    return Client().generic(method, f"/{START}{path}", headers=headers, **sent)
