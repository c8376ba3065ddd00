"""How mail leaves the paper: one address, ``EMAIL_URL``, says it all."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from broadsheet.config.readers import Readers

BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
}
PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT = 15
WRITE = "Write smtp://user:password@host:587, smtps://user:password@host:465 or console://."


def mail_settings(read: Readers, paper: str, host: str) -> dict[str, Any]:
    """Return Django's settings for mail.

    ``EMAIL_URL`` is ``smtp://`` (with STARTTLS, unless it ends in ``?plain=1``), ``smtps://``
    (TLS from the first byte) or ``console://``, the default: mail is shown where the server runs.
    """
    # A password stands in it: the environment or a file, never broadsheet.toml.
    address = read.text("EMAIL_URL", "", "console://")
    sender = read.text("EMAIL_FROM", "mail.from", f"{paper} <no-reply@{host}>")
    found: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
    try:
        parts = urlsplit(address)
        found |= _server(parts)
    except (ValueError, KeyError):
        # The value is not repeated: it holds a password.
        read.faults.append(f"EMAIL_URL cannot be read. {WRITE}")
    return found


def _server(parts: SplitResult) -> dict[str, Any]:
    backend = BACKENDS[parts.scheme]
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": backend}
    if not parts.hostname:
        raise ValueError(parts.scheme)
    return {
        "EMAIL_BACKEND": backend,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.query != "plain=1",
        "EMAIL_TIMEOUT": TIMEOUT,
    }
