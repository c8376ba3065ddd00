"""The body: which segments of the page are the article's own text, in their order.

trafilatura says which paragraphs; the segments of the tree say where they stand, so that kinds,
links, pictures and lines survive, and what it left out between them can be put back.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from broadsheet.archive.formats.html import clutter, guide, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source

_MOST_OF = 0.8


class Known(NamedTuple):
    """What was read before the body, and must not stand in it again."""

    headline: str
    standfirst: str
    bylines: tuple[str, ...]


def choose(source: Source, cut: list[Segment], known: Known) -> list[Segment]:
    """The body's segments, its pictures and embeds among them."""
    found = guide.read(source.page.text)
    tables = _kept_tables(cut, found)
    kept = [one for one in cut if one.key and _is_kept(one, found, tables)]
    home = container(kept)
    kept = _once(kept, home)
    kept = [one for one in kept if not clutter.is_clutter(one, known)]
    kept = clutter.without_edges(kept, known)
    return _with_pictures(cut, kept, home)


def _is_kept(one: Segment, found: guide.Guide, tables: set[Any]) -> bool:
    if one.place.table is not None and one.place.table in tables:
        return True
    return found.has(one.key)


def _kept_tables(cut: list[Segment], found: guide.Guide) -> set[Any]:
    """Tables most of whose cells the guide has."""
    cells, hits = Counter[Any](), Counter[Any]()
    for one in cut:
        if one.place.table is not None and one.key:
            cells[one.place.table] += 1
            hits[one.place.table] += found.has(one.key)
    return {table for table, count in cells.items() if hits[table] * 2 > count and count > 1}


def container(kept: list[Segment]) -> Any:
    """The deepest element that holds most of the kept text."""
    weight = Counter[Any]()
    total = 0
    for one in kept:
        size = len(one.key)
        total += size
        node = one.place.block
        while node is not None:
            weight[node] += size
            node = node.getparent()
    best, depth = None, -1
    for node, size in weight.items():
        if size >= _MOST_OF * total:
            level = sum(1 for _ in node.iterancestors())
            if level > depth:
                best, depth = node, level
    return best


def within(one: Segment, home: Any) -> bool:
    """Whether a segment stands in an element."""
    block = one.place.block
    return block is home or any(node is home for node in block.iterancestors())


def _once(kept: list[Segment], home: Any) -> list[Segment]:
    """Each text once: of two copies, the one in the container."""
    chosen: dict[str, Segment] = {}
    for one in kept:
        known = chosen.get(one.key)
        if one.place.table is not None:
            chosen[f"{one.key} {id(one)}"] = one
        elif known is None or (not within(known, home) and within(one, home)):
            chosen[one.key] = one
    picked = {id(one) for one in chosen.values()}
    return [one for one in kept if id(one) in picked]


def _with_pictures(cut: list[Segment], kept: list[Segment], home: Any) -> list[Segment]:
    """The kept text with the pictures and embeds that stand between its paragraphs."""
    if not kept:
        return []
    picked = {id(one) for one in kept}
    places = [number for number, one in enumerate(cut) if id(one) in picked]
    between = range(places[0], places[-1] + 1)
    return [
        one
        for number, one in enumerate(cut)
        if id(one) in picked
        or (number in between and not one.key and within(one, home) and not clutter.outside(one))
    ]


def text_of(kept: list[Segment]) -> str:
    """The body as plain text."""
    return "\n".join(one.text for one in kept if one.key)


def repeats(standfirst: str, kept: list[Segment]) -> Segment | None:
    """The body paragraph that the standfirst repeats, or the beginning of which it is."""
    wanted = wording.key(standfirst.rstrip(".… "))
    if len(wanted) < 20:
        return None
    return next((one for one in kept if wanted in one.key), None)
