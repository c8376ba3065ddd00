"""A page cut into segments: runs of text, pictures and embeds in the order of the document.

A run is what stands between two block edges (or two line breaks): one paragraph, one list item,
one cell. It keeps its place in the tree, so that its kind, its links and its line are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from broadsheet.archive.formats.html import wording
from broadsheet.archive.formats.html.source import holds_article

_SKIPPED = frozenset([
    "select", "option", "textarea", "button", "input", "datalist", "map", "object", "head",
    "title",
])  # fmt: skip
_FRAMES = frozenset(["iframe", "embed", "video", "audio", "amp-iframe", "amp-video", "amp-youtube"])
_PICTURES = frozenset(["img", "picture", "amp-img", "amp-anim"])
_ROWS, _PARAGRAPHS = 2, 3  # a table of data has rows, and no paragraphs in its cells
_DROP_CAP = re.compile(r"drop-?_?cap|first-?letter|initial-?cap|lettrine", re.IGNORECASE)
_HEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True)
class Place:
    """Where in the tree a segment stands: the nearest element of each sort, if any."""

    block: Any
    head: Any = None
    item: Any = None
    quote: Any = None
    cell: Any = None
    table: Any = None
    figure: Any = None


@dataclass(eq=False)
class Segment:
    """A run of text (``pieces`` are strings and inline elements), a picture or an embed."""

    place: Place
    pieces: list[Any] = field(default_factory=list)
    picture: Any = None
    embed: Any = None
    given_lines: tuple[int, ...] = ()

    @cached_property
    def text(self) -> str:
        """The run as one line."""
        return wording.clean("".join(_text(piece) for piece in self.pieces))

    @cached_property
    def key(self) -> str:
        """The run's letters and digits, to compare it with another reading of the page."""
        return wording.key(self.text)

    @cached_property
    def linked(self) -> float:
        """The share of the run's characters that are links, 0 to 1."""
        if self.inside("a"):
            return 1.0
        links = (
            link for piece in self.pieces if not isinstance(piece, str) for link in piece.iter("a")
        )
        inside = sum(len(wording.text_of(link)) for link in links)
        return min(1.0, inside / len(self.text)) if self.text else 0.0

    def inside(self, tag: str) -> bool:
        """Whether the run's block is, or lies in, such an element."""
        block = self.place.block
        return block.tag == tag or next(block.iterancestors(tag), None) is not None

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines of the run."""
        if self.given_lines:
            return self.given_lines
        subject = next((part for part in (self.picture, self.embed) if part is not None), None)
        if subject is not None:
            return wording.lines_of(subject)
        raw = "".join(_text(piece) for piece in self.pieces)
        return wording.lines_of(self._start(), raw.strip() or "x")

    def _start(self) -> Any:
        for piece in self.pieces:
            if not isinstance(piece, str):
                return piece
            if piece.strip():
                break
        return self.place.block


def _text(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    parts = []
    for event, node in etree.iterwalk(piece, events=("start", "end")):
        if event == "start":
            parts.append(" " if node.tag == "br" else node.text or "")
        elif node is not piece:
            parts.append(node.tail or "")
    return "".join(parts)


def cut(root: etree._Element) -> list[Segment]:
    """The segments of a tree, in its order; empty runs are left out."""
    return _with_drop_caps(
        segment
        for segment in _Cutter(root).walk(root, Place(root))
        if segment.picture is not None or segment.embed is not None or segment.key
    )


def _with_drop_caps(found: Iterable[Segment]) -> list[Segment]:
    """Segments with a large first letter, which stands in an element of its own, put back."""
    kept: list[Segment] = []
    for one in found:
        if kept and one.key and _is_drop_cap(kept[-1].text, kept[-1].place.block):
            letter = kept.pop()
            one = Segment(one.place, [letter.text, *_without_space(one.pieces)])  # noqa: PLW2901
        kept.append(one)
    return kept


def _is_drop_cap(text: str, element: Any) -> bool:
    return len(text) == 1 and bool(_DROP_CAP.search(element.get("class") or ""))


def _without_space(pieces: list[Any]) -> list[Any]:
    first = pieces[0] if pieces else ""
    return [first.lstrip(), *pieces[1:]] if isinstance(first, str) else pieces


class _Cutter:
    """Walks a tree of at most a few hundred levels (the door sees to that)."""

    def __init__(self, root: etree._Element) -> None:
        self._blocks: set[Any] = set()
        for element in root.iter():
            if element.tag not in wording.INLINE and element.tag != "br":
                node = element.getparent()
                while node is not None and node not in self._blocks:
                    self._blocks.add(node)
                    node = node.getparent()

    def walk(self, element: etree._Element, place: Place) -> Iterator[Segment]:
        """The segments of one element and of what is in it."""
        run = Segment(place, [element.text or ""])
        for child in element:
            if not isinstance(child.tag, str):
                run.pieces.append(child.tail or "")
                continue
            if child.tag == "br":
                yield run
                run = Segment(place, [child.tail or ""])
                continue
            if child.tag in wording.INLINE and child not in self._blocks:
                tail = child.tail or ""
                capital = _is_drop_cap((child.text or "").strip(), child)
                run.pieces += [child, tail.lstrip() if capital else tail]
                continue
            yield run
            yield from self._inner(child, place)
            run = Segment(place, [child.tail or ""])
        yield run

    def _inner(self, child: etree._Element, place: Place) -> Iterator[Segment]:
        if child.tag in _PICTURES:
            yield Segment(place, picture=child)
        elif child.tag in _FRAMES:
            yield Segment(place, embed=child)
        elif child.tag in wording.UNREAD or (child.tag in _SKIPPED and not holds_article(child)):
            return
        else:
            yield from self.walk(child, _placed(child, place))


def _placed(child: etree._Element, place: Place) -> Place:
    tag = child.tag
    return Place(
        block=child,
        head=child if tag in _HEADS else place.head,
        item=child if tag in ("li", "dd", "dt") else place.item,
        quote=child if tag in ("blockquote", "q") else place.quote,
        cell=child if tag in ("td", "th") else place.cell,
        table=child if tag == "table" and not _is_layout(child) else place.table,
        figure=child if tag in ("figure", "amp-story-page") else place.figure,
    )


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: a cell holds a table, a headline or paragraphs."""
    if len(table.findall(".//tr")) < _ROWS and next(table.iter("p"), None) is not None:
        return True
    return any(
        next(cell.iter("table", "h1", "article"), None) is not None
        or len(cell.findall(".//p")) >= _PARAGRAPHS
        for cell in table.iter("td")
    )
