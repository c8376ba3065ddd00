"""Decisions about a fast fix: facts in, answer out; no framework, no clock."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SPACE = re.compile(r"[ \t\r\n]+")
_LINK = re.compile(r"<a\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Part:
    """A piece of a story as it is read. ``rich`` words are markup, the others plain text."""

    key: str
    kind: str
    words: str
    rich: bool = False
    fixed: bool = False


@dataclass(frozen=True)
class Clash:
    """A piece that two people changed: what both began with, what stands now, and what is sent."""

    part: Part
    now: str
    mine: str


def one_line(text: str) -> str:
    """Return a text without line breaks: a paragraph is one."""
    return _SPACE.sub(" ", text).strip()


def links_of(markup: str) -> set[frozenset[tuple[str, str]]]:
    """Return where a paragraph's links lead."""
    found = (_ATTRIBUTE.findall(html.unescape(link)) for link in _LINK.findall(markup))
    return {frozenset(pairs) for pairs in found}


def changed(parts: Iterable[Part], sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was changed of the parts that may be, by key."""
    return {
        part.key: sent[part.key]
        for part in parts
        if not part.fixed and part.key in sent and sent[part.key] != part.words
    }


def carried(
    base: Iterable[Part], draft: Iterable[Part], changes: Mapping[str, str]
) -> dict[str, str]:
    """Return what of the changes a draft takes over: where it still says what was read."""
    was = {part.key: part.words for part in base}
    there = {part.key: part.words for part in draft}
    return {key: new for key, new in changes.items() if there.get(key) == was.get(key)}


def clashes(
    base: Iterable[Part], now: Iterable[Part], changes: Mapping[str, str]
) -> tuple[Clash, ...]:
    """Return the pieces that somebody else published otherwise since ``base`` was read.

    One that is not there any more has nothing standing now.
    """
    stands = {part.key: part.words for part in now}
    return tuple(
        Clash(part, stands.get(part.key, ""), changes[part.key])
        for part in base
        if part.key in changes and stands.get(part.key) != part.words
    )
