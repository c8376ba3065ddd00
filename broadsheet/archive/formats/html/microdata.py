"""Microdata (``itemprop``) of the page's own article, as WHATWG HTML section 5 defines it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from broadsheet.archive.formats.html import wording

_FROM = {
    "meta": "content",
    "time": "datetime",
    "link": "href",
    "a": "href",
    "img": "src",
    "data": "value",
}
_OTHERS = ("comment", "itemlist", "breadcrumb", "imageobject", "videoobject")


def values(tree: etree._Element, name: str) -> Iterator[tuple[str, etree._Element]]:
    """Each value of a property with its element; those inside comments and lists are left out."""
    for element in tree.iter():
        if name in (element.get("itemprop") or "").split() and not _of_another(element):
            value = value_of(element)
            if value:
                yield value, element


def value_of(element: etree._Element) -> str:
    """The value of one property: an attribute where HTML says so, else the text."""
    if element.get("itemscope") is not None:
        name = element.find(".//*[@itemprop='name']")
        return wording.text_of(element) if name is None else value_of(name)
    if element.get("content"):
        return wording.clean(element.get("content") or "")
    attribute = _FROM.get(str(element.tag), "")
    if attribute and not (element.tag == "a" and wording.text_of(element)):
        return wording.clean(element.get(attribute) or "") or wording.text_of(element)
    return wording.text_of(element)


def _of_another(element: etree._Element) -> bool:
    scope = element.getparent()
    while scope is not None:
        if scope.get("itemscope") is not None:
            kind = (scope.get("itemtype") or "").casefold()
            if any(other in kind for other in _OTHERS):
                return True
        scope = scope.getparent()
    return False
