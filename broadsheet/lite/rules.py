"""Dividing a page that is too heavy into parts, each of them a whole page.

A part ends where a paragraph, an item or an entry does, never within a card nor after a heading.
What is open there is closed, and opened again in the next part, which begins with the same head.
The page is of our own templates: well formed, with attributes in double quotes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MOST = 13_500
"""Bytes of a page as gzip packs it: below 14 KB, so that with its headers it comes in the first
flight of a connection, which is ten segments (RFC 6928)."""
FOR_WAYS = 400
"""Bytes that the ways to the other parts may take."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b(?:\"[^\"]*\"|[^\">])*>")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "source", "track", "col"})
_ENDS = frozenset({"p", "li", "tr", "dd", "article", "section", "aside", "table", "ul", "ol"})
_WHOLE = re.compile(r'<(?:header|figure|nav|thead|caption|blockquote)\b|class="card\b')
# Words with a class are a label: they stay with what they label.
_LABEL = "<p class="
_MAIN = re.compile(r"(?P<before>.*?<main\b[^>]*>)(?P<body>.*)(?P<after></main>.*)", re.DOTALL)
_HEAD = re.compile(r".*?</header>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_INNER = re.compile(r'href="#([^"]*)"')

Tags = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """What is not divided any further, with the tags that are open at its end."""

    text: str
    still_open: Tags


@dataclass(frozen=True)
class Part:
    """A part of a page: all up to the end of its text, and all that follows."""

    text: str
    after: str

    def page(self, ways: str = "") -> str:
        """Return the whole page, with the ways to the other parts under its text."""
        return f"{self.text}{ways}{self.after}"


def weight(page: str) -> int:
    """Return the bytes of a page as gzip packs it."""
    return _Scales(page).read


def divided(page: str, most: int = MOST) -> list[Part]:
    """Return the parts of a page, each at most so heavy; one that is light enough is whole.

    What cannot be divided, like one endless paragraph, is a part however heavy it is.
    """
    found = _MAIN.fullmatch(page)
    if found is None or weight(page) <= most:
        return [Part(page, "")]
    before, body, after = found.group("before", "body", "after")
    head = _HEAD.match(body)
    if head is not None:
        before, body = before + head[0], body[head.end() :]
    opened = _open_after(head[0] if head else "", ())
    texts = []
    at, told = opened, ""
    for some in _filled(list(pieces(body, opened)), before + after, most - FOR_WAYS):
        words = "".join(piece.text for piece in some)
        end = some[-1].still_open
        texts.append(f"{before}{_resumed(opened, at, told)}{words}{_passed(end, ())}")
        at, told = end, told + words
    return [Part(text, after) for text in texts]


def pieces(body: str, opened: Tags = ()) -> Iterator[Piece]:
    """Give what a text is divided into; ``opened`` are the tags that are open before it."""
    stack = list(opened)
    done = 0
    for tag in _TAG.finditer(body):
        closed = _step(stack, tag)
        if closed and _may_end(closed, stack):
            yield Piece(body[done : tag.end()], tuple(stack))
            done = tag.end()
    if body[done:]:
        yield Piece(body[done:], tuple(stack))


def _step(stack: list[str], tag: re.Match[str]) -> str:
    """Open or close a tag; return the opening tag of what was closed, or ""."""
    if tag[1]:
        return stack.pop() if stack else ""
    if tag[2] not in _VOID:
        stack.append(tag[0])
    return ""


def _may_end(closed: str, stack: Sequence[str]) -> bool:
    if closed.startswith(_LABEL) or _name(closed) not in _ENDS:
        return False
    return not any(_WHOLE.search(tag) for tag in stack)


def _open_after(text: str, opened: Tags) -> Tags:
    stack = list(opened)
    for tag in _TAG.finditer(text):
        _step(stack, tag)
    return tuple(stack)


def _passed(there: Tags, wanted: Tags) -> str:
    """Return the tags that lead from what is open to what is to be open; an id is not repeated."""
    same = 0
    while same < min(len(there), len(wanted)) and there[same] == wanted[same]:
        same += 1
    closing = "".join(f"</{_name(tag)}>" for tag in reversed(there[same:]))
    return closing + "".join(_ID.sub("", tag) for tag in wanted[same:])


def _resumed(opened: Tags, at: Tags, told: str) -> str:
    """Return how a part begins: what is open there, and the headings of a table that goes on."""
    table = next((place for place, tag in enumerate(at) if _name(tag) == "table"), None)
    if table is None:
        return _passed(opened, at)
    _, found, head = told[told.rfind("<table") :].partition("<thead")
    words, ended, _ = head.partition("</thead>")
    again = _ID.sub("", f"{found}{words}{ended}") if ended else ""
    return _passed(opened, at[: table + 1]) + again + "".join(at[table + 1 :])


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[2] if found else ""


def _filled(found: Sequence[Piece], frame: str, most: int) -> Iterator[list[Piece]]:
    """Give the pieces of each part: as many as it can carry, one at least."""
    some: list[Piece] = []
    scales = _Scales(frame)
    for piece in found:
        scales.add(piece.text)
        if some and scales.read > most:
            yield some
            some, scales = [], _Scales(frame)
            scales.add(piece.text)
        some.append(piece)
    if some:
        yield some


class _Scales:
    """Weighs a text that grows; what it reads is never too little."""

    def __init__(self, text: str) -> None:
        self._packing = zlib.compressobj(wbits=31)
        self.read = 0
        self.add(text)

    def add(self, text: str) -> None:
        """Put more on."""
        packed = self._packing.compress(text.encode()) + self._packing.flush(zlib.Z_SYNC_FLUSH)
        self.read += len(packed)


def led_across(found: Sequence[Part], address: Callable[[int], str]) -> list[Part]:
    """Have links to a place on the page lead to the part that it is in, by the part's address."""
    home = {
        name: number
        for number, part in reversed(list(enumerate(found, start=1)))
        for name in _ID.findall(part.text)
    }

    def led(part: Part, number: int) -> Part:
        def link(inner: re.Match[str]) -> str:
            there = home.get(inner[1], number)
            return inner[0] if there == number else f'href="{address(there)}#{inner[1]}"'

        return Part(_INNER.sub(link, part.text), part.after)

    return [led(part, number) for number, part in enumerate(found, start=1)]
