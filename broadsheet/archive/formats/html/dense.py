"""Our own reading of where the body is, for pages on which trafilatura finds little or nothing.

Each run of unlinked text weighs for the element around it, half as much for the next one out, and
so on; the heaviest element is the body's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from broadsheet.archive.formats.html import clutter
from broadsheet.archive.formats.html.segments import Segment

_RUNNING = 40  # characters of a run that counts
_LEVELS = 3
_HALF = 0.5


def read(runs: list[Segment]) -> list[Segment]:
    """The runs of the densest element; none where the page has no running text."""
    weight: defaultdict[Any, float] = defaultdict(float)
    for one in runs:
        if len(one.text) < _RUNNING or one.linked >= _HALF or clutter.outside(one):
            continue
        node, share = one.place.block, float(len(one.text))
        if node.tag in {"p", "h2", "h3", "li", "blockquote"}:
            node = node.getparent()
        for _ in range(_LEVELS):
            if node is None or node.tag in {"html", "footer", "nav"}:
                break
            weight[node] += share
            node, share = node.getparent(), share * _HALF
    if not weight:
        return []
    best = max(weight, key=lambda node: weight[node])
    return [one for one in runs if _within(one, best) and one.linked < _HALF]


def _within(one: Segment, element: Any) -> bool:
    block = one.place.block
    return block is element or any(node is element for node in block.iterancestors())
