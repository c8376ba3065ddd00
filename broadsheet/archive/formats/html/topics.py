"""Topics with the kind that the page suggests: typed ``about`` nodes, keywords, tag links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from broadsheet.archive.articles import FoundTopic, TopicKind
from broadsheet.archive.formats.html import jsonld, wording
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, datelines

_TYPES = {
    "person": TopicKind.PERSON,
    "place": TopicKind.PLACE,
    "country": TopicKind.PLACE,
    "city": TopicKind.PLACE,
    "state": TopicKind.PLACE,
    "administrativearea": TopicKind.PLACE,
    "organization": TopicKind.ORGANISATION,
    "corporation": TopicKind.ORGANISATION,
    "event": TopicKind.EVENT,
}
_META = (
    "news_keywords",
    "article:tag",
    "parsely-tags",
    "keywords",
    "sailthru.tags",
    "og:article:tag",
)
_TAGS = re.compile(r"/(?:tag|tags|topic|topics|about|thema|themen|sujet|etiqueta|tema)/", re.I)
_HOLDER = re.compile(
    r"(?:^|[\s_-])(?:tags?|topics?|keywords?|storytags?)(?:$|[\s_-])", re.IGNORECASE
)
_MANY = 30
_LONGEST = 60


def read(source: Source) -> tuple[FoundTopic, ...]:
    """The topics from the first place that has any; names typed elsewhere keep their kind."""
    typed = {wording.key(topic.name): topic for topic in _typed(source)}
    for place in (_shown(source), _keywords(source), _meta(source), iter(typed.values())):
        found: dict[str, FoundTopic] = {}
        for topic in place:
            known = typed.get(wording.key(topic.name))
            if _fits(topic.name):
                kind = known.kind if known else topic.kind
                found.setdefault(wording.key(topic.name), replace(topic, kind=kind))
        if found:
            return tuple(found.values())[:_MANY]
    return ()


def _fits(name: str) -> bool:
    return bool(wording.key(name)) and len(name) <= _LONGEST and not name.startswith("http")


def kind_of(name: str) -> TopicKind:
    """The kind that a name by itself suggests: a known agency or place, else a subject."""
    if agencies.key_of(name):
        return TopicKind.ORGANISATION
    return TopicKind.PLACE if datelines.is_place(name) else TopicKind.SUBJECT


def _typed(source: Source) -> Iterator[FoundTopic]:
    for value, lines in source.linked.values("about", "mentions"):
        if isinstance(value, dict):
            name = jsonld.name_of(value)
            kinds = [_TYPES[kind] for kind in jsonld.types(value) if kind in _TYPES]
            yield FoundTopic(name, kinds[0] if kinds else kind_of(name), lines)


def _keywords(source: Source) -> Iterator[FoundTopic]:
    for value, lines in source.linked.values("keywords"):
        yield from _split(value, lines)


def _meta(source: Source) -> Iterator[FoundTopic]:
    for name in _META:
        values = list(source.meta.all(name))
        for value, lines in values:
            yield from _split(value, lines)
        if values:
            return


def _split(value: Any, lines: tuple[int, ...]) -> Iterator[FoundTopic]:
    text = jsonld.name_of(value)
    marks = ";" if ";" in text and "," not in text else ","
    for part in text.split(marks):
        name = part.strip(" #\"'")
        if name.casefold().startswith(("tag:", "keyword:")):
            name = name.split(":", 1)[1].strip()
        yield FoundTopic(name, kind_of(name), lines)


def _shown(source: Source) -> Iterator[FoundTopic]:
    """Links to topic pages inside an element that is named for tags."""
    for element in source.tree.iter("div", "ul", "ol", "p", "section", "span", "nav", "footer"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _HOLDER.search(names) or element in source.hidden:
            continue
        links = [link for link in element.iter("a") if wording.text_of(link)]
        if 0 < len(links) <= _MANY and all(_TAGS.search(link.get("href") or "") for link in links):
            for link in links:
                name = wording.text_of(link).strip(" #,")
                yield FoundTopic(name, kind_of(name), wording.lines_of(link))
            return
