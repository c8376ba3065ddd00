"""JSON-LD of a page: schema.org articles and breadcrumbs, found in whatever shape a page gives.

Reads ``@graph``, arrays and nested ``mainEntity``; follows ``@id``; mends the faults that papers
make (comments around the script, trailing commas, raw line ends, missing closing marks).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree

from broadsheet.archive.articles import Remark
from broadsheet.archive.formats.html import wording

Node = dict[str, Any]

MAX_SCRIPT = 2_000_000  # characters
_MAX_NODES = 5_000
_MAX_VALUES = 50  # in one script, one after another
_ARTICLES = [
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "reviewnewsarticle", "backgroundnewsarticle", "askpublicnewsarticle", "liveblogposting",
    "article", "blogposting", "report", "satiricalarticle", "advertisercontentarticle",
    "scholarlyarticle", "techarticle", "review", "recipe", "medicalwebpage", "socialmediaposting",
    "creativework", "howto",
]  # fmt: skip
_PAGES = ("webpage", "itempage", "aboutpage", "faqpage", "videoobject")
# Under these a page lists other articles than its own.
_OTHERS = frozenset(
    [
        "itemlistelement",
        "haspart",
        "ispartof",
        "relatedlink",
        "citation",
        "comment",
        "liveblogupdate",
        "mentions",
        "significantlink",
        "review",
        "associatedmedia",
        "subjectof",
        "potentialaction",
    ]
)
_COMMENTS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_ENDS = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$")
_COMMA = re.compile(r",(\s*[}\]])")
_LINE_COMMENT = re.compile(r"^\s*//[^\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class Linked:
    """The JSON-LD of a page: its own article nodes (the likeliest first), and all nodes."""

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    breadcrumbs: tuple[Node, ...] = ()
    by_id: dict[str, Node] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def line(self, node: Node) -> tuple[int, ...]:
        """The line of the script that a node came from."""
        return (self.lines[id(node)],) if id(node) in self.lines else ()

    def resolve(self, value: Any) -> Any:
        """A reference (``{"@id": …}`` and nothing more) as the node that it names."""
        if isinstance(value, dict) and not value.keys() - {"@id", "@type"}:
            return self.by_id.get(str(value.get("@id")), value)
        return value

    def values(self, *names: str) -> Iterator[tuple[Any, tuple[int, ...]]]:
        """Every non-empty value of the named properties over the page's article nodes."""
        for name in names:
            for node in (*self.articles, *self.pages):
                for value in as_list(node.get(name)):
                    if value not in (None, "", {}, []):
                        yield self.resolve(value), self.line(node)


def as_list(value: Any) -> list[Any]:
    """A property's value as a list, which JSON-LD leaves out for one value."""
    return value if isinstance(value, list) else [] if value is None else [value]


def name_of(value: Any) -> str:
    """The name of a node, or the string that stands in its place."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("headline") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return wording.strip_tags(value) if isinstance(value, str) else ""


def types(node: Node) -> list[str]:
    """The node's types in lower case, without the vocabulary's address."""
    found = [str(kind) for kind in as_list(node.get("@type"))]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].casefold() for kind in found]


def read(tree: etree._Element) -> Linked:
    """Everything that the page's JSON-LD scripts say."""
    found: list[tuple[Node, bool]] = []
    lines: dict[int, int] = {}
    broken: list[int] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        line = script.sourceline if isinstance(script.sourceline, int) else 0
        value = load(script.text or "")
        if value is None:
            broken.append(line)
            continue
        nodes = list(_walk(value, _MAX_NODES - len(found)))
        lines.update({id(node): line for node, _ in nodes})
        found += nodes
    remarks = []
    if broken:
        message = "JSON-LD on the page is broken and was not read."
        remarks.append(Remark("jsonld_broken", message, tuple(dict.fromkeys(broken))))
    return _sorted(found, lines, tuple(remarks))


def _sorted(found: list[tuple[Node, bool]], lines: dict[int, int], remarks: Any) -> Linked:
    by_id: dict[str, Node] = {}
    for node, _ in found:
        identity = str(node.get("@id") or "")
        if identity and len(node) > len(by_id.get(identity, {})):
            by_id[identity] = node
    own = [node for node, is_own in found if is_own]
    articles = [node for node in own if set(types(node)) & set(_ARTICLES)]
    articles.sort(key=_rank)
    return Linked(
        articles=tuple(articles),
        pages=tuple(node for node in own if set(types(node)) & set(_PAGES)),
        breadcrumbs=tuple(node for node, _ in found if "breadcrumblist" in types(node)),
        by_id=by_id,
        lines=lines,
        remarks=remarks,
    )


def _rank(node: Node) -> tuple[int, int]:
    best = min(_ARTICLES.index(kind) for kind in types(node) if kind in _ARTICLES)
    missing = sum(not node.get(name) for name in ("headline", "datePublished", "author"))
    return missing, best


def _walk(value: Any, room: int) -> Iterator[tuple[Node, bool]]:
    """Every typed node, and whether it may be about the page itself."""
    waiting: list[tuple[Any, bool]] = [(value, True)]
    while waiting and room > 0:
        current, own = waiting.pop(0)
        if isinstance(current, list):
            waiting = [(item, own) for item in current] + waiting
        elif isinstance(current, dict):
            room -= 1
            if "@type" in current or "@id" in current:
                yield current, own
            waiting += [
                (inner, own and name.casefold() not in _OTHERS)
                for name, inner in current.items()
                if isinstance(inner, (dict, list))
            ]


def load(text: str) -> Any:
    """The value of a script; ``None`` where no mending makes it JSON."""
    text = text[:MAX_SCRIPT]
    for _ in range(3):
        text = _ENDS.sub("", _COMMENTS.sub("", text)).strip()
    if not text:
        return []
    for attempt in (text, _mended(text), _mended(unescape(text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _several(text)


def _mended(text: str) -> str:
    return _COMMA.sub(r"\1", _LINE_COMMENT.sub("", text))


def _several(text: str) -> Any:
    """Values written one after another, or one value with something behind it."""
    decoder, at = json.JSONDecoder(strict=False), 0
    found: list[Any] = []
    text = _mended(text)
    while at < len(text) and len(found) < _MAX_VALUES:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found or None
