"""Flattens saved HTML pages to text, in three ways of our own, as people and tools do.

The page-text import format is measured on what comes out. Each way loses something else:

``blocks``     one paragraph per block, a blank line between blocks, alternative texts of pictures
               as lines (as a careful converter writes)
``lines``      one line per block and no blank line (as "select all, copy, paste" often gives)
``collected``  lists and rows of furniture joined on one line, paragraphs wrapped at about 100
               columns, blank lines only around paragraphs (as an old collector's dump)
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html

WAYS = ("blocks", "lines", "collected")
COLUMNS = 100
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "select",
        "option",
        "textarea",
        "canvas",
        "audio",
        "video",
        "math",
    ]
)
_PARAGRAPHS = frozenset(
    ["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "pre", "dd"]
)
_BLOCKS = _PARAGRAPHS | frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "br",
        "dl",
        "dt",
        "details",
        "div",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_JOINED = frozenset(["ul", "ol", "nav", "menu"])
_SHORTEST_ALT = 12  # characters: shorter alternative texts are icons


@dataclass
class _Line:
    text: str
    paragraph: bool


def flatten(html: str, way: str) -> str:
    """The visible text of a page as one of ``WAYS`` gives it.

    Raises:
        ValueError: ``way`` is not one of ``WAYS``.
    """
    if way not in WAYS:
        raise ValueError(f"{way!r} is no way to flatten; take one of {', '.join(WAYS)}")
    # lxml refuses text that carries its own encoding declaration: give it bytes and say which.
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    lines = [line for line in _lines(root, way) if line.text]
    if way == "blocks":
        return "\n\n".join(line.text for line in lines) + "\n"
    if way == "lines":
        return "\n".join(line.text for line in lines) + "\n"
    return _collected(lines)


def _lines(root: lxml_html.HtmlElement, way: str) -> Iterator[_Line]:
    """Every line of a page in order; text of one block that a child block cuts is two lines."""
    pending: list[str] = []
    tag = "body"
    for kind, value in _events(root, way):
        if kind == "text":
            pending.append(value)
            continue
        text = " ".join("".join(pending).split())
        yield _Line(text, tag in _PARAGRAPHS)
        pending, tag = [], value
    yield _Line(" ".join("".join(pending).split()), tag in _PARAGRAPHS)


def _events(root: lxml_html.HtmlElement, way: str) -> Iterator[tuple[str, str]]:
    """A walk without recursion: pages may be nested thousands deep."""
    stack: list[tuple[lxml_html.HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        node, leaving, joined = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        skipped = not tag or tag in _SKIPPED or _hidden(node)
        block = tag in _BLOCKS and not (joined and way == "collected")
        if leaving or skipped:
            if leaving:
                yield ("block", _outer(node)) if block else ("text", _gap(tag))
            if node.tail and node is not root:
                yield "text", node.tail
            continue
        yield ("block", tag) if block else ("text", _gap(tag))
        yield from _own(node, tag, way)
        stack.append((node, True, joined))
        inside = joined or tag in _JOINED
        stack.extend((child, False, inside) for child in reversed(node))


def _own(node: lxml_html.HtmlElement, tag: str, way: str) -> Iterator[tuple[str, str]]:
    alt = (node.get("alt") or "").strip()
    if tag == "img" and way == "blocks" and len(alt) >= _SHORTEST_ALT:
        yield "block", "figure"
        yield "text", alt
        yield "block", "figure"
    if node.text:
        yield "text", node.text


def _gap(tag: str) -> str:
    return " " if tag in _BLOCKS else ""


def _outer(node: lxml_html.HtmlElement) -> str:
    parent = node.getparent()
    return parent.tag if parent is not None and isinstance(parent.tag, str) else "body"


def _hidden(node: lxml_html.HtmlElement) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return node.get("hidden") is not None or "display:none" in style


def _collected(lines: list[_Line]) -> str:
    out: list[str] = []
    for line in lines:
        wrapped = textwrap.wrap(line.text, COLUMNS) or [line.text]
        if line.paragraph and out and out[-1]:
            out.append("")
        out += wrapped
        if line.paragraph:
            out.append("")
    return "\n".join(out).rstrip("\n") + "\n"
