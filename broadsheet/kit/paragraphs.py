"""Putting something into a running text: after one of its own paragraphs, never inside a block."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What holds paragraphs that are not the text's own: quotations, boxes, captions, lists.
_HOLDERS = r"aside|blockquote|details|div|dl|figure|footer|header|nav|ol|section|table|ul"
_MARK = re.compile(rf"<(?P<closes>/?)(?P<name>p|{_HOLDERS})(?=[\s/>])[^>]*>", re.IGNORECASE)


def inserted(markup: str, pieces: Mapping[int, str]) -> str:
    """Return a text with each piece after the paragraph of that number, counted from 1.

    The last paragraph takes nothing: there the text is over. A number that the text does not
    reach is left out.
    """
    ends = _ends(markup)
    parts, at = [], 0
    for number in sorted(pieces):
        if 1 <= number < len(ends):
            parts += [markup[at : ends[number - 1]], pieces[number]]
            at = ends[number - 1]
    return "".join([*parts, markup[at:]])


def _ends(markup: str) -> list[int]:
    """Return where the text's own paragraphs end."""
    ends: list[int] = []
    depth = 0
    for mark in _MARK.finditer(markup):
        closes = bool(mark["closes"])
        if mark["name"].lower() != "p":
            depth += -1 if closes else 1
        elif closes and depth == 0:
            ends.append(mark.end())
    return ends
