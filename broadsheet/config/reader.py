"""The door that the server opens with the press on: the edition first, Django behind it."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import local
from typing import Any

from broadsheet.config.wsgi import application as django_application

# Only now are Django's settings read, and its rooms known.
from django.conf import settings  # isort: skip
from django.core.signals import got_request_exception  # isort: skip
from django.db import InterfaceError, OperationalError  # isort: skip

from broadsheet.config import media
from broadsheet.kit.resting import let_rest
from broadsheet.press import bell, edition, plates
from broadsheet.press.serving.answers import Manner
from broadsheet.press.serving.behind import Behind
from broadsheet.press.serving.journal import Journal
from broadsheet.press.serving.media import Shelf
from broadsheet.press.serving.reader import House, Press, Reader
from broadsheet.recordings import serving

_in_this_thread = local()


def note_failure(**_signal: Any) -> None:
    """Remember, in the thread that answers, that the database was the reason of a failure."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        _in_this_thread.failed = True


def database_failed() -> bool:
    """Say whether the database failed since this was last asked here."""
    failed = getattr(_in_this_thread, "failed", False)
    _in_this_thread.failed = False
    return failed


def always() -> tuple[tuple[str, str], ...]:
    """Return the headers that Django's middleware gives every page."""
    found = {
        "x-content-type-options": "nosniff" if settings.SECURE_CONTENT_TYPE_NOSNIFF else "",
        "referrer-policy": settings.SECURE_REFERRER_POLICY,
        "cross-origin-opener-policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "strict-transport-security": f"max-age={settings.SECURE_HSTS_SECONDS}"
        if settings.SECURE_HSTS_SECONDS
        else "",
    }
    return tuple((name, value) for name, value in found.items() if value)


def manner() -> Manner:
    """Return how pages are answered; what only a cache in front reads is said if there is one."""
    caches = set(settings.PURGING["PURGE_WITH"])
    cdn, tags = [], []
    if caches & {"varnish", "fastly"}:
        cdn.append(("surrogate-control", settings.CDN_CACHE_CONTROL))
        tags.append("surrogate-key")
    if caches & {"cloudflare", "http"}:
        cdn.append(("cdn-cache-control", settings.CDN_CACHE_CONTROL))
    if "cloudflare" in caches:
        tags.append("cache-tag")
    return Manner(always(), settings.READERS_CACHE_CONTROL, cdn=tuple(cdn), tag_headers=tuple(tags))


def shelves() -> tuple[Shelf, ...]:
    """Return the folders of renditions and recordings, if they are files of this machine."""
    if not settings.MEDIA_URL.startswith("/"):
        return ()
    folders = {media.RENDITIONS: media.TYPES, media.RECORDINGS: serving.TYPES}
    return tuple(
        Shelf(f"{settings.MEDIA_URL}{name}/", Path(settings.MEDIA_ROOT) / name, types, always())
        for name, types in folders.items()
    )


def build() -> Reader:
    """Make the server of this newspaper."""
    house = House(
        paper=settings.PAPER_NAME,
        var=Path(settings.VAR),
        counts=bell.folder(),
        manner=manner(),
        memory=settings.PRESS_MEMORY * 1_000_000,
        hidden=("/account/", *plates.kept_out()),
        shelves=shelves(),
    )
    press = Press(lambda address: plates.plate_for(address) is not None, bell.ask)
    journal = Journal(on=settings.ACCESS_LOG, words=settings.LOGS_FOR_PEOPLE)
    got_request_exception.connect(note_failure)
    return Reader(
        house, edition.present(), press, Behind(django_application, database_failed), journal
    )


application = build()
let_rest()
