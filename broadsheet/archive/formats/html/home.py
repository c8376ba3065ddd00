"""The body's home: the element that holds most of an article's paragraphs, and its twins.

Some papers break a body into several containers of one kind, with promotions between them: a
container with the same tag and class that holds running text is part of the home too.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from broadsheet.archive.formats.html.segments import Segment

_MOST = 0.8  # share of the paragraphs' letters that the home holds
_RUNNING = 80  # characters of a paragraph of a twin
_LINKED = 0.3


class Homes:
    """The elements in which the body stands."""

    def __init__(self, elements: list[Any]) -> None:
        self._elements = set(elements)

    def __contains__(self, one: Segment) -> bool:
        block = one.place.block
        if block in self._elements:
            return True
        return any(node in self._elements for node in block.iterancestors())


def find(kept: list[Segment], cut: list[Segment]) -> Homes:
    """The home of the kept paragraphs, with its twins."""
    first = _holder(kept)
    return Homes([] if first is None else [first, *_twins(first, cut)])


def _holder(kept: list[Segment]) -> Any:
    """The deepest element that holds most of the kept text."""
    weight = Counter[Any]()
    for one in kept:
        node = one.place.block
        while node is not None:
            weight[node] += len(one.key)
            node = node.getparent()
    total = sum(len(one.key) for one in kept)
    holders = [node for node, size in weight.items() if size >= _MOST * total]
    return max(holders, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)


def _twins(first: Any, cut: list[Segment]) -> list[Any]:
    """Elements of the same tag and class that hold paragraphs of running text."""
    names = first.get("class")
    if not names or first.tag in {"p", "li", "td", "body"}:
        return []
    texts = Counter[Any]()
    for one in cut:
        if len(one.text) < _RUNNING or one.linked > _LINKED or one.place.block.tag != "p":
            continue
        for node in one.place.block.iterancestors(first.tag):
            if node is not first and node.get("class") == names:
                texts[node] += 1
    return [node for node, count in texts.items() if count > 1]
