"""What happens in the conversation is told to addresses outside, through the outbox, signed.

Each webhook has an effect of its own, so that one that is down holds up no other. Its content is
made when it is sent: the outbox keeps a number, and never a word of a comment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions import telling as acts
from broadsheet.comments.api import schema, signing, telling
from broadsheet.comments.api.door import JSON, written
from broadsheet.comments.models import Comment, Webhook
from broadsheet.kit import clock
from broadsheet.kit.http import Door, HttpFailed, Limits
from broadsheet.kit.keeping import Kept
from broadsheet.outbox.kinds import (
    Done,
    EffectKind,
    HopelessError,
    NotSentError,
    Payload,
    Receipt,
    Sending,
    register_effect,
)

LIMITS = Limits(connect=5, read=10, total=15, size=65_536, redirects=0)
GONE = 410


KEPT = 5.0
"""Seconds after which a webhook that was added or stopped is so in every process."""


def _told(_key: str) -> tuple[Webhook, ...]:
    return tuple(acts.standing())


hooks: Kept[str, tuple[Webhook, ...]] = Kept(_told, KEPT)


def install() -> None:
    """Register an effect for each webhook that there may be; called once, at the start."""
    for place in range(acts.MOST):
        register_effect(
            EffectKind(
                f"comment webhook {place + 1}",
                frozenset(acts.EVENTS),
                send,
                wanted_at(place),
                label=_("Webhook of the conversation"),
            )
        )


def wanted_at(place: int) -> Callable[[Done], Payload | None]:
    """Return what asks whether the webhook at a place is told of an act."""

    def wanted(done: Done) -> Payload | None:
        found = hooks("")[place : place + 1]
        if not found or done.act not in found[0].events:
            return None
        return {"hook": found[0].pk}

    return wanted


def send(sending: Sending) -> Receipt:
    """Tell one webhook of one act; raises ``NotSentError`` until it says that it has it."""
    row = Webhook.objects.filter(pk=sending.payload["hook"], stopped_at=None).first()
    if row is None:
        return Receipt({"stopped": True})
    body = written(content(row, sending))
    number = "msg_" + hashlib.sha256(sending.key.encode()).hexdigest()[:32]
    headers = signing.signed(
        signing.secret_of(row.salt), number, int(clock.now().timestamp()), body
    )
    try:
        answer = door().send("POST", row.address, {**headers, "Content-Type": JSON}, body)
    except HttpFailed as failed:
        raise NotSentError(str(failed)) from failed
    if answer.status == GONE:
        acts.stop_hook(row.pk, by=None)
        raise HopelessError("The address says that it is gone: it is told no more.")
    if not answer.fine:
        raise NotSentError(f"The address answered {answer.status}.")
    return Receipt({"status": answer.status})


def door() -> Door:
    """Return the way out: to the public network, and to what the paper's settings call its own."""
    return Door(own=settings.COMMENTS_OWN_HOOKS, limits=LIMITS)


def content(row: Webhook, sending: Sending) -> dict[str, Any]:
    """Return what is told: numbers, and of the comment what readers see, unless it may see all."""
    rows = Comment.objects.select_related("voice", "thread__story")
    comment = rows.get(pk=sending.subject.id)
    story = comment.thread.story.number if comment.thread.story else 0
    shape = telling.waiting_of([comment])[0] if row.whole else telling.comment_of(comment, story)
    return {
        "type": sending.act,
        "timestamp": sending.made_at.isoformat(),
        "data": {"state": comment.state, "comment": schema.as_data(shape)},
    }
