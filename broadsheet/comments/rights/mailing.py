"""Mail about decisions: to authors whose words were not shown, and to those who objected or wrote.

The outbox keeps no address and no word of a comment: each letter is made when it is sent.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions import appealing, noticing
from broadsheet.comments.models import Appeal, Notice, Statement
from broadsheet.outbox.kinds import (
    Done,
    EffectKind,
    Payload,
    Receipt,
    Sending,
    register_effect,
)
from broadsheet.outbox.mail import send_mail
from broadsheet.stories.structured import absolute

AGAINST = frozenset({"comment.reject", "comment.remove"})


def install() -> None:
    """Register the effects; called once, when the app is ready."""
    register_effect(
        EffectKind(
            "reasons by mail", AGAINST, send_reasons, has_reasons, label=_("Reasons, by mail")
        )
    )
    settled = frozenset({appealing.SETTLE})
    register_effect(
        EffectKind(
            "appeal by mail", settled, send_appeal, whole, label=_("Answer to an appeal, by mail")
        )
    )
    notices = frozenset({noticing.SEND, noticing.SETTLE})
    register_effect(
        EffectKind(
            "notice by mail", notices, send_notice, wants_mail, label=_("Notice answered, by mail")
        )
    )


def whole(done: Done) -> Payload | None:
    """Say that a letter is wanted; the outbox keeps none of it."""
    return {}


def has_reasons(done: Done) -> Payload | None:
    """Say whether a decision has an author who can be written to."""
    found = _statement(done.subject.id)
    return {} if found is not None and found.voice.user is not None else None


def wants_mail(done: Done) -> Payload | None:
    """Say whether whoever sent a notice left an address."""
    asked = Notice.objects.filter(pk=done.subject.id).exclude(email="").exists()
    return {"settled": done.act == noticing.SETTLE} if asked else None


def send_reasons(sending: Sending) -> Receipt:
    """Send an author the way to the reasons. Raises ``HopelessError`` for a refused address."""
    statement = _statement(sending.subject.id)
    if statement is None or statement.voice.user is None:
        return Receipt({"erased": True})
    language = statement.decision.comment.language if statement.decision else ""
    with translation.override(language or settings.PAPER_LANGUAGE):
        where = absolute(reverse("comment_reasons", args=[statement.pk]))
        context = {"paper": settings.PAPER_NAME, "address": where, "until": statement.appeal_until}
        text = render_to_string("comments/rights/reasons.txt", context)
        subject = f"{settings.PAPER_NAME}: {gettext('Your comment is not shown')}"
    send_mail(f"reasons-{statement.pk}", statement.voice.user.email, subject, text)
    return Receipt()


def send_appeal(sending: Sending) -> Receipt:
    """Send an author the answer to their appeal."""
    row = Appeal.objects.select_related("statement__voice__user").get(pk=sending.subject.id)
    user = row.statement.voice.user
    if user is None:
        return Receipt({"erased": True})
    decision = row.statement.decision
    with translation.override(decision.comment.language if decision else settings.PAPER_LANGUAGE):
        where = absolute(reverse("comment_reasons", args=[row.statement_id]))
        context = {"paper": settings.PAPER_NAME, "address": where, "appeal": row}
        text = render_to_string("comments/rights/appeal.txt", context)
        subject = f"{settings.PAPER_NAME}: {gettext('Your objection was decided')}"
    send_mail(f"appeal-{row.pk}", user.email, subject, text)
    return Receipt()


def send_notice(sending: Sending) -> Receipt:
    """Send the receipt of a notice, or what was decided of it (article 16(4) and (5))."""
    row = Notice.objects.get(pk=sending.subject.id)
    if not row.email:
        return Receipt({"erased": True})
    settled = bool(sending.payload.get("settled"))
    with translation.override(row.language):
        context = {"paper": settings.PAPER_NAME, "notice": row, "settled": settled}
        text = render_to_string("comments/rights/notice.txt", context)
        what = gettext("Your notice was decided") if settled else gettext("We have your notice")
    name = f"notice-{row.pk}-{'settled' if settled else 'received'}"
    send_mail(name, row.email, f"{settings.PAPER_NAME}: {what}", text)
    return Receipt()


def _statement(comment: str) -> Statement | None:
    """Return the newest statement of a comment's decisions."""
    rows = Statement.objects.filter(decision__comment_id=int(comment)).order_by("-pk")
    return rows.select_related("voice__user", "decision__comment").first()
