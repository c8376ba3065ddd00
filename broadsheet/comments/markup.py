"""The small markup of comments: paragraphs, quotes, emphasis, and addresses that become links.

    > a quoted line, >> or > > a quote within it
    *emphasis*, within a line
    https://example.org/ as it stands

The markup is written out of pieces of our own and of escaped text, nothing else: no tag of a
stranger is ever looked for, since none can come through. Pure; linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

import regex

from broadsheet.comments.spans import Span

LONGEST_ADDRESS = 1_000
_HOST_MOST = 253
_QUOTING = re.compile(r"(?:> ?)+")
# Not the controls that turn text around: an address would swallow the one that ends them.
_ADDRESS = regex.compile(
    r"(?<![A-Za-z0-9@])https?://[^\s<>\"\u200e\u200f\u061c\u2066-\u2069]++", regex.I
)
_STAR = re.compile(r"\*")
_HOST = regex.compile(r"[\w\p{M}-]++(?:\.[\w\p{M}-]++)+")
_TRAILING = frozenset(".,;:!?'*_~…’”»›।॥۔؟،")
_PAIRS = {")": "(", "]": "[", "}": "{"}

Allows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the text: as written, its host in lower case ASCII, and where it stands."""

    address: str
    host: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text's markup, with the links and quotes that it has."""

    html: str
    links: tuple[Link, ...]
    quotes: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with how deep it is quoted, and where its words begin in the text."""

    depth: int
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def mark(text: str, *, deepest: int = 3, allows: Allows | None = None) -> Marked:
    """Return the markup of a cleaned text.

    ``allows`` says for a host whether it may be linked to, any may without it; an address that may
    not stays as it is written, and leads nowhere. It stands among the links all the same. Quotes
    deeper than ``deepest`` are shown at that depth.
    """
    lines = list(_lines(text, deepest))
    links: list[Link] = []
    pieces: list[str] = []
    depth = 0
    for block in _blocks(lines):
        pieces += _steps(depth, block[0].depth)
        depth = block[0].depth
        shown = [_inline(line, links, allows) for line in block]
        pieces.append(f'<p dir="auto">{"<br>".join(shown)}</p>')
    pieces += _steps(depth, 0)
    quotes = tuple(Span(line.start, line.end) for line in lines if line.depth and line.words)
    return Marked("".join(pieces), tuple(links), quotes)


def _lines(text: str, deepest: int) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        found = _QUOTING.match(line)
        head = found[0] if found else ""
        yield _Line(min(head.count(">"), deepest), line[len(head) :], start + len(head))
        start += len(line) + 1


def _blocks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Return the paragraphs: lines of one depth with nothing between them."""
    for (_, says), block in groupby(lines, lambda line: (line.depth, bool(line.words.strip()))):
        if says:
            yield list(block)


def _steps(depth: int, to: int) -> list[str]:
    """Return what leads from one depth of quotes to another."""
    return ["<blockquote>"] * (to - depth) + ["</blockquote>"] * (depth - to)


def _inline(line: _Line, links: list[Link], allows: Allows | None) -> str:
    """Return the markup of a line, adding its links."""
    words, found = line.words, list(_links(line))
    links += found
    inserted = [
        (link.span.start - line.start, link.span.end - line.start, _linked(link, allows))
        for link in found
    ]
    taken = [(start, end) for start, end, _ in inserted]
    inserted += [(star, star + 1, tag) for star, tag in _emphasis(words, taken)]
    pieces: list[str] = []
    place = 0
    for start, end, markup in sorted(inserted):
        pieces += [escape(words[place:start]), markup]
        place = end
    return "".join([*pieces, escape(words[place:])])


def _linked(link: Link, allows: Allows | None) -> str:
    shown = escape(link.address)
    if allows is not None and not allows(link.host):
        return shown
    return f'<a href="{shown}" dir="ltr" rel="nofollow ugc noopener">{shown}</a>'


def _emphasis(words: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Return the tags that stars stand for: ``*`` ahead of a word, and ``*`` behind one.

    A star within a word, beside a space on both sides, or beside another star is a star.
    """
    opened: int | None = None
    links = iter([*taken, (len(words), len(words))])
    start, end = next(links)
    for found in _STAR.finditer(words):
        place = found.start()
        while place >= end < len(words):
            start, end = next(links)
        if start <= place < end:
            continue
        before, after = words[place - 1 : place], words[place + 1 : place + 2]
        if opened is None and _free(before) and _leads(after):
            opened = place
        elif opened is not None and _leads(before) and _free(after):
            yield from ((opened, "<em>"), (place, "</em>"))
            opened = None


def _free(letter: str) -> bool:
    """Whether nothing of a word stands there."""
    return letter != "*" and not letter.isalnum()


def _leads(letter: str) -> bool:
    """Whether something stands there that can be emphasised."""
    return bool(letter) and letter != "*" and not letter.isspace()


def _links(line: _Line) -> Iterator[Link]:
    for found in _ADDRESS.finditer(line.words):
        address = _trimmed(found[0])
        host = host_of(address)
        if host:
            start = line.start + found.start()
            yield Link(address, host, Span(start, start + len(address)))


def _trimmed(address: str) -> str:
    """Leave the punctuation that ends the sentence, and a bracket that was opened before."""
    counts = {bracket: address.count(bracket) for pair in _PAIRS.items() for bracket in pair}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _PAIRS and counts[last] > counts[_PAIRS[last]]:
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def host_of(address: str) -> str:
    """Return the host of an address that may be linked to, in lower case ASCII; "" of no other.

    What names somebody ahead of the host (``https://bank.example@elsewhere.example/``) is made to
    deceive, and is none.
    """
    if len(address) > LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or len(host) > _HOST_MOST:
        return ""
    return _in_ascii(host) if _HOST.fullmatch(host) else ""


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
