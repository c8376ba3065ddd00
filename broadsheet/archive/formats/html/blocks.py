"""Segments made into the neutral blocks of a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from broadsheet.archive.articles import Block, BlockKind, FoundPicture
from broadsheet.archive.formats.html import inline, pictures
from broadsheet.archive.formats.html.segments import Segment


def build(kept: list[Segment], address: str) -> list[Block]:
    """The blocks of a body, in order. Items of one list, rows of one table are one block."""
    blocks: list[Block] = []
    for _, run in groupby(kept, key=_group):
        group = list(run)
        first = group[0]
        if first.picture is not None or first.embed is not None:
            blocks += [block for one in group for block in _shown(one, address)]
        elif first.place.table is not None and len(group) > 1:
            blocks.append(_table(group))
        elif first.place.item is not None:
            blocks.append(_list(group, address))
        else:
            blocks += [_text(one, address) for one in group]
    return [block for block in blocks if block.text or block.picture or block.html]


def _group(one: Segment) -> tuple[str, Any]:
    """What a segment is joined with: its list, its table, or nothing but itself. (Elements, not
    their ``id``: lxml makes and drops its objects for them as it goes.)
    """
    if one.picture is not None or one.embed is not None:
        return "shown", one
    if one.place.table is not None:
        return "table", one.place.table
    if one.place.item is not None and one.place.head is None:
        return "list", one.place.item.getparent()
    return "text", one


def _shown(one: Segment, address: str) -> Iterator[Block]:
    if one.picture is not None:
        picture = pictures.of_segment(one, address)
        if picture:
            yield Block(BlockKind.PICTURE, picture=picture, lines=picture.lines)
        return
    target = inline.link(one.embed.get("src") or one.embed.get("data-src") or "", address)
    if target:
        yield Block(BlockKind.EMBED, html=target, lines=one.lines)


def _text(one: Segment, address: str) -> Block:
    kind = BlockKind.PARAGRAPH
    if one.place.head is not None:
        kind = BlockKind.SUBHEAD
    elif one.place.quote is not None:
        kind = BlockKind.QUOTE
    return Block(kind, one.text, inline.render(one.pieces, address), lines=one.lines)


def _list(group: list[Segment], address: str) -> Block:
    """A list: its items are the lines of the text, and ``li`` elements of the markup."""
    items: dict[Any, list[Segment]] = {}
    for one in group:
        items.setdefault(one.place.item, []).append(one)
    texts = [" ".join(one.text for one in run) for run in items.values()]
    marked = [" ".join(inline.render(one.pieces, address) for one in run) for run in items.values()]
    tag = "ol" if group[0].place.item.getparent().tag == "ol" else "ul"
    html = f"<{tag}>{''.join(f'<li>{item}</li>' for item in marked)}</{tag}>"
    return Block(BlockKind.LIST, "\n".join(texts), html, lines=_lines(group))


def _table(group: list[Segment]) -> Block:
    """A table: a row for a line, cells parted by a tab."""
    rows: dict[Any, dict[Any, list[str]]] = {}
    for one in group:
        cell = one.place.cell if one.place.cell is not None else one.place.block
        row = next(cell.iterancestors("tr"), cell)
        rows.setdefault(row, {}).setdefault(cell, []).append(one.text)
    text = "\n".join("\t".join(" ".join(cell) for cell in row.values()) for row in rows.values())
    return Block(BlockKind.TABLE, text, lines=_lines(group))


def _lines(group: list[Segment]) -> tuple[int, ...]:
    return tuple(sorted({line for one in group for line in one.lines}))


def with_picture(block: Block, picture: FoundPicture) -> Block:
    """The same block with another picture in use."""
    return replace(block, picture=picture)
