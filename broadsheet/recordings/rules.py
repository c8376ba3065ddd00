"""Decisions about films and sounds: credit, chapters, lengths, what the desk is told. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.kit.refusals import Reason

PLAIN = "recorded"
MOST_CHAPTERS = 60
_CHAPTER = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\s+(\S.*)")


@dataclass(frozen=True)
class Chapter:
    """A part of a recording: where it begins, in seconds, and what it is called."""

    at: int
    title: str


def chapters_of(text: str) -> tuple[Chapter, ...]:
    """Read chapters, a line each like ``1:05 The bridge``; raises ``ValueError`` with the line."""
    found = []
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        read = _CHAPTER.fullmatch(line)
        if read is None:
            raise ValueError(line)
        hours, minutes, seconds, title = read.groups()
        found.append(Chapter((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds), title))
    return tuple(found)


def against_chapters(text: str, seconds: float) -> tuple[Reason, ...]:
    """Return every reason against chapters of a recording of that length."""
    try:
        chapters = chapters_of(text)
    except ValueError as error:
        words = f"“{error}” is no chapter: write its time and its name, like “1:05 The bridge”."
        return (Reason("chapter", words),)
    if len(chapters) > MOST_CHAPTERS:
        return (Reason("chapters", f"These are more than {MOST_CHAPTERS} chapters."),)
    for before, after in pairwise(chapters):
        if after.at <= before.at:
            words = f"The chapter “{after.title}” does not begin after “{before.title}”."
            return (Reason("chapter-order", words),)
    if chapters and seconds and chapters[-1].at >= seconds:
        words = f"The chapter “{chapters[-1].title}” begins after the end."
        return (Reason("chapter-late", words),)
    return ()


def clock(seconds: float) -> str:
    """Return a length as 4:05 or 1:04:05."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def iso_duration(seconds: float) -> str:
    """Return a length as machines read it (ISO 8601, 4.4.3.2): ``PT1H4M5S``."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    said = "".join(f"{number}{unit}" for number, unit in parts if number)
    return f"PT{said or '0S'}"


def credit_line(kind: str, label: str, who: str) -> str:
    """Compose the credit: who made it; and how it came to be, unless it was simply recorded."""
    if kind == PLAIN:
        return who
    return f"{label} | {who}" if who else label
