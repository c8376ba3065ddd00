"""A stretch of a text, by its code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """From ``start`` up to ``end``, which is not part of it; code points of the text as written."""

    start: int
    end: int


def parted(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """Cut ``text`` at the spans: each piece with whether a span covers it. Joined, they are it."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for span in joined(spans):
        start, end = min(span.start, len(text)), min(span.end, len(text))
        if start > place:
            pieces.append((text[place:start], False))
        if end > start:
            pieces.append((text[start:end], True))
        place = max(place, end)
    if place < len(text):
        pieces.append((text[place:], False))
    return pieces


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
