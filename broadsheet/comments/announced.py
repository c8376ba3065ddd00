"""What the room tells of: signals after the commit, and the names of acts in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.dispatch import Signal

from broadsheet.comments.models import Comment
from broadsheet.kit.announcing import announce
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done, Thing
from broadsheet.records.actions import Subject

KIND = "comment"

comment_changed = Signal()
"""A comment was written, decided on or mended: ``comment``, ``before``, ``after``, ``at``."""


def thing(comment: Comment) -> Thing:
    """Return a comment as the outbox names it: by its number, without a word of its own."""
    return Thing(KIND, str(comment.pk), f"No. {comment.pk}")


def subject_of(comment: Comment) -> Subject:
    """Return a comment as the log names it."""
    return Subject(KIND, str(comment.pk), f"No. {comment.pk}")


def tell(
    act: str,
    comment: Comment,
    *,
    record: int,
    at: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Leave what follows from an act, and say so once it is committed."""
    facts = {"before": dict(before), "after": dict(after)}
    leave(Done(act, thing(comment), str(record), record, at, facts))
    announce(comment_changed, Comment, comment=comment, before=before, after=after, at=at)
