"""Notices of illegal content: anybody sends one, gets a receipt, and is told what was decided."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import states
from broadsheet.comments.actions.deciding import Decided, change, locked, refused
from broadsheet.comments.models import Act, Comment, Notice, State
from broadsheet.comments.models.decisions import Settling
from broadsheet.kit import clock
from broadsheet.kit.tokens import digest
from broadsheet.law.present import due
from broadsheet.law.terms import Span
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done, Thing
from broadsheet.records.actions import Subject, write

DECIDE = "house.notice.decide"
OTHERWISE = Span(36, "hours")
KIND = "notice"
SEND, SETTLE = "notice.send", "notice.decide"
ILLEGAL = "illegal"
MOST_WAITING = 50
"""Notices that may wait for one comment: the fifty-first says nothing new."""


@dataclass(frozen=True)
class Noticed:
    """What somebody sent: which law, why, who they are, and that they mean it.

    ``name`` and ``email`` may be empty only where the law lets them (article 16(2)(c)).
    """

    law: str
    words: str
    name: str = ""
    email: str = ""
    in_good_faith: bool = False


def send(comment: Comment, noticed: Noticed, *, at: datetime | None = None) -> str:
    """Take a notice; return the secret by which its receipt and its answer are found.

    Raises ``Refused`` for a comment that nobody sees, or a notice that says too little.
    """
    moment, token = at or clock.now(), secrets.token_urlsafe(24)
    with transaction.atomic():
        row = locked(comment.pk)
        _may_send(row, noticed)
        made = Notice.objects.create(
            comment=row,
            name=noticed.name.strip(),
            email=noticed.email.strip(),
            law=noticed.law.strip(),
            words=noticed.words.strip(),
            in_good_faith=noticed.in_good_faith,
            language=row.language,
            secret=digest(token),
            made_at=moment,
            due_at=due(DECIDE, moment, OTHERWISE),
        )
        after_it = {"comment": row.pk}
        record = write(SEND, subject=subject_of(made), actor=None, at=moment, after=after_it)
        leave(Done(SEND, thing(made), str(made.pk), record.pk, moment, {"after": after_it}))
    return token


def _may_send(row: Comment, noticed: Noticed) -> None:
    if row.state != State.SHOWN:
        raise refused("gone", _("This comment is not shown any more."))
    if not noticed.words.strip() or not noticed.law.strip():
        raise refused("empty", _("Say which law it breaks, and why."))
    if not noticed.in_good_faith:
        raise refused("faith", _("Confirm that what you say is accurate and complete."))
    if row.notices.filter(outcome=Settling.Outcome.WAITING).count() >= MOST_WAITING:
        raise refused("many", _("Many have sent the same: it is being looked at."))


def settle(
    notice: Notice, *, illegal: bool, answer: str, by: User, at: datetime | None = None
) -> Notice:
    """Decide a notice. Illegal: the comment is removed, with the law as its reason.

    Raises ``PermissionDenied`` and ``Refused``.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Notice.objects.select_for_update().get(pk=notice.pk)
        comment = locked(row.comment_id)
        allow(by, SETTLE)
        if row.outcome != Settling.Outcome.WAITING:
            raise refused("settled", _("This notice was decided already."))
        if not answer.strip():
            raise refused("empty", _("Write an answer: whoever sent the notice reads it."))
        row.outcome = Settling.Outcome.UPHELD if illegal else Settling.Outcome.DENIED
        row.answer, row.settled_at, row.settled_by = answer.strip(), moment, by
        row.save()
        if illegal and states.after(comment.state, Act.REMOVE) is not None:
            removed = Decided(Act.REMOVE, clause=ILLEGAL, by_law=row.law)
            change(comment, removed, by=by, at=moment)
        before, now = {"outcome": "waiting"}, {"outcome": str(row.outcome)}
        record = write(
            SETTLE, subject=subject_of(row), actor=by, at=moment, before=before, after=now
        )
        facts = {"before": before, "after": now}
        leave(Done(SETTLE, thing(row), str(row.pk), record.pk, moment, facts))
    return row


def subject_of(row: Notice) -> Subject:
    """Return a notice as the log names it."""
    return Subject(KIND, str(row.pk), f"No. {row.pk}")


def thing(row: Notice) -> Thing:
    """Return a notice as the outbox names it."""
    return Thing(KIND, str(row.pk), f"No. {row.pk}")
