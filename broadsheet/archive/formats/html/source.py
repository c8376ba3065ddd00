"""What the recognisers look at: one page, opened once, with its data and its tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from broadsheet.archive.formats.html import jsonld, metadata, wording
from broadsheet.archive.formats.html.door import Page


@dataclass(frozen=True)
class Source:
    """A page as the recognisers see it. ``tree`` has no scripts, styles and ``noscript`` left."""

    page: Page
    linked: jsonld.Linked
    meta: metadata.Meta
    zone: ZoneInfo
    address: str

    @property
    def tree(self) -> etree._Element:
        """The root of the page."""
        return self.page.tree

    @cached_property
    def hidden(self) -> frozenset[Any]:
        """Elements that a page keeps out of its readers' sight."""
        return frozenset(
            element
            for element in self.tree.iter()
            if element.get("hidden") is not None
            or "display:none" in (element.get("style") or "").replace(" ", "").casefold()
        )

    @cached_property
    def title(self) -> str:
        """The text of the page's ``title`` element."""
        found = self.tree.find(".//head/title")
        found = found if found is not None else self.tree.find(".//title")
        return "" if found is None else wording.strip_tags("".join(map(str, found.itertext())))


def of(page: Page, zone: ZoneInfo, address: str) -> Source:
    """Read a page's data, then take out of its tree what no reader sees."""
    linked, meta = jsonld.read(page.tree), metadata.read(page.tree)
    source = Source(page, linked, meta, zone, address)
    for element in list(page.tree.iter("script", "style", "template", "noscript", "svg")):
        if element.tag in {"script", "style"} or not holds_article(element):
            remove(element)
    return source


def holds_article(element: etree._Element) -> bool:
    """Whether an element that no reader sees swallowed the page, as an unclosed one does."""
    return next(element.iter("h1", "article", "main"), None) is not None


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, leaving the text behind it where it was."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
