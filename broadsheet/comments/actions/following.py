"""Following a thread: one letter now and then about what is new, never one for each comment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.comments.models import Comment, Follow, State, Thread
from broadsheet.kit import clock
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing, TimedAct, register_act

DIGEST = "conversation.digest"
KIND = "follow"
EVERY = timedelta(hours=6)
QUIET = timedelta(days=30)
"""After so long without a comment a thread is not looked at any more."""
_SALT = "broadsheet.comments.following"


def install() -> None:
    """Register the letter's time; called once, when the app is ready."""
    register_act(TimedAct(DIGEST, tell_what_is_new, label=_("Letter about a conversation")))


def follow(user: User, thread: Thread, *, wanted: bool, at: datetime | None = None) -> None:
    """Follow a thread, or end it; twice is once."""
    moment = at or clock.now()
    with transaction.atomic():
        mine = Follow.objects.filter(by=user, thread=thread)
        if not wanted:
            _end(list(mine), moment)
            return
        last = _shown(thread).order_by("-pk").values_list("pk", flat=True).first() or 0
        row, made = mine.get_or_create(
            by=user, thread=thread, defaults={"since": moment, "told_until": last}
        )
        if made:
            _appoint(row, moment)


def unfollow(token: str, *, at: datetime | None = None) -> bool:
    """End what a letter's own link names, without signing in; say whether there was anything."""
    with transaction.atomic():
        rows = list(Follow.objects.filter(pk=number_of(token)))
        _end(rows, at or clock.now())
    return bool(rows)


def token_of(row: Follow) -> str:
    """Return what stands in the link by which a letter's reader ends it."""
    return signing.dumps(row.pk, salt=_SALT, compress=True)


def number_of(token: str) -> int:
    """Return the followed thread's number, 0 for a token that is none of ours."""
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return 0


def tell_what_is_new(due: Due) -> bool:
    """Leave a letter if there is something new, and come again; the outbox calls it."""
    row = Follow.objects.select_related("thread").filter(pk=due.subject.id).first()
    if row is None:
        return False
    fresh = _shown(row.thread).filter(pk__gt=row.told_until).exclude(voice__user=row.by_id)
    last = fresh.order_by("-pk").values_list("pk", flat=True).first()
    if last is not None:
        facts = {"after": row.told_until, "until": last}
        leave(Done(DIGEST, thing(row), str(last), 0, due.at, facts))
        Follow.objects.filter(pk=row.pk).update(told_until=last)
    latest = row.thread.last_at or row.since
    if due.at - latest < QUIET:
        _appoint(row, due.at)
    return last is not None


def thing(row: Follow) -> Thing:
    """Return a followed thread as the outbox names it: by its number alone."""
    return Thing(KIND, str(row.pk), f"No. {row.pk}")


def _shown(thread: Thread) -> models.QuerySet[Comment]:
    rows: models.QuerySet[Comment] = Comment.objects.filter(thread=thread, state=State.SHOWN)
    return rows


def _appoint(row: Follow, at: datetime) -> None:
    due = at + EVERY
    keep_appointments(thing(row), [Appointed(DIGEST, due, due.isoformat())], at=at)


def _end(rows: list[Follow], at: datetime) -> None:
    for row in rows:
        keep_appointments(thing(row), [], at=at)
        row.delete()
