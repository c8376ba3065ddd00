"""What the press is told of this room, and what it prints of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings

from broadsheet.offline import keys
from broadsheet.offline.addresses import LISTS, OLDER, TOMBSTONES, WORKER, saved_in
from broadsheet.offline.models import Mark
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track

RUNNING, SELDOM = 2, 8


def watch() -> None:
    """Track the marks, and register the pages; called once, when the app is ready."""
    track(Mark, writes=lambda row: keys.of_mark(row.number))
    register(Plate("worker", re.compile(re.escape(WORKER)), _worker, worth=_seldom))
    register(Plate("tombstones", re.compile(re.escape(TOMBSTONES)), _newest, worth=_running))
    register(Plate("older tombstones", OLDER, worth=_seldom, lazy=True))
    register(Plate("saved stories", LISTS, _lists, worth=_seldom))


def _seldom(address: str) -> Wanted:
    return Wanted(address, SELDOM)


def _running(address: str) -> Wanted:
    return Wanted(address, RUNNING)


def _worker() -> Iterator[Wanted]:
    yield _seldom(WORKER)


def _newest() -> Iterator[Wanted]:
    yield _running(TOMBSTONES)


def _lists() -> Iterator[Wanted]:
    if settings.OFFLINE_READING:
        for language in dict(settings.LANGUAGES):
            yield _seldom(saved_in(language))
