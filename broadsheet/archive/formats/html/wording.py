"""Plain text as it is read from attributes, JSON and elements, and how alike two texts are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from lxml import etree

_TAGS = re.compile(r"<[a-zA-Z/!][^<>]{0,1000}>")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_WORDS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
UNREAD = frozenset({"script", "style", "head", "title"})


def clean(text: str) -> str:
    """One line of text: entities read, marks that nobody sees removed, white space made one."""
    if "&" in text:
        text = unescape(unescape(text))
    return " ".join(_INVISIBLE.sub("", text).split())


def strip_tags(text: str) -> str:
    """``clean`` for text that may hold markup, as titles in JSON and meta elements do."""
    text = unescape(text) if "&" in text else text
    return clean(_TAGS.sub(" ", text) if "<" in text else text)


def text_of(element: etree._Element) -> str:
    """The text that a reader sees in an element, in one line."""
    return clean("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Text in document order; a line break or a block's edge is a space. (Scripts and styles are
    taken out of the tree before anything is read from it.)
    """
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "end" and node is element:
            return
        if node.tag not in INLINE:
            yield " "
        yield (node.text if event == "start" else node.tail) or ""


INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em",
        "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of ``text``, folded for comparing; in scripts without spaces, the characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [
        piece
        for word in _WORDS.findall(folded)
        for piece in (word if _UNSPACED.search(word) else (word,))
    ]


def key(text: str) -> str:
    """``text`` without anything but its letters and digits: equal keys are the same words."""
    return "".join(words(text))


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's different words that the longer one has, 0 to 1."""
    mine, theirs = set(words(one)), set(words(other))
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / min(len(mine), len(theirs))


def resemblance(one: str, other: str) -> float:
    """Words in common over all words (Jaccard), 0 to 1: unlike ``likeness``, length counts."""
    mine, theirs = set(words(one)), set(words(other))
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def lines_of(element: etree._Element, text: str = "") -> tuple[int, ...]:
    """The source lines of an element: from its start tag over the line ends inside it."""
    first = element.sourceline
    if not isinstance(first, int) or first < 1:
        return ()
    inside = text or "".join(element.itertext())
    return tuple(range(first, first + min(inside.count("\n"), 400) + 1))
