"""The body: which segments of the page are the article's own text, in their order.

trafilatura says which paragraphs; the segments of the tree say where they stand. The element that
holds most of the paragraphs is the body's home: what trafilatura left out between them is put
back, and what it took from elsewhere on the page is left out. The thresholds were found on saved
pages of many papers, none for one paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from broadsheet.archive.formats.html import captions, clutter, dense, fallback, guide, home, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source

_ANCHOR = 100  # characters of a paragraph that is surely running text
_PARAGRAPH = 60  # characters of a paragraph that is put back between others
_LONG = 150  # characters of a paragraph that is kept or put back at the edges
_HALF = 0.5  # share of links from which a run is a link with a few words
_COPY = 80  # letters from which a run that stands twice is a copy, not a refrain
_LITTLE, _MUCH_MORE = 600, 1.5  # letters that are little for a body; how much more is better
_LISTED = 0.6  # share of a body that is links
_MOST_PICTURES = 500
_SENTENCE = 20  # letters from which a repeated text is a sentence


def choose(source: Source, cut: list[Segment], known: clutter.Known) -> list[Segment]:
    """The body's segments, its pictures and embeds among them."""
    found = guide.read(source.page)
    runs = [one for one in cut if one.key]
    tables = _kept_tables(runs, found)
    guided = {id(one) for one in runs if _is_guided(one, found, tables)}
    if found.size < _LITTLE:
        own = dense.read(runs)
        if sum(len(one.key) for one in own) > _MUCH_MORE * found.size:
            guided = {id(one) for one in own}
    homes = home.find([one for one in runs if id(one) in guided], cut)
    kept = list(_chosen(runs, guided, homes))
    worded = _caption_runs(cut)
    kept = [
        one
        for one in _once(kept, homes)
        if not clutter.is_clutter(one) and (one.place.block, one.key) not in worded
    ]
    kept = _without_lost_heads(clutter.without_edges(kept, known))
    if is_list(kept) or not kept:
        kept = fallback.read(source, runs, known.standfirst)
    return _with_pictures(cut, kept, homes)


def _caption_runs(cut: list[Segment]) -> set[tuple[Any, str]]:
    """The runs that are captions and credits, by their element and their words."""
    shown = islice((one for one in cut if one.picture is not None), _MOST_PICTURES)
    return {(run.place.block, run.key) for one in shown for run in captions.of(one).runs}


def is_list(kept: list[Segment]) -> bool:
    """Whether the runs are mostly links: a list of stories, not a story."""
    linked = sum(one.linked * len(one.text) for one in kept)
    return linked > _LISTED * sum(len(one.text) for one in kept)


def _is_guided(one: Segment, found: guide.Guide, tables: set[Any]) -> bool:
    return one.place.table in tables if one.place.table is not None else found.has(one.key)


def _kept_tables(runs: list[Segment], found: guide.Guide) -> set[Any]:
    """Tables most of whose cells the guide has."""
    cells, hits = Counter[Any](), Counter[Any]()
    for one in runs:
        if one.place.table is not None:
            cells[one.place.table] += 1
            hits[one.place.table] += found.has(one.key)
    return {table for table, count in cells.items() if hits[table] * 2 > count}


def _chosen(runs: list[Segment], guided: set[int], homes: home.Homes) -> Iterator[Segment]:
    """Each run by where it stands: among the body's long paragraphs, or before or after them."""
    anchors = [
        at
        for at, one in enumerate(runs)
        if id(one) in guided and len(one.text) >= _ANCHOR and one.linked < _HALF and one in homes
    ] or [at for at, one in enumerate(runs) if id(one) in guided]
    if not anchors:
        return
    for at, one in enumerate(runs):
        among = anchors[0] <= at <= anchors[-1]
        if id(one) in guided:
            wanted = one in homes and (among or _fits_edge(one))
            wanted = wanted or (at < anchors[0] and _is_text(one, _LONG))
        else:
            wanted = one in homes and not clutter.outside(one)
            wanted = wanted and (_fits_gap(one) if among else _is_text(one, _LONG))
        if wanted:
            yield one


def _fits_edge(one: Segment) -> bool:
    """Whether a run that trafilatura took ahead of or behind the long paragraphs is body."""
    return one.place.table is None and one.linked < _HALF


def _is_text(one: Segment, size: int) -> bool:
    """Whether a run is a paragraph of running text."""
    block, place = one.place.block, one.place
    plain = block.tag == "p" and place.item is None and place.figure is None and place.table is None
    return plain and len(one.text) >= size and one.linked < _HALF


def _fits_gap(one: Segment) -> bool:
    """Whether a run that trafilatura left out between the long paragraphs is body."""
    place = one.place
    if place.figure is not None or place.table is not None or one.linked >= _HALF:
        return False
    if place.quote is not None or _is_text(one, _PARAGRAPH):
        return True
    return (place.item is not None or place.head is not None) and one.linked == 0


def _once(kept: list[Segment], homes: home.Homes) -> list[Segment]:
    """Copies left out: outside the body's home of what is in it, and of whole paragraphs."""
    inside = {one.key for one in kept if one in homes}
    seen: set[str] = set()
    left = []
    for one in kept:
        copy = one not in homes and one.key in inside
        copy = copy or (len(one.key) >= _COPY and one.key in seen)
        seen.add(one.key)
        if not copy:
            left.append(one)
    return left


def _without_lost_heads(kept: list[Segment]) -> list[Segment]:
    """The body without subheads that have no text behind them."""
    end = len(kept)
    while end and kept[end - 1].place.head is not None:
        end -= 1
    return kept[:end]


def _with_pictures(cut: list[Segment], kept: list[Segment], homes: home.Homes) -> list[Segment]:
    """The kept text with the pictures and embeds that stand between its paragraphs."""
    if not kept:
        return []
    picked = {id(one) for one in kept}
    places = [number for number, one in enumerate(cut) if id(one) in picked]
    if not places:
        return kept
    between = (
        one
        for one in cut[places[0] : places[-1] + 1]
        if not one.key and one in homes and not clutter.outside(one)
    )
    picked |= {id(one) for one in islice(between, _MOST_PICTURES)}
    return [one for one in cut if id(one) in picked]


def text_of(kept: list[Segment]) -> str:
    """The body as plain text."""
    return "\n".join(one.text for one in kept if one.key)


def repeats(standfirst: str, kept: list[Segment]) -> Segment | None:
    """The body paragraph that the standfirst repeats, or the beginning of which it is."""
    wanted = wording.key(standfirst.rstrip(".… "))
    if len(wanted) < _SENTENCE:
        return None
    return next((one for one in kept if wanted in one.key), None)
