"""Where a device finds what it needs to read without a network."""

from __future__ import annotations

import re

from django.conf import settings

WORKER = "/sw.js"
TOMBSTONES = "/tombstones.json"
OLDER = re.compile(r"/tombstones/\d{1,18}\.json")
SAVED = "/saved/"
LISTS = re.compile(rf"{SAVED}(?:[a-z]{{2,8}}/)?")


def part_of(part: int) -> str:
    """Return where one part of the whole list is."""
    return f"/tombstones/{part}.json"


def saved_in(language: str) -> str:
    """Return where a reader of a language finds what is saved on the device."""
    return SAVED if language == settings.PAPER_LANGUAGE else f"{SAVED}{language}/"
