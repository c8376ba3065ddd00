"""Bylines as a page shows them: marked elements, "By …" near the headline, a name by a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from lxml import etree

from broadsheet.archive.articles import BylineKind, FoundByline
from broadsheet.archive.formats.html import vicinity, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, bylines, datelines, times

_ANY_ZONE = ZoneInfo("UTC")  # dates are only told apart from names here
_LONGEST = 160
_SHORT, _SHORT_DATE, _SHORT_NAME = 100, 60, 12
_MOST_WORDS = 4
_NEAR = 3  # segments between a name and the date beside it
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:author|byline|by-line|writer|reporter|journalist|auteur|autor|autore|"
    r"contributor|creator)s?(?:name|info|link|box)?(?:$|[\s_-])",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:authors?|staff|profiles?|people|contributors?|by|writers?|journalists?|reporters?|"
    r"columnists?|team|auteurs?|autore?n?|journaliste|person|users?|members?)/",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|footer|popular|trending|most-?read|newsletter|carousel|"
    r"respond|more-from|teaser|promo|latest|(?:^|[\s_-])nav|menu|disqus|read-?next|also",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"^(?:written|words|story|posted|article|post|reviewed|published)?\s*by\s*:?$|^authors?\s*:?$",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(r"^(?:written|words|story|article|posted|text) by\b", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"\b(?:related|articles?|contents?|table|disclosure|advertiser|design|style|fact|checked|about|"
    r"contact|strategy|expert|guide|blog|resources?|products?|business|marketing|health|policy|"
    r"privacy|terms|case|studies|learn|get|started|all|posts?|next|previous|search|menu|topics?|"
    r"consultant|former|founder|dietitian|nutritionist|coach|engineer|manager|advisor|"
    r"categor\w+|insights?|events?|careers?|company|services?|solutions?|university|source)\b",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s[|·•]\s")
_DANGLING = re.compile(r"(?:^|\s)(?:on|at|in|le|am|the)$", re.IGNORECASE)
_HONORIFIC = re.compile(r"^(?:dr|prof|mr|ms|mrs|sir|shri|smt)\.?\s", re.IGNORECASE)


def read(source: Source, cut: list[Segment], headline: str) -> tuple[FoundByline, ...]:
    """The first of the shown bylines that has the shape of one."""
    near = vicinity.around(cut, headline)
    for found in (
        _marked(source),
        _printed(near),
        _beside_date(vicinity.behind(cut, headline)),
        _signed(cut),
    ):
        if found:
            return found
    return ()


def plain(
    source: Source, cut: list[Segment], headline: str, *, linked: bool
) -> tuple[FoundByline, ...]:
    """The shown byline where the page leaves little doubt: "By …", or a marked element (with a
    link to a person's page, where ``linked``).
    """
    return _printed(vicinity.around(cut, headline)) or _marked(source, linked=linked)


def is_near(cut: list[Segment], headline: str, names: set[str]) -> bool:
    """Whether a short run by the headline holds one of the names (as keys)."""
    near = [
        one
        for one in vicinity.around(cut, headline)
        if len(one.text) < _SHORT and not vicinity.is_head(one)
    ]
    return any(name in one.key for one in near for name in names)


def _marked(source: Source, *, linked: bool = False) -> tuple[FoundByline, ...]:
    for element in _marks(source):
        links = [link for link in element.iter("a") if _PROFILE.search(link.get("href") or "")]
        texts = [wording.text_of(link) for link in links]
        texts = texts or ([] if linked else [_spaced(element)])
        found = [one for text in texts for one in _names(text, wording.lines_of(element))]
        if found:
            return tuple(found)
    return ()


def _spaced(element: etree._Element) -> str:
    """An element's text with its parts kept apart, which many pages show on lines of their own."""
    parts = [str(text) for text in element.itertext() if str(text).strip()]
    whole = wording.clean(" | ".join(parts))
    return whole if len(whole) <= _LONGEST else wording.clean("".join(parts[:1]))


def _names(text: str, lines: tuple[int, ...], *, labelled: bool = False) -> list[FoundByline]:
    """The names in a shown text; none where one of them is no name. Behind "By" a single name or
    a firm's name will do.
    """
    if not text or len(text) > _LONGEST:
        return []
    found = [one for one in bylines.parse(_undated(text)) if one.role == "author"]
    if labelled and found:
        found = [one for one in found if _capitals(one.name) or plausible(one)]
    else:
        found = list(takewhile(plausible, found))
    return [replace(one, lines=lines) for one in found]


def _undated(text: str) -> str:
    """The text without its date: "By A B on 4 May", "4 May · By A B"."""
    left = times.find_labelled(text, _ANY_ZONE).leftovers
    parts = [_DANGLING.sub("", part) for part in left]
    return " | ".join(part for part in parts if part) if left else text


def _capitals(name: str) -> bool:
    """Whether every word of a short name begins with a capital."""
    words = name.split()
    return len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words)


def plausible(byline: FoundByline) -> bool:
    """Whether a shown name has the shape of a name: two capitalised words, a desk, an agency."""
    if byline.kind is not BylineKind.PERSON:
        return bylines.is_desk(byline.name)
    if not byline.name.isascii() and len(byline.name) <= _SHORT_NAME:
        return True
    bare = _HONORIFIC.sub("", byline.name)
    if _NOT_NAMES.search(bare):
        return False
    fits = bylines.is_person(bare) and len(bare.split()) <= _MOST_WORDS
    return fits and not datelines.is_place(bare)


def _marks(source: Source) -> Iterator[etree._Element]:
    """Elements marked as the author's, those behind the headline first."""
    before: list[etree._Element] = []
    started = source.tree.find(".//h1") is None
    for element in source.tree.iter():
        started = started or element.tag == "h1"
        if not _is_marked(element) or element in source.hidden or is_elsewhere(element):
            continue
        if started:
            yield element
        else:
            before.append(element)
    yield from before


def _is_marked(element: etree._Element) -> bool:
    if "author" in (element.get("rel") or "").split():
        return True
    if element.tag in {"html", "body"}:
        return False
    names = (element.get(name) or "" for name in ("class", "id", "data-testid"))
    return bool(_MARKED.search(" ".join(names)))


def is_elsewhere(element: etree._Element) -> bool:
    """Whether an element lies in a part of the page that is not the article's."""
    node: etree._Element | None = element
    for _ in range(12):
        if node is None or node.tag in {"body", "article", "main"}:
            return False
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if node.tag in {"aside", "footer", "nav"} or _ELSEWHERE.search(names):
            return True
        node = node.getparent()
    return False


def _printed(near: list[Segment]) -> tuple[FoundByline, ...]:
    """A run that begins with "By", or follows one that only says so."""
    for before, one in pairwise([*near[:1], *near]):
        text = _spaced_run(one)
        if len(text) > _LONGEST:
            continue
        labelled = text if _LABEL_ONLY.match(before.text) else _labelled(_undated(text))
        if labelled and (found := _names(labelled, one.lines, labelled=True)):
            return tuple(found)
    return ()


def _labelled(undated: str) -> str:
    """The part of a line that begins with "By", with an agency that stands behind it."""
    parts = _BARS.split(undated)
    for at, part in enumerate(parts):
        if not bylines.label(part):
            continue
        bare = part.strip(" :").casefold() == bylines.label(part).casefold()
        behind = [one for one in parts[at + 1 :] if agencies.key_of(one)]
        return " | ".join([part, *(parts[at + 1 : at + 2] if bare else []), *behind])
    return ""


def _spaced_run(one: Segment) -> str:
    parts = [
        p if isinstance(p, str) else " ".join(str(t) for t in p.itertext()) for p in one.pieces
    ]
    return wording.clean(" ".join(parts))


def _beside_date(near: list[Segment]) -> tuple[FoundByline, ...]:
    """A run that is a person's name and nothing else, beside a date under the headline."""
    dated = [
        at for at, one in enumerate(near) if len(one.text) < _SHORT_DATE and _is_dated(one.text)
    ]
    for at, one in enumerate(near):
        if any(abs(at - other) <= _NEAR for other in dated) and bylines.is_person(one.text):
            found = _names(one.text, one.lines)
            if len(found) == 1:
                return tuple(found)
    return ()


def _is_dated(text: str) -> bool:
    return times.parse(text, _ANY_ZONE) is not None


def _signed(cut: list[Segment]) -> tuple[FoundByline, ...]:
    """ "Written by …" anywhere, where the page says it once."""
    signed = [one for one in cut if len(one.text) < _SHORT and _WRITTEN_BY.match(one.text)]
    texts = {one.key for one in signed}
    return tuple(_names(signed[0].text, signed[0].lines, labelled=True)) if len(texts) == 1 else ()
