"""The titles that a page shows: its ``h1`` elements, without logos, breadcrumbs and kickers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from broadsheet.archive.formats.html import microdata, wording
from broadsheet.archive.formats.html.source import Source

_LONGEST = 400
_ELSEWHERE = re.compile(
    r"bread-?_?crumb|logo|masthead|navbar|site-?(?:name|title|header)|related", re.I
)
_KICKER = re.compile(
    r"kicker|topline|top-line|over-?line|eyebrow|dachzeile|roof-?line|spitzmarke|rubri[ck]|supra|"
    r"sur-?titre|pre-?title|(?:^|[\s_-])(?:label|category|tag|badge|section|date|meta|time|byline)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"headline|(?:^|[\s_-])title(?:$|[\s_-])", re.IGNORECASE)


def read(source: Source) -> list[tuple[etree._Element, str]]:
    """Each shown title with its element, in the page's order."""
    found = [(element, title_of(element)) for element in _elements(source)]
    return [(element, text) for element, text in found if text and len(text) <= _LONGEST]


def _elements(source: Source) -> Iterator[etree._Element]:
    seen = set()
    for element in source.tree.iter("h1"):
        if element not in source.hidden and not _is_elsewhere(element):
            seen.add(element)
            yield element
    for _, element in microdata.values(source.tree, "headline"):
        if element.tag != "meta" and element not in seen:
            yield element


def _is_elsewhere(element: etree._Element) -> bool:
    node: etree._Element | None = element
    for _ in range(5):
        if node is None or node.tag in {"article", "main", "body"}:
            return False
        if node.tag == "nav" or _ELSEWHERE.search(
            f"{node.get('class') or ''} {node.get('id') or ''}"
        ):
            return True
        node = node.getparent()
    return False


def title_of(element: etree._Element) -> str:
    """The title in a heading: the part marked as the headline beside a kicker, else all but the
    kicker, else everything.
    """
    inner = [node for node in element.iter() if node is not element and isinstance(node.tag, str)]
    kickers = [node for node in inner if _KICKER.search(node.get("class") or "")]
    marked = [node for node in inner if _HEADLINE.search(node.get("class") or "")]
    texts = [wording.text_of(node) for node in marked if node not in kickers]
    whole = wording.text_of(element)
    if kickers and (text := max(texts, key=len, default="")):
        return text
    rest = whole
    for kicker in kickers:
        text = wording.text_of(kicker)
        if text and rest.startswith(text):
            rest = rest[len(text) :].lstrip(" :|–—-")
        elif text and rest.endswith(text):
            rest = rest[: -len(text)].rstrip(" :|–—-")
    return rest or whole
