"""The Content-Security-Policy of the readers' pages: nothing inline but one script, by its hash.

Source: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIRST_PAINT = Path(__file__).resolve().parent.parent / "static" / "js" / "first-paint.js"
PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
_ROOM = __name__.rpartition(".")[0]


@cache
def first_paint() -> str:
    """Return the script that is applied before the first paint, as it stands in the page."""
    lines = FIRST_PAINT.read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines)


def source_hash(script: str) -> str:
    """Return a script's hash source, like ``'sha256-…'``."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _own(url: str) -> str:
    """Return where files of ours come from: this host, and another one if the setting names it."""
    parts = urlsplit(url)
    return f"'self' {parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def policy() -> str:
    """Return the policy's text."""
    static, media = _own(settings.STATIC_URL), _own(settings.MEDIA_URL)
    directives = {
        "default-src": "'none'",
        "script-src": f"{static} {source_hash(first_paint())}",
        "style-src": static,
        "font-src": static,
        "img-src": f"{media} {static}" if media != static else media,
        "media-src": media,
        "connect-src": "'self'",
        "frame-src": " ".join((*PLAYERS, *settings.ADVERT_FRAMES)),
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class ReadersPolicy:
    """Middleware that puts the policy on what this room answers, and on what nobody answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the policy if a reader asked."""
        response = self.get_response(request)
        if self._is_readers(request):
            response.headers.setdefault("Content-Security-Policy", policy())
        return response

    def _is_readers(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is None or match.func.__module__.startswith(_ROOM)
