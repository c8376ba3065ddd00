"""The report of an import: what was read, from which source lines, and what a person should know.

Every source line 1..N stands in exactly one category: ``fields``, ``body``, ``furniture`` or
``unplaced``. Blank lines are furniture of the kind ``blank``. Within one category several items
may name one line: "Published: … | Updated: …" is the line of two fields, and the first paragraph's
line is also that of the dateline; that line then counts as the body's. ``warnings`` point at lines
and claim none. A format without lines (a saved page) gives items whose ``lines`` are empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from broadsheet.archive.articles import Article, Block, Found, FoundPicture, FoundTime

_CUT = 72


@dataclass(frozen=True)
class _Named:
    name: str
    item: dict[str, Any]


def as_json(article: Article) -> dict[str, Any]:
    """The report as ``{fields, body[], furniture[], unplaced[], warnings[]}``, plain JSON values.

    ``fields`` maps a field's name to an item or, for section, bylines and topics, to a list of
    items; every item has ``lines``, source lines from 1.
    """
    return {
        "source_id": article.source_id,
        "line_count": article.line_count,
        "language": article.language,
        "fields": _fields(article),
        "body": [_block(block) for block in article.body],
        "furniture": [
            {"kind": str(one.kind), "text": one.text, "lines": list(one.lines)}
            for one in article.furniture
        ],
        "unplaced": [_found(one) for one in article.unplaced],
        "warnings": [
            {"code": one.code, "message": one.message, "lines": list(one.lines)}
            for one in article.warnings
        ],
    }


def _found(found: Found) -> dict[str, Any]:
    return {"value": found.value, "lines": list(found.lines)}


def _time(time: FoundTime) -> dict[str, Any]:
    return {
        "value": time.value.isoformat(),
        "zone": str(time.value.tzinfo),
        "assumed_zone": time.assumed_zone,
        "day_only": time.day_only,
        "doubts": list(time.doubts),
        "lines": list(time.lines),
    }


def _picture(picture: FoundPicture) -> dict[str, Any]:
    return {
        "caption": picture.caption,
        "credit": picture.credit,
        "agency": picture.agency,
        "kind": picture.kind,
        "alt": picture.alt,
        "source": picture.source,
        "lines": list(picture.lines),
    }


def _block(block: Block) -> dict[str, Any]:
    item: dict[str, Any] = {"kind": str(block.kind), "text": block.text, "lines": list(block.lines)}
    if block.html:
        item["html"] = block.html
    if block.picture is not None:
        item["picture"] = _picture(block.picture)
    return item


def _fields(article: Article) -> dict[str, Any]:
    single = {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "dateline": article.dateline,
    }
    fields: dict[str, Any] = {name: _found(one) for name, one in single.items() if one is not None}
    for name, time in (("published", article.published), ("updated", article.updated)):
        if time is not None:
            fields[name] = _time(time)
    if article.lead is not None:
        fields["lead"] = _picture(article.lead)
    if article.section:
        fields["section"] = [_found(one) for one in article.section]
    if article.bylines:
        fields["bylines"] = [
            {"value": one.name, "kind": str(one.kind), "role": one.role, "lines": list(one.lines)}
            for one in article.bylines
        ]
    if article.topics:
        fields["topics"] = [
            {"value": one.name, "kind": str(one.kind), "lines": list(one.lines)}
            for one in article.topics
        ]
    return fields


def categories(article: Article) -> dict[int, str]:
    """The one category of each source line: "body", "fields", "furniture" or "unplaced".

    A line that gives a field and a paragraph (a dateline and the text after it) is the body's.
    """
    report = as_json(article)
    found: dict[int, str] = {}
    for category in ("body", "fields", "furniture", "unplaced"):
        for item in _items(report[category]):
            for line in item["lines"]:
                found.setdefault(line, category)
    return found


def _items(part: Any) -> Iterator[dict[str, Any]]:
    values = part.values() if isinstance(part, dict) else part
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def uncovered(article: Article) -> tuple[int, ...]:
    """Source lines that no category has; empty where the account is whole."""
    found = categories(article)
    return tuple(line for line in range(1, article.line_count + 1) if line not in found)


def doubled(article: Article) -> tuple[int, ...]:
    """Source lines that two categories claim, save a dateline's, which shares its paragraph's."""
    report = as_json(article)
    report["fields"].pop("dateline", None)
    seen: dict[int, str] = {}
    twice = set()
    for category in ("body", "fields", "furniture", "unplaced"):
        for item in _items(report[category]):
            twice |= {line for line in item["lines"] if seen.setdefault(line, category) != category}
    return tuple(sorted(twice))


def as_text(article: Article) -> str:
    """The report for a person: fields, body, what was left out, and the warnings."""
    report = as_json(article)
    rows = ["Fields"]
    rows += [
        _row(named.name, _shown(named.item), named.item["lines"])
        for named in _rows(report["fields"])
    ]
    rows.append("Body")
    rows += [_row(item["kind"], item["text"], item["lines"]) for item in report["body"]]
    rows.append("Left out")
    for kind, group in groupby(report["furniture"], key=lambda item: item["kind"]):
        items = list(group)
        lines = [line for item in items for line in item["lines"]]
        rows.append(_row(kind, "; ".join(item["text"] for item in items), lines))
    if report["unplaced"]:
        rows.append("Not placed")
        rows += [_row("", item["value"], item["lines"]) for item in report["unplaced"]]
    if report["warnings"]:
        rows.append("Please check")
        rows += [_row(item["code"], item["message"], item["lines"]) for item in report["warnings"]]
    return "\n".join(rows) + "\n"


def _rows(fields: dict[str, Any]) -> Iterator[_Named]:
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            yield _Named(name, item)


def _shown(item: dict[str, Any]) -> str:
    text = str(item.get("value") or item.get("caption") or item.get("source") or "")
    notes = [item.get("kind", ""), item.get("credit", "")]
    if item.get("assumed_zone"):
        notes.append("zone assumed")
    said = ", ".join(str(note) for note in notes if note)
    return f"{text} ({said})" if said else text


def _row(name: str, text: str, lines: list[int]) -> str:
    cut = text if len(text) <= _CUT else text[: _CUT - 1] + "…"
    return f"  {name:<18} {cut}{_at(lines)}"


def _at(lines: list[int]) -> str:
    """Line numbers as ranges: " [3, 7-9]"."""
    if not lines:
        return ""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return f" [{', '.join(str(a) if a == b else f'{a}-{b}' for a, b in spans)}]"
