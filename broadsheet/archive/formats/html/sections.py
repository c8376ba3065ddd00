"""The section's path, from the breadcrumb of the data or of the page, else one section name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from broadsheet.archive.articles import Found
from broadsheet.archive.formats.html import identity, jsonld, wording
from broadsheet.archive.formats.html.headline import Titles
from broadsheet.archive.formats.html.source import Source

_HOME = re.compile(
    r"^(?:home ?(?:page)?|front ?page|start(?:seite|side)?|accueil|inicio|início|home news|"
    r"मुख्य ?पृष्ठ|होम|முகப்பு|ホーム|トップ|홈|首頁|首页|main|index|latest news)$",
    re.IGNORECASE,
)
# What papers call a list of everything: no section, unless there is nothing better.
_VAGUE = re.compile(
    r"^(?:all(?: news)?|latest|news|top stories|stories|articles?|blogs?|nachrichten|à la une|"
    r"actualités?|notizie|noticias|notícias|뉴스|主頁|新聞|ニュース|समाचार|ख़?बरें)$",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"bread-?_?crumb|ariane", re.IGNORECASE)
_LONGEST = 60
_LONG_MARKS = 400
_SAME = 0.7
_DEEPEST = 6
_META = (
    "article:section", "parsely-section", "section", "dc.subject.section", "cxenseparse:section",
    "article.section", "og:article:section", "sailthru.section", "category", "cg", "cp:section",
)  # fmt: skip


def read(source: Source, titles: Titles) -> tuple[Found, ...]:
    """The path from the top, without the home page and the article itself."""
    papers = {wording.key(name) for name in identity.names(source)}
    headlines = [titles.headline.value if titles.headline else "", titles.search, titles.social]
    vague: tuple[Found, ...] = ()
    for found in _candidates(source):
        path = _tidy(found, headlines, papers)
        if path and not all(_VAGUE.match(part.value) for part in path):
            return path
        vague = vague or path
    return vague


def _candidates(source: Source) -> Iterator[list[Found]]:
    """Paths as the page gives them, the fullest kind first."""
    yield _linked(source)
    yield _shown(source)
    for value, lines in source.linked.values("articleSection"):
        yield [Found(part, lines) for part in _parts(value)[:1]]
    for value, lines in source.meta.all(*_META):
        yield [Found(value, lines)]


def _parts(value: Any) -> list[str]:
    name = jsonld.name_of(value)
    return [part.strip() for part in name.split(",")] if name else []


def _tidy(found: list[Found], headlines: list[str], papers: set[str]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for part in found:
        if not part.value or len(part.value) > _LONGEST or _HOME.match(part.value):
            continue
        identity_key = wording.key(part.value)
        if not identity_key or (identity_key in papers and part is not found[-1]):
            continue
        if any(wording.resemblance(part.value, title) > _SAME for title in headlines):
            continue
        kept.setdefault(identity_key, part)
    return tuple(kept.values())[:_DEEPEST]


def _linked(source: Source) -> list[Found]:
    best: list[Found] = []
    for crumbs in source.linked.breadcrumbs:
        items = [
            item for item in jsonld.as_list(crumbs.get("itemListElement")) if isinstance(item, dict)
        ]
        items.sort(key=_position)
        found = [Found(_crumb_name(item), source.linked.line(crumbs)) for item in items]
        if len(found) > len(best):
            best = found
    return best


def _position(item: jsonld.Node) -> int:
    try:
        return int(item.get("position") or 0)
    except (TypeError, ValueError):
        return 0


def _crumb_name(item: jsonld.Node) -> str:
    inner = item.get("item")
    own = jsonld.name_of({"name": item.get("name")})
    return own or (jsonld.name_of(inner) if isinstance(inner, dict) else "")


def _shown(source: Source) -> list[Found]:
    """The trail of links that the page shows as its breadcrumb."""
    for element in source.tree.iter():
        marks = " ".join(
            element.get(name) or "" for name in ("class", "id", "aria-label", "itemtype", "typeof")
        )
        if not _CRUMBS.search(marks) or element.tag == "body" or len(marks) > _LONG_MARKS:
            continue
        found = list(_trail(element))
        if 0 < len(found) <= _DEEPEST + 2:
            return found
    return []


def _trail(element: etree._Element) -> Iterator[Found]:
    for link in element.iter("a", "li", "span"):
        if link.tag == "a" or (link.find(".//a") is None and _is_last(link)):
            text = wording.text_of(link).strip(" »›>/|·")
            if text:
                yield Found(text, wording.lines_of(link))


def _is_last(element: etree._Element) -> bool:
    """Whether this is a step of the trail without a link: not part of a link, nor holding one."""
    parent = element.getparent()
    return element.tag == "li" and (parent is None or parent.tag != "a")
