"""Signatures by which a receiver knows that the paper speaks. Pure but for the paper's secret.

Source: Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec): the headers
``webhook-id``, ``webhook-timestamp`` and ``webhook-signature``, the scheme ``v1`` (HMAC-SHA256).
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.utils.crypto import salted_hmac

SCHEME = "whsec_"
WITHIN = 300
"""Seconds by which clocks may differ."""


def secret_of(salt: str) -> bytes:
    """Return the secret of a row: of its salt and the paper's own secret, so in no table."""
    return salted_hmac("broadsheet.comments.outside", salt, algorithm="sha256").digest()


def as_shown(secret: bytes) -> str:
    """Return a secret as receivers' libraries take it."""
    return SCHEME + base64.b64encode(secret).decode()


def signed(secret: bytes, number: str, at: int, body: bytes) -> dict[str, str]:
    """Return the headers that sign a body sent at ``at`` (seconds since 1970)."""
    return {
        "webhook-id": number,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{_signature(secret, number, at, body)}",
    }


def _signature(secret: bytes, number: str, at: int, body: bytes) -> str:
    content = f"{number}.{at}.".encode() + body
    return base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
