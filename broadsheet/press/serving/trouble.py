"""Pages for the day that something fails: made of nothing but what stands in files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from broadsheet.press.rules import LATE
from broadsheet.press.serving.answers import Headers
from broadsheet.press.standing import Told

UNAVAILABLE = 503
LITTLE = 100_000_000
"""Bytes free on the disk below which nothing can be relied on."""
_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'"
_HEADERS: Headers = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("retry-after", "30"),
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex"),
]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and what mends it."""

    what: str
    mend: str


@dataclass(frozen=True)
class Page:
    """An answer of last resort."""

    headers: Headers
    body: bytes
    status: int = UNAVAILABLE


def for_readers(paper: str) -> Page:
    """Return what a reader gets for a page that cannot be had just now."""
    words = "This page cannot be shown just now. Please try again in a minute."
    return _page(paper, f"<p>{words}</p>\n<p><a href='/'>To the front page</a></p>")


def for_the_desk(paper: str, faults: list[Fault]) -> Page:
    """Return what the staff gets: what is wrong, with its mend. It names no host and no secret."""
    rows = "".join(
        f"<dt>{escape(fault.what)}</dt>\n<dd>{escape(fault.mend)}</dd>\n" for fault in faults
    )
    words = "The desk cannot be opened just now. Readers get every printed page meanwhile."
    return _page(f"{paper}: the desk", f"<p>{words}</p>\n<dl>\n{rows}</dl>")


def faults(folder: Path, told: Told | None, now: datetime, *, database: bool) -> Iterator[Fault]:
    """Tell what is known to be wrong. ``database`` says that it does not answer."""
    free = shutil.disk_usage(folder).free
    if free < LITTLE:
        yield Fault(
            f"The disk is full: {free // 1_000_000} MB are free.",
            "Make room where the newspaper keeps its files. What was not printed is printed then.",
        )
    if database:
        yield Fault(
            "The database does not answer, or cannot write.",
            "Start it, or see that this server reaches it: `broadsheet check` says why it does "
            "not. What was saved is kept, and is printed as soon as it answers.",
        )
    yield from _of_the_press(told, now)


def _of_the_press(told: Told | None, now: datetime) -> Iterator[Fault]:
    start = "Start `broadsheet work`, or look into its log for why it ended."
    if told is None:
        yield Fault("No worker of the press has ever reported.", start)
        return
    if told.silent(now):
        since = f"{told.at:%d %B %Y, %H:%M:%S} UTC"
        yield Fault(f"No worker of the press has reported since {since}.", start)
    elif told.fault:
        # Only the fault's name: its words may hold a host or a path, and strangers can come here.
        name = told.fault.partition(":")[0]
        yield Fault(f"The press cannot print: {name}.", "The log of `broadsheet work` says why.")
    if told.age_by(now) > LATE:
        minutes = told.age_by(now) / 60
        yield Fault(
            f"A change has waited for {minutes:.0f} minutes to be printed.",
            "`broadsheet press status` names the pages that fail.",
        )


def _page(title: str, body: str) -> Page:
    text = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"{body}\n</body>\n</html>\n"
    ).encode()
    return Page([*_HEADERS, ("content-length", str(len(text)))], text)
