"""Bylines: who wrote the article, as persons, desks and agencies in their order.

JSON-LD first, then microdata, meta elements, and last what the page shows as a byline near its
headline. A place that only ever holds the names of commenters, or the word over a menu, is never
asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from broadsheet.archive.articles import BylineKind, FoundByline
from broadsheet.archive.formats.html import identity, jsonld, microdata, wording
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, bylines

_LONGEST = 200
_MOST = 20
_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dc.contributor", "dcterms.creator", "citation_author", "cxenseparse:author",
    "og:article:author", "article.author", "authors", "byline", "twitter:data1",
)  # fmt: skip
_GENERIC = re.compile(
    r"^(?:admin(?:istrator)?|root|user|author|authors|editor|unknown|anonymous|none|null|n/?a|"
    r"undefined|guest|sections?|webmaster|super ?admin|wordpress|default|test|home|menu|about|"
    r"published|updated|posted|share|follow(?: us)?|the author|news|opinion|by)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|by-line|writer|reporter|journalist|auteur|autor|autore|"
    r"contributor|creator|post-author|article-author|author-?name|byline-?name)s?(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|footer|popular|trending|most-?read|newsletter|carousel|"
    r"respond|more-from|teaser|promo|latest|(?:^|[\s_-])nav|menu|disqus|read-?next|also",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:|www\.|/)|\.(?:com|net|org|in)/|facebook\.com|^@|\S@\S")
_BY = re.compile(r"^\s*(?:by|par|von|por|written by|words by|story by|posted by)\b[\s:]*", re.I)


def read(source: Source, headline_line: int = 0) -> tuple[FoundByline, ...]:
    """The bylines of the page, from the first place that has any."""
    places = (_linked(source), _micro(source), _meta(source), _shown(source))
    papers = {wording.key(name) for name in identity.names(source)}
    fallback: tuple[FoundByline, ...] = ()
    for place in places:
        found = _unique(place, papers)
        if any(wording.key(one.name) not in papers for one in found):
            return found
        fallback = fallback or found
    return fallback


def _unique(found: Iterator[FoundByline], papers: set[str]) -> tuple[FoundByline, ...]:
    kept: dict[str, FoundByline] = {}
    for byline in found:
        if not byline.name or _GENERIC.match(byline.name):
            continue
        kind = BylineKind.DESK if wording.key(byline.name) in papers else byline.kind
        kept.setdefault(wording.key(byline.name), replace(byline, kind=kind))
    return tuple(kept.values())[:_MOST]


def parsed(text: str, lines: tuple[int, ...], *, known: bool) -> tuple[FoundByline, ...]:
    """The names in one text. ``known``: it comes from a field for authors, so that a text which
    has not a usual name's shape is taken as it stands.
    """
    text = wording.strip_tags(text)
    if not text or len(text) > _LONGEST or _ADDRESS.search(text) or _GENERIC.match(text):
        return ()
    found = bylines.parse(text)
    if not found and known and len(text) <= 60:
        bare = _BY.sub("", text)
        found = (FoundByline(bare, bylines.kind_of(bare)),)
    return tuple(replace(one, lines=lines) for one in found)


def _linked(source: Source) -> Iterator[FoundByline]:
    for names in (("author",), ("creator",)):
        found = [
            byline
            for value, lines in source.linked.values(*names)
            for byline in _of_node(source, value, lines)
        ]
        if found:
            yield from found
            return


def _of_node(source: Source, value: Any, lines: tuple[int, ...]) -> Iterator[FoundByline]:
    name = value.get("name") if isinstance(value, dict) else value
    value = source.linked.resolve(value)
    if isinstance(value, dict):
        name = value.get("name") or name
    for text in jsonld.as_list(name):
        if not isinstance(text, str):
            continue
        for byline in parsed(text, lines, known=True):
            organised = isinstance(value, dict) and "organization" in " ".join(jsonld.types(value))
            if organised and byline.kind is BylineKind.PERSON:
                kind = BylineKind.AGENCY if agencies.key_of(byline.name) else BylineKind.DESK
                byline = replace(byline, kind=kind)  # noqa: PLW2901 - the same byline, known better
            yield byline


def _micro(source: Source) -> Iterator[FoundByline]:
    for value, element in microdata.values(source.tree, "author"):
        if not _is_elsewhere(element):
            yield from parsed(value, wording.lines_of(element), known=False)


def _meta(source: Source) -> Iterator[FoundByline]:
    for name in _META:
        if name == "twitter:data1" and "writ" not in source.meta.first("twitter:label1").casefold():
            continue
        found = [
            byline
            for value, lines in source.meta.all(name)
            for byline in parsed(value, lines, known=True)
        ]
        if found:
            yield from found
            return


def _shown(source: Source) -> Iterator[FoundByline]:
    """What the page shows as its byline: the first marked element that gives names."""
    for element in _marked(source):
        text = wording.text_of(element)
        lines = wording.lines_of(element)
        found = parsed(text, lines, known=False)
        if found and all(_plausible(one) for one in found):
            yield from found
            return


def _plausible(byline: FoundByline) -> bool:
    if byline.kind is not BylineKind.PERSON:
        return bylines.is_desk(byline.name)
    return bylines.is_person(byline.name) or not byline.name.isascii()


def _marked(source: Source) -> Iterator[etree._Element]:
    """Elements marked as the author's, those behind the headline first."""
    before: list[etree._Element] = []
    started = source.tree.find(".//h1") is None
    for element in source.tree.iter():
        started = started or element.tag == "h1"
        if not _is_marked(element) or element in source.hidden or _is_elsewhere(element):
            continue
        if started:
            yield element
        else:
            before.append(element)
    yield from before


def _is_marked(element: etree._Element) -> bool:
    if "author" in (element.get("rel") or "").split():
        return True
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    )
    return element.tag != "body" and bool(_NAMED.search(names))


def _is_elsewhere(element: etree._Element) -> bool:
    node: etree._Element | None = element
    for _ in range(12):
        if node is None or node.tag == "body":
            return False
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if node.tag in {"aside", "footer", "nav"} or _ELSEWHERE.search(names):
            return True
        node = node.getparent()
    return False
