"""The secrets of addresses, of which only a digest is kept."""

from __future__ import annotations

import hashlib


def digest(token: str) -> str:
    """Return what is kept of a secret (SHA-256), whatever a stranger sends as one."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
