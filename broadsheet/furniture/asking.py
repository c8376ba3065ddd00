"""What the addresses of this room's screens name."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404


def language_asked(word: str | None) -> str:
    """Return the language that an address names, the paper's own if none; raises ``Http404``."""
    language: str = word or settings.PAPER_LANGUAGE
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language
