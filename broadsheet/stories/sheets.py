"""Which style sheets go to readers in one file, where static files have hashed names.

A first visit on a slow line waits for every sheet before anything is painted, and each costs a way
there and back. The sheets stay apart where they are written; the order of their rules is settled by
their layers, not by their place.
"""

from __future__ import annotations

from django.conf import settings
from django.templatetags.static import static

TOGETHER = {
    "every-page": ("faces", "base", "furniture", "cards", "adverts"),
    "front-page": ("front", "banner"),
    "story-page": ("story", "blocks", "share", "banner"),
}


def path(name: str) -> str:
    """Return a sheet's place under ``static/``."""
    return f"css/{name}.css"


def addresses(together: str) -> list[str]:
    """Return where the sheets of a name in ``TOGETHER`` are: one file, or each where it lies."""
    if settings.STATIC_MANIFEST:
        return [static(path(together))]
    return [static(path(name)) for name in TOGETHER[together]]
