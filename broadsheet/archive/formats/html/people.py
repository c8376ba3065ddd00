"""Bylines: who wrote the article, as persons, desks and agencies in their order.

JSON-LD first, then microdata, meta elements, and last what the page shows. Names that only the
data gives are weighed against what readers see: an account's name is no byline, and a person who
is shown goes before the paper's own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from broadsheet.archive.articles import BylineKind, FoundByline
from broadsheet.archive.formats.html import (
    identity,
    jsonld,
    microdata,
    shown_bylines,
    wording,
)
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, bylines

_LONGEST = 200
_LONGEST_NAME = 60
_MOST = 20
_STAFF = 4  # names; more than a byline usually has
_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dc.contributor", "dcterms.creator", "citation_author", "cxenseparse:author",
    "og:article:author", "article.author", "authors", "byline",
)  # fmt: skip
_GENERIC = re.compile(
    r"^(?:admin(?:istrator)?|root|user|author|authors|editor|unknown|anonymous|none|null|n/?a|"
    r"undefined|guest|sections?|webmaster|super ?admin|wordpress|default|test|home|menu|about|"
    r"published|updated|posted|share|follow(?: us)?|the author|news|opinion|by)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:|www\.|/)|\.(?:com|net|org|in)/|facebook\.com|^@|\S@\S")
_BY = re.compile(r"^\s*(?:by|par|von|por|written by|words by|story by|posted by)\b[\s:]*", re.I)
_WITH = re.compile(r"\s+(?:avec|mit|con|in collaborazione con)\s+", re.IGNORECASE)
_LOWER = re.compile(r"[^\W\d_A-Z]{2,20} (?:[^\W\d_A-Z]{2,20}|[A-Z][\w'-]{1,20})")
_JOINED = re.compile(r"(\s*[,;|&/]\s*|\s+(?:and|und|et|y|e)\s+)")


def read(source: Source, cut: list[Segment], headline: str) -> tuple[FoundByline, ...]:
    """The bylines of the page."""
    papers = {wording.key(name) for name in identity.names(source)}
    visible = wording.key(" ".join(one.text for one in cut))
    for place in (_linked(source), _micro(source), _meta(source)):
        found = tuple(one for one in _unique(place, papers) if not _is_account(one, visible))
        if found and any(one.kind is not BylineKind.DESK for one in found):
            return _named_here(found, cut, headline, visible)
        if found:
            return _or_shown(source, cut, headline, found)
    return _unique(shown_bylines.read(source, cut, headline), papers)


def _named_here(
    found: tuple[FoundByline, ...], cut: list[Segment], headline: str, visible: str
) -> tuple[FoundByline, ...]:
    """The data's names without what a system adds: desks that nobody sees beside persons, and of
    a whole staff all but those who are named by the headline.
    """
    kept = [
        one for one in found if one.kind is not BylineKind.DESK or wording.key(one.name) in visible
    ]
    here = [one for one in kept if shown_bylines.is_near(cut, headline, {wording.key(one.name)})]
    return tuple(here) if here and len(kept) > _STAFF else tuple(kept)


def _or_shown(
    source: Source, cut: list[Segment], headline: str, found: tuple[FoundByline, ...]
) -> tuple[FoundByline, ...]:
    """Desks and firms that the data gives; a person who is plainly shown goes before them, and
    off news pages a firm must be shown too, for many systems write its name everywhere.
    """
    papers = {wording.key(name) for name in identity.names(source)}
    news = _is_news(source)
    shown = _unique(shown_bylines.plain(source, cut, headline, linked=news), papers)
    if any(one.kind is BylineKind.PERSON for one in shown):
        return shown
    near = shown_bylines.is_near(cut, headline, _keys(found))
    return found if news or near else ()


def _keys(found: Iterable[FoundByline]) -> set[str]:
    return {wording.key(one.name) for one in found}


def _is_news(source: Source) -> bool:
    """Whether the page says that it is a news article: there the paper may well be the author."""
    return any(
        "newsarticle" in kind for node in source.linked.articles for kind in jsonld.types(node)
    )


def _is_account(byline: FoundByline, visible: str) -> bool:
    """Whether a name is of an account (``jdoe-2``) and shown to nobody."""
    name = byline.name
    if " " in name or not name.isascii() or byline.kind is not BylineKind.PERSON:
        return False
    return wording.key(name) not in visible


def _unique(found: Iterable[FoundByline], papers: set[str]) -> tuple[FoundByline, ...]:
    kept: dict[str, FoundByline] = {}
    for byline in found:
        if not byline.name or _GENERIC.match(byline.name):
            continue
        kind = BylineKind.DESK if wording.key(byline.name) in papers else byline.kind
        kept.setdefault(wording.key(byline.name), replace(byline, kind=kind))
    return tuple(kept.values())[:_MOST]


def parsed(text: str, lines: tuple[int, ...]) -> tuple[FoundByline, ...]:
    """The names in a field for authors; a text that has not a usual name's shape is one name."""
    text = wording.strip_tags(text)
    if not text or len(text) > _LONGEST or _ADDRESS.search(text) or _GENERIC.match(text):
        return ()
    found = tuple(one for part in _WITH.split(text) for one in bylines.parse(_capitalised(part)))
    if not found and len(text) <= _LONGEST_NAME:
        bare = _BY.sub("", text)
        found = (FoundByline(bare, bylines.kind_of(bare)),)
    return tuple(replace(one, lines=lines) for one in found)


def _capitalised(text: str) -> str:
    """Names that a system wrote in lower case ("asha rao", "asha Rao"), as they are written."""
    return "".join(
        part.title() if _LOWER.fullmatch(part) and not _BY.match(part) else part
        for part in _JOINED.split(text)
    )


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
    kinds = jsonld.types(value) if isinstance(value, dict) else []
    if isinstance(value, dict):
        name = value.get("name") or name
    for text in jsonld.as_list(name):
        if isinstance(text, str):
            yield from (_organised(one, kinds) for one in parsed(text, lines))


def _organised(byline: FoundByline, kinds: list[str]) -> FoundByline:
    """A byline that the data calls an organisation, as a desk unless it is an agency."""
    if byline.kind is BylineKind.PERSON and any("organization" in kind for kind in kinds):
        kind = BylineKind.AGENCY if agencies.key_of(byline.name) else BylineKind.DESK
        return replace(byline, kind=kind)
    return byline


def _micro(source: Source) -> Iterator[FoundByline]:
    for value, element in microdata.values(source.tree, "author"):
        if not shown_bylines.is_elsewhere(element):
            found = parsed(value, wording.lines_of(element))
            yield from (one for one in found if shown_bylines.plausible(one))


def _meta(source: Source) -> Iterator[FoundByline]:
    for name in _META:
        found = [
            byline for value, lines in source.meta.all(name) for byline in parsed(value, lines)
        ]
        if found:
            yield from found
            return
