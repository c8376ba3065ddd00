"""The lines that gave nothing: what surrounded the article, by kind; none is unaccounted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from broadsheet.archive.articles import (
    Article,
    Found,
    FoundByline,
    FoundPicture,
    FoundTime,
    FoundTopic,
    Furniture,
    FurnitureKind,
)
from broadsheet.archive.formats.html.door import Page

_Part = TypeVar("_Part", Found, FoundTime, FoundByline, FoundPicture, FoundTopic, Found | None,
                FoundTime | None, FoundPicture | None)  # fmt: skip
_TAGS = {
    "nav": FurnitureKind.NAVIGATION,
    "header": FurnitureKind.NAVIGATION,
    "footer": FurnitureKind.FOOTER,
    "aside": FurnitureKind.RAIL,
    "video": FurnitureKind.VIDEOS,
}
_NAMES = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE))
    for kind, names in (
        (FurnitureKind.MARKET_STRIP, "sensex|market-?strip|stock-?ticker|bse|nse"),
        (FurnitureKind.COMMENTS, "comments?|disqus|respond"),
        (FurnitureKind.SHARE, "share|sharing|social|follow-?us"),
        (FurnitureKind.ADVERTISEMENT, "ads?|advert\\w*|sponsored|dfp|adsbygoogle"),
        (FurnitureKind.PROMO, "newsletter|promo|subscribe|app-?download|telegram"),
        (FurnitureKind.GALLERY, "gallery|photos|slideshow"),
        (FurnitureKind.VIDEOS, "videos?"),
        (FurnitureKind.RAIL, "related|recommend\\w*|trending|most-?read|popular|sidebar|latest"),
        (FurnitureKind.NAVIGATION, "nav|navbar|menu|breadcrumbs?|masthead"),
        (FurnitureKind.DISCLAIMER, "disclaimer"),
        (FurnitureKind.FOOTER, "footer|copyright"),
    )
)


def accounted(found: Article, page: Page) -> Article:
    """The article with each source line in one category: the body's lines are no field's (save
    the dateline's, which shares its paragraph's), and what gave nothing is furniture.
    """
    taken = {line for block in found.body for line in block.lines}
    found = replace(
        found,
        headline=_freed(found.headline, taken),
        standfirst=_freed(found.standfirst, taken),
        published=_freed(found.published, taken),
        updated=_freed(found.updated, taken),
        lead=_freed(found.lead, taken),
        section=tuple(_freed(part, taken) for part in found.section),
        bylines=tuple(_freed(part, taken) for part in found.bylines),
        topics=tuple(_freed(part, taken) for part in found.topics),
    )
    parts: list[Any] = [found.headline, found.standfirst, found.published, found.updated]
    parts += [found.lead, *found.section, *found.bylines, *found.topics]
    used = taken | {line for part in parts if part is not None for line in part.lines}
    return replace(found, furniture=furniture(page, used))


def _freed(part: _Part, taken: set[int]) -> _Part:
    """A field without the lines that are the body's."""
    if part is None:
        return part
    return replace(part, lines=tuple(line for line in part.lines if line not in taken))


def furniture(page: Page, used: Iterable[int]) -> tuple[Furniture, ...]:
    """Runs of lines that no field and no block came from."""
    taken = set(used)
    kinds = _kinds(page)
    lines = page.text.split("\n")[: page.line_count]
    left = [
        (
            number,
            FurnitureKind.BLANK if not line.strip() else kinds.get(number, FurnitureKind.OTHER),
        )
        for number, line in enumerate(lines, 1)
        if number not in taken
    ]
    runs = groupby(enumerate(left), key=lambda pair: (pair[1][0] - pair[0], pair[1][1]))
    return tuple(
        Furniture(kind, tuple(number for _, (number, _kind) in run)) for (_, kind), run in runs
    )


def _kinds(page: Page) -> dict[int, FurnitureKind]:
    """The kind of furniture that each line lies in, the innermost element deciding."""
    elements = [node for node in page.tree.iter() if isinstance(node.tag, str)]
    last: dict[Any, int] = {}
    for node in reversed(elements):
        ends = [last[child] for child in node if child in last]
        last[node] = max([_line(node), *ends])
    kinds: dict[int, FurnitureKind] = {}
    for node in elements:
        kind = _kind(node)
        if kind:
            kinds.update(dict.fromkeys(range(_line(node), last[node] + 1), kind))
    return kinds


def _line(node: Any) -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 0


def _kind(node: Any) -> FurnitureKind | None:
    if node.tag in {"html", "body", "main", "article"}:
        return None
    if node.tag in _TAGS:
        return _TAGS[node.tag]
    names = f"{node.get('class') or ''} {node.get('id') or ''}".strip()
    if not names:
        return None
    return next((kind for kind, pattern in _NAMES if pattern.search(names)), None)
