"""The demo's conversations, written and moderated through the acts of their room; once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from broadsheet.accounts.actions import add_user
from broadsheet.accounts.models import User
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.actions.liking import recommend
from broadsheet.comments.actions.picking import pick
from broadsheet.comments.actions.posting import Sent, post, thread_of
from broadsheet.comments.actions.reporting import Reported, report
from broadsheet.comments.models import Act, Comment, State, Thread, Voice
from broadsheet.comments.voices import name_oneself
from broadsheet.demo.staffing import POSTS
from broadsheet.demo.words import EDITION
from broadsheet.stories.models import Story

Row = Mapping[str, Any]
READ_AFTER = timedelta(minutes=4)


@dataclass
class _Talk:
    """One conversation as it is made: who talks, who moderates, what was said by its key."""

    thread: Thread
    began: datetime
    moderator: User
    said: dict[str, Comment] = field(default_factory=dict)

    def say(self, row: Row, number: int) -> Comment:
        """Have a comment written, and become what the row says."""
        at = self.began + timedelta(minutes=row["after"])
        to = self.said[row["to"]].pk if "to" in row else None
        sent = Sent(row["text"].strip(), f"demo-{self.thread.pk}-{number}", to)
        voice = _voice(row["name"], at)
        made = post(voice, self.thread, sent, at=at).comment
        # A second time what the author was asked to mend goes on as it is.
        comment = made or post(voice, self.thread, sent, at=at).comment
        if comment is None:
            raise AssertionError(f"{row['name']} was asked twice to mend: {row['text']}")
        self.said[row.get("key", str(number))] = comment
        self._moderate(row, comment, at + READ_AFTER)
        return comment

    def _moderate(self, row: Row, comment: Comment, at: datetime) -> None:
        state = row.get("state", "shown")
        if state == "held":
            return
        if comment.state == State.HELD:
            decide(comment.pk, Decided(Act.APPROVE), by=self.moderator, at=at)
        if state == "reported":
            said = Reported(row["clause"], row["words"])
            report(_user(row["by"], at), comment.pk, said, at=at)
        elif state == "removed":
            decided = Decided(Act.REMOVE, row["clause"], row["note"])
            decide(comment.pk, decided, by=self.moderator, at=at)
        if row.get("picked"):
            pick(comment.pk, True, by=self.moderator, at=at)
        for name in row.get("recommended", ()):
            recommend(_user(name, at), comment.pk, wanted=True)


def talk(stories: Mapping[str, Story], *, by: User) -> int:
    """Have the readers of the demo talk under its stories; return how many comments there are."""
    data = tomllib.loads((EDITION / "conversation.toml").read_text(encoding="utf-8"))
    for one in data["thread"]:
        story = stories.get(one["story"])
        if story is None or story.published_at is None:
            continue  # a smaller edition has it not
        if not Thread.objects.filter(story=story).exists():
            _talk(story, story.published_at, one["comments"], by)
    mine = {"token__startswith": "demo-"}
    return int(Comment.objects.filter(**mine).count())


def _talk(story: Story, began: datetime, rows: list[Row], by: User) -> None:
    conversation = _Talk(thread_of(story), began, by)
    for number, row in enumerate(rows):
        conversation.say(row, number)


def _voice(name: str, at: datetime) -> Voice:
    there = Voice.objects.filter(name=name).first()
    return there or name_oneself(_user(name, at), name)


def _user(name: str, at: datetime) -> User:
    """Return the account of somebody: of the paper's own people, or a reader's."""
    post = next((post for post in POSTS if post.name == name), None)
    email = post.email if post else _address(name)
    there = User.objects.filter(email=email).first()
    return there or add_user(email, name=name, actor=None, at=at)


def _address(name: str) -> str:
    """Return a reader's address, which nobody has: names in any script make one alike."""
    return f"reader-{blake2b(name.encode(), digest_size=4).hexdigest()}@readers.example"
