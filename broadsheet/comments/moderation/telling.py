"""Mail of the moderators' desk: to whom a sanction was laid on, and when too much waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import Role, User
from broadsheet.accounts.queries import staff_with_role
from broadsheet.comments.actions.sanctioning import LAY
from broadsheet.comments.models import Sanction
from broadsheet.comments.moderation import queues
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import (
    Done,
    EffectKind,
    Payload,
    Receipt,
    Sending,
    Thing,
    register_effect,
    register_words,
)
from broadsheet.outbox.mail import send_mail
from broadsheet.records.actions import Subject, write
from broadsheet.records.models import Record
from broadsheet.stories.structured import absolute

BACKLOG = "comment.backlog"
AGAIN = timedelta(hours=1)
"""How long nobody is told again that too much waits."""
MOST = 30


def install() -> None:
    """Register the effects; called once, when the app is ready."""
    label = _("Sanction, by mail")
    register_effect(
        EffectKind("sanction by mail", frozenset({LAY}), _sanction, _whole, label=label)
    )
    register_words(BACKLOG, _("A comment has waited too long"))
    label = _("Mail about comments that wait too long")
    register_effect(EffectKind("backlog by mail", frozenset({BACKLOG}), _backlog, label=label))


def _whole(_done: Done) -> Payload | None:
    return {}


def _sanction(sending: Sending) -> Receipt:
    """Send an author the way to the reasons of a sanction."""
    row = Sanction.objects.select_related("voice__user", "statement").get(pk=sending.subject.id)
    if row.voice.user is None:
        return Receipt({"erased": True})
    with translation.override(settings.PAPER_LANGUAGE):
        where = absolute(reverse("comment_reasons", args=[row.statement.pk]))
        context = {"paper": settings.PAPER_NAME, "address": where, "sanction": row}
        text = render_to_string("comments/sanction.txt", context)
        subject = render_to_string("comments/sanction_subject.txt").strip()
    to, name = row.voice.user.email, f"sanction-{row.pk}"
    send_mail(name, to, f"{settings.PAPER_NAME}: {subject}", text)
    return Receipt()


def watch(at: datetime) -> bool:
    """Tell the moderators and editors if a comment waits too long; return whether they are told.

    Once an hour at most. Does nothing where ``COMMENTS_BACKLOG_MINUTES`` is 0.
    """
    minutes = settings.COMMENTS_BACKLOG_MINUTES
    if not minutes:
        return False
    waits = queues.oldest(at, timedelta(minutes=minutes))
    if waits is None or Record.objects.filter(act=BACKLOG, at__gt=at - AGAIN).exists():
        return False
    with transaction.atomic():
        facts = {"oldest": waits.pk, "minutes": int((at - waits.posted_at).total_seconds() // 60)}
        subject = Subject("conversation", "0", "")
        record = write(BACKLOG, subject=subject, actor=None, at=at, after=facts)
        for user in _told():
            thing = Thing("user", str(user.pk), f"No. {user.pk}")
            leave(Done(BACKLOG, thing, str(record.pk), record.pk, at, facts))
    return True


def _told() -> list[User]:
    every = [*staff_with_role(Role.MODERATOR), *staff_with_role(Role.EDITOR)]
    return list({user.pk: user for user in every}.values())[:MOST]


def _backlog(sending: Sending) -> Receipt:
    user = User.objects.get(pk=sending.subject.id)
    where = absolute(reverse("moderation"))
    minutes = int(sending.payload.get("minutes", 0))
    lines = [
        gettext("A comment has waited for a moderator for %(minutes)d minutes.")
        % {"minutes": minutes},
        where,
    ]
    subject = f"{settings.PAPER_NAME}: {gettext('comments wait')}"
    send_mail(f"backlog-{sending.key[:40]}", user.email, subject, "\n\n".join(lines))
    return Receipt()
