"""A neutral body as the raw data of a story's StreamField: pure, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import lxml.html
from lxml import etree

from broadsheet.archive.articles import Block, BlockKind, FoundPicture
from broadsheet.kit.html import clean_inline, escape

Raw = dict[str, Any]


def stream(blocks: Iterable[Block]) -> list[Raw]:
    """Return the raw blocks in order; paragraphs and lists that follow each other become one."""
    out: list[Raw] = []
    for block in blocks:
        raw = _raw(block)
        if raw["type"] == "paragraphs" and out and out[-1]["type"] == "paragraphs":
            out[-1]["value"] += raw["value"]
        elif raw["value"]:
            out.append(raw)
    return out


def picture_use(found: FoundPicture) -> dict[str, str]:
    """Return the words of a picture in use; its file, if any, is fetched by nobody here."""
    return {
        "alt": found.alt[:300],
        "caption": found.caption,
        "credit": found.credit[:200],
        "agency": found.agency[:40],
        "kind": found.kind,
        "source": found.source[:500],
    }


def _raw(block: Block) -> Raw:
    return _MAKERS.get(block.kind, _paragraphs)(block)


def _paragraphs(block: Block) -> Raw:
    return {"type": "paragraphs", "value": _paragraph(block)}


def _subhead(block: Block) -> Raw:
    return {"type": "subhead", "value": block.text[:160]}


def _quote(block: Block) -> Raw:
    return {"type": "quote", "value": {"text": block.text, "speaker": "", "position": ""}}


def _picture(block: Block) -> Raw:
    if block.picture is None:
        return _paragraphs(block)
    return {"type": "picture", "value": {"picture": None, **picture_use(block.picture)}}


def _embed(block: Block) -> Raw:
    if block.text.startswith(("http://", "https://")):
        return {"type": "embed", "value": {"address": block.text}}
    return _paragraphs(block)


def _list(block: Block) -> Raw:
    return {"type": "paragraphs", "value": _list_html(block)}


def _table(block: Block) -> Raw:
    rows = table_rows(block)
    return _table_of(rows) if rows else _paragraphs(block)


def _paragraph(block: Block) -> str:
    inner = clean_inline(block.html) if block.html else escape(block.text)
    return f"<p>{inner}</p>" if inner.strip() else ""


def _list_html(block: Block) -> str:
    if "<li" in block.html:
        cleaned = clean_inline(block.html, lists=True)
        return cleaned if cleaned.startswith(("<ul", "<ol")) else f"<ul>{cleaned}</ul>"
    items = [line.strip() for line in block.text.splitlines() if line.strip()]
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def table_rows(block: Block) -> list[list[str]]:
    """Return a table's cells, row by row, from its markup, or from text with tabs."""
    if "<tr" not in block.html:
        return [line.split("\t") for line in block.text.splitlines() if line.strip()]
    try:
        root = lxml.html.fragment_fromstring(block.html, create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")]
        for row in root.iter("tr")
    ]
    return [row for row in rows if any(row)]


def _table_of(rows: list[list[str]]) -> Raw:
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    head, *body = padded if len(padded) > 1 else [[""] * width, *padded]
    return {
        "type": "table",
        "value": {
            "caption": " – ".join(cell for cell in head if cell)[:200] or "–",
            "table": {
                "columns": [{"type": "text", "heading": cell} for cell in head],
                "rows": [{"values": row} for row in body],
                "caption": "",
            },
            "source": "",
        },
    }


_MAKERS: dict[BlockKind, Callable[[Block], Raw]] = {
    BlockKind.SUBHEAD: _subhead,
    BlockKind.QUOTE: _quote,
    BlockKind.PICTURE: _picture,
    BlockKind.EMBED: _embed,
    BlockKind.LIST: _list,
    BlockKind.TABLE: _table,
}
