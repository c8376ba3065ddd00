"""Whose comments a moderator sees: those of the sections where their role counts."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.comments.models import Thread

MODERATE = "comment.moderate"


class HasWaiting(Func):
    """Whether anything waits in a thread, with the number inside, as the partial index has it."""

    template = "%(expressions)s > 0"
    output_field = BooleanField()


def moderates(user: Any) -> bool:
    """Whether a user moderates anywhere at all."""
    return bool(getattr(user, "is_staff", False)) and pages_where_may(user, MODERATE) is not None


def within(user: User) -> QuerySet[Thread] | None:
    """Return the threads with something to do in a user's sections; ``None``: the whole paper.

    The threads that wait are few beside the stories of an archive, so the section is asked of them.
    """
    where = pages_where_may(user, MODERATE)
    if where is None:
        return Thread.objects.none()
    if where == Q():
        return None
    return Thread.objects.filter(HasWaiting(F("waiting"))).filter(of_threads(where))


def of_threads(where: Q) -> Q:
    """Return a condition on stories as one on their threads."""
    made = Q(_connector=where.connector, _negated=where.negated)
    for child in where.children:
        if isinstance(child, Q):
            made.children.append(of_threads(child))
        elif isinstance(child, tuple):
            made.children.append((f"story__{child[0]}", child[1]))
    return made


def may_moderate(user: Any, thread: Thread) -> bool:
    """Whether a user moderates a thread; what stands under no story is the whole paper's."""
    return may(user, MODERATE, thread.story)
