"""Mail as an effect: one letter, which is known as one however often it comes."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from broadsheet.outbox.kinds import HopelessError


def send_mail(name: str, to: str, subject: str, text: str) -> None:
    """Send a letter; ``name`` is its own, so that one sent again has the same Message-ID.

    It says that no person wrote it (RFC 3834). Raises ``HopelessError`` if the address is refused,
    without the server's words, which hold the address; and whatever else the mail server's fault
    is.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, to=[to], headers=headers).send()
    except SMTPRecipientsRefused as error:
        raise HopelessError("The mail server refuses the address.") from error
