"""The effect that carries an answer to the reader who asked, by mail."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.outbox.kinds import (
    Done,
    EffectKind,
    HopelessError,
    Payload,
    Receipt,
    Sending,
    register_effect,
)
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
    try:
        _mail(row).send()
    except SMTPRecipientsRefused as error:
        # The words of the server hold the reader's address.
        raise HopelessError("The reader's mail server refuses the address.") from error
    return Receipt()


def _mail(row: CorrectionRequest) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override(row.language):
        context = {
            "request": row,
            "paper": settings.PAPER_NAME,
            "address": absolute(row.story.address),
        }
        subject = gettext("Your request for a correction")
        text = render_to_string("trust/answer.txt", context)
    headers = {
        "Message-ID": f"<request-{row.pk}-answer@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(f"{settings.PAPER_NAME}: {subject}", text, to=[row.email], headers=headers)
