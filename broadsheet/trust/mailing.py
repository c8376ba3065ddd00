"""The effect that carries an answer to the reader who asked, by mail."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
from broadsheet.trust.actions import ANSWER
from broadsheet.trust.models import CorrectionRequest

NAME = "answer by mail"


def install() -> None:
    """Register the effect; called once, when the app is ready."""
    register_effect(
        EffectKind(NAME, frozenset({ANSWER}), send, wanted, label=_("Answer to a reader, by mail"))
    )


def wanted(done: Done) -> Payload | None:
    """Say that a mail is to be sent, if there is an address; the outbox keeps none of it."""
    asked = CorrectionRequest.objects.filter(pk=done.subject.id).exclude(email="").exists()
    return {} if asked else None


def send(sending: Sending) -> Receipt:
    """Send the answer; a mail that comes twice has one and the same Message-ID.

    Raises ``HopelessError`` if the address is refused, and whatever the mail server's fault is.
    """
    row = CorrectionRequest.objects.select_related("story").get(pk=sending.subject.id)
    if not row.email:
        return Receipt({"erased": True})
    send_mail(f"request-{row.pk}-answer", row.email, *_worded(row))
    return Receipt()


def _worded(row: CorrectionRequest) -> tuple[str, str]:
    """Return the subject and the text, in the language of the story."""
    with translation.override(row.language):
        context = {
            "request": row,
            "paper": settings.PAPER_NAME,
            "address": absolute(row.story.address),
        }
        subject = gettext("Your request for a correction")
        text = render_to_string("trust/answer.txt", context)
    return f"{settings.PAPER_NAME}: {subject}", text
