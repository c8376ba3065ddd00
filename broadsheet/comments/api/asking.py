"""The check that runs elsewhere: asked within a second before a comment is shown, signed."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from django.conf import settings

from broadsheet.comments import elsewhere
from broadsheet.comments.api import signing, webhooks
from broadsheet.comments.api.door import JSON, read, written
from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.models import Webhook
from broadsheet.kit import clock
from broadsheet.kit.http import Door, HttpFailed, Limits

log = structlog.get_logger(__name__)
LIMITS = Limits(connect=1, read=1, total=1, size=65_536, redirects=0)
CHECK = "comment.check"


def install() -> None:
    """Have the paper's external check asked; called once, at the start."""
    elsewhere.register(ask)


def ask(submission: Submission) -> tuple[Signal, ...]:
    """Return what the address that is asked noticed; without an answer, what the paper says."""
    row = next((one for one in webhooks.hooks("") if one.asked), None)
    if row is None:
        return ()
    try:
        return elsewhere.signals_in(_answer(row, submission), len(submission.written.text))
    except (HttpFailed, ValueError) as error:
        log.warning("comment.check_unanswered", hook=row.pk, why=str(error))
        return (elsewhere.unanswered(),) if row.failing == Webhook.Failing.HOLD else ()


def _answer(row: Webhook, submission: Submission) -> object:
    now = clock.now()
    told = {"type": CHECK, "timestamp": now.isoformat(), "data": content(submission)}
    body, number = written(told), f"msg_{secrets.token_hex(16)}"
    headers = signing.signed(signing.secret_of(row.salt), number, int(now.timestamp()), body)
    door = Door(own=settings.COMMENTS_OWN_HOOKS, limits=LIMITS)
    answer = door.send("POST", row.address, {**headers, "Content-Type": JSON}, body)
    if not answer.fine:
        raise ValueError(f"it answered {answer.status}")
    return read(answer.body.decode())


def content(submission: Submission) -> dict[str, Any]:
    """Return what is told of a comment: its words and where it is to stand, and nobody's name."""
    standing = submission.standing
    return {
        "text": submission.written.text,
        "language": submission.language,
        "story": submission.place.story,
        "sections": list(submission.place.sections),
        "reply": submission.reply,
        "author": {"approved": standing.approved, "rejected": standing.rejected},
    }
