"""Finding the places in a story's text: after one of its own paragraphs, never inside a block."""

from __future__ import annotations

import re
from collections.abc import Collection

# What holds paragraphs that are not the story's own: quotes, boxes, captions, tables, lists.
_HOLDERS = "aside|blockquote|details|div|dl|figure|footer|header|nav|ol|section|table|ul"
_TAGS = re.compile(rf"<(/?)({_HOLDERS}|p)\b[^>]*>", re.IGNORECASE)


def places_after(markup: str, paragraphs: Collection[int]) -> dict[int, int]:
    """Return where in a text each of these paragraphs ends, by its number.

    The last paragraph has no place after it: there the text is over, and the foot begins.
    """
    depth = count = 0
    ends: dict[int, int] = {}
    for found in _TAGS.finditer(markup):
        closes, name = bool(found[1]), found[2].lower()
        if name != "p":
            depth += -1 if closes else 1
        elif closes and depth == 0:
            count += 1
            if count in paragraphs:
                ends[count] = found.end()
    return {number: end for number, end in ends.items() if number < count}


def inserted(markup: str, pieces: dict[int, str]) -> str:
    """Return a text with pieces put in after its paragraphs, by their numbers."""
    places = places_after(markup, pieces)
    parts, at = [], 0
    for number, end in sorted(places.items()):
        parts += [markup[at:end], pieces[number]]
        at = end
    return "".join([*parts, markup[at:]])
