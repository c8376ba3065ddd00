"""Markup of other systems as our plain text: paragraphs, ``> quotes``, *emphasis*, bare links.

What comes out is text and nothing else: it is escaped wherever it is shown, so that nothing
depends on every trick being known here. A scanner of our own, and not a parser that builds a
tree, because a tree of 100,000 nested quotes took another cleaner more than a minute: this one
takes time in proportion to the text, whatever the text does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

DEEPEST_QUOTE = 6
LONGEST_LINK = 2_000
# What stands inside these is not for readers.
# fmt: off
_GONE = frozenset((
    "script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math",
    "textarea", "title", "select", "head", "audio", "video", "canvas", "form", "button",
    "applet", "xmp", "noembed", "noframes",
))
_BLOCKS = frozenset((
    "p", "div", "section", "article", "aside", "header", "footer", "blockquote", "ul", "ol",
    "li", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd",
    "figure", "figcaption", "hr", "details", "summary", "address", "center", "fieldset",
))
# fmt: on
_EMPHASIS = frozenset(["em", "i", "b", "strong"])
_DEEPEST_EMPHASIS = 3
_OFFSITE = re.compile(r"https?://[^\s<>\"]+\Z", re.I)
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# Possessive, so that it never looks at a character twice.
_INSIDE = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_LONGEST_TAG = 1_024
_SPACES = re.compile(r"[ \t\f\v\r\n]+")
_BLANKS = re.compile(r"[ \t\f\v]+")
_MENTION = re.compile(r"@([\w.-]{1,60}):(?:disqus|facebook|twitter|google)\b")
_SHORTENED = ("...", "…")


class Tag(NamedTuple):
    """A tag as found in the text: its name in lower case, and what stood after the name."""

    name: str
    closes: bool
    rest: str


def from_html(markup: str, *, lines_count: bool = False) -> str:
    """Return the words of a comment written in HTML, in our plain markup.

    ``lines_count`` says that a line end in the source is a line end for its reader, as in
    WordPress; otherwise that is so only where the text has no element that breaks lines.
    """
    broken = re.search(r"<(?:p|br|div|li|blockquote)\b", markup, re.I)
    writer = _Writer(lines=lines_count or broken is None)
    for piece in _pieces(markup):
        if isinstance(piece, Tag):
            writer.tag(piece)
        else:
            writer.words(html.unescape(piece))
    return tidied(_MENTION.sub(r"@\1", writer.text()))


def tidied(text: str) -> str:
    """Return a text with at most one empty line between paragraphs and none at its ends."""
    lines = [line.rstrip() for line in text.splitlines()]
    kept: list[str] = []
    for line in lines:
        empty = not line.strip("> ")
        if empty and (not kept or not kept[-1]):
            continue
        kept.append("" if empty else line)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept)


def _pieces(markup: str) -> Iterator[Tag | str]:
    """Cut markup into tags and the text between them, in one pass."""
    at, end = 0, len(markup)
    closers = _Closers(markup)
    while at < end:
        start = markup.find("<", at)
        if start < 0:
            yield markup[at:]
            return
        if start > at:
            yield markup[at:start]
        at, tag = _tag_at(markup, start, closers)
        if tag is None:
            continue
        if isinstance(tag, Tag) and tag.name in _GONE and not tag.closes:
            at = _after_closing(markup, at, tag, closers)
            continue
        yield tag


class _Closers:
    """Looks for what ends a thing, and remembers what is not there, so that it looks once."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.missing: set[str] = set()
        self.patterns: dict[str, re.Pattern[str]] = {}

    def find(self, what: str, at: int) -> int:
        if what in self.missing:
            return -1
        found = self.markup.find(what, at)
        if found < 0:
            self.missing.add(what)
        return found

    def closing(self, name: str, at: int) -> int:
        """Return where ``</name`` stands, or -1."""
        if name in self.missing:
            return -1
        pattern = self.patterns.setdefault(name, re.compile(rf"</{name}\b", re.I))
        found = pattern.search(self.markup, at)
        if found is None:
            self.missing.add(name)
            return -1
        return found.start()


def _tag_at(markup: str, start: int, closers: _Closers) -> tuple[int, Tag | str | None]:
    """Read what begins with "<": where it ends, and the tag, the text that it is, or nothing."""
    if markup.startswith("<!--", start):
        end = closers.find("-->", start + 4)
        return (len(markup) if end < 0 else end + 3), None
    if markup.startswith(("<!", "<?"), start):
        end = closers.find(">", start)
        return (len(markup) if end < 0 else end + 1), None
    named = _NAME.match(markup, start + 1)
    if named is None:
        return start + 1, "&lt;"
    end = _end_of_tag(markup, named.end(), closers)
    if end < 0:
        return start + 1, "&lt;"
    rest = markup[named.end() : end]
    return end + 1, Tag(named[1].lower(), markup[start + 1] == "/", rest)


def _end_of_tag(markup: str, at: int, closers: _Closers) -> int:
    """Return where the ">" of a tag stands that does not lie in a quoted value, or -1.

    Values are looked at for a bounded stretch only; a longer tag ends at its first ">".
    """
    inside = _INSIDE.match(markup, at, at + _LONGEST_TAG)
    if inside is not None:
        return inside.end() - 1
    return closers.find(">", at)


def _after_closing(markup: str, at: int, tag: Tag, closers: _Closers) -> int:
    """Return where to go on after an element that is left out with what is in it."""
    if tag.rest.endswith("/") or tag.name == "embed":
        return at
    close = closers.closing(tag.name, at)
    if close < 0:
        return len(markup)
    end = closers.find(">", close)
    return len(markup) if end < 0 else end + 1


def _attribute(rest: str, wanted: str) -> str:
    for found in _ATTRIBUTE.finditer(rest):
        if found[1].lower() == wanted:
            return html.unescape(found[2] or found[3] or found[4] or "").strip()
    return ""


@dataclass
class _Line:
    """A line being written, in a quotation of that depth."""

    depth: int = 0
    words: list[str] = field(default_factory=list)


class _Writer:
    """Writes lines from tags and words; holds no tree, only what is open that changes a line."""

    def __init__(self, *, lines: bool) -> None:
        self.lines_count = lines
        self.done: list[str] = []
        self.line = _Line()
        self.depth = 0
        self.kept_spaces = 0
        self.lists: list[int | None] = []
        self.link: tuple[str, int] | None = None
        self.emphasis: list[int] = []
        self.too_deep = 0

    def text(self) -> str:
        """Return what was written."""
        self._break()
        return "\n".join(self.done)

    def words(self, words: str) -> None:
        """Write words between tags."""
        if self.kept_spaces or self.lines_count:
            for number, part in enumerate(words.splitlines() or [words]):
                if number:
                    self._break()
                self._add(part if self.kept_spaces else _BLANKS.sub(" ", part))
            if words.endswith(("\n", "\r")):
                self._break()
            return
        self._add(_SPACES.sub(" ", words))

    def tag(self, tag: Tag) -> None:
        """Take a tag: a block begins a line, emphasis and links mark their words."""
        if tag.name == "br":
            self._break()
        elif tag.name in _BLOCKS:
            self._block(tag)
        elif tag.name in _EMPHASIS:
            self._emphasis(tag)
        elif tag.name == "a":
            self._link(tag)
        elif tag.name == "img" and not tag.closes:
            self._picture(tag)

    def _add(self, words: str) -> None:
        if not words:
            return
        if not self.line.words:
            self.line.depth = self.depth
            if not self.kept_spaces:
                words = words.lstrip(" ")
        elif words[0] == " " and self.line.words[-1].endswith(" ") and not self.kept_spaces:
            words = words[1:]
        if words:
            self.line.words.append(words)

    def _break(self) -> None:
        """End the line; open emphasis and links end with it, since ours do not cross lines."""
        self._end_link()
        for start in reversed(self.emphasis):
            self._mark(start)
        self.emphasis, self.too_deep = [], 0
        words = "".join(self.line.words).rstrip()
        mark = "> " * min(self.line.depth, DEEPEST_QUOTE)
        self.done.append(f"{mark}{words}" if words else mark.rstrip())
        self.line = _Line(self.depth)

    def _end_line(self) -> None:
        if self.line.words:
            self._break()

    def _block(self, tag: Tag) -> None:
        self._end_line()
        if tag.name == "blockquote":
            self._gap()
            self.depth = max(0, self.depth + (-1 if tag.closes else 1))
            self.line.depth = self.depth
        elif tag.name == "pre":
            self.kept_spaces = max(0, self.kept_spaces + (-1 if tag.closes else 1))
            self._gap()
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name == "li":
            if not tag.closes:
                self._item()
        elif tag.name not in ("div", "tr", "dt", "dd"):
            self._gap()

    def _gap(self) -> None:
        if self.done and self.done[-1].strip("> "):
            self.done.append("> " * min(self.depth, DEEPEST_QUOTE))

    def _list(self, tag: Tag) -> None:
        if tag.closes:
            if self.lists:
                self.lists.pop()
        else:
            self.lists.append(0 if tag.name == "ol" else None)
        if len(self.lists) <= 1:
            self._gap()

    def _item(self) -> None:
        count = self.lists[-1] if self.lists else None
        if count is None:
            self._add("– ")
            return
        self.lists[-1] = count + 1
        self._add(f"{count + 1}. ")

    def _emphasis(self, tag: Tag) -> None:
        if not tag.closes:
            if len(self.emphasis) < _DEEPEST_EMPHASIS:
                self.emphasis.append(len(self.line.words))
            else:
                self.too_deep += 1
        elif self.too_deep:
            self.too_deep -= 1
        elif self.emphasis:
            self._mark(self.emphasis.pop())

    def _mark(self, start: int) -> None:
        """Put stars around what was written since ``start``, unless there are stars or nothing."""
        words = "".join(self.line.words[start:])
        inner = words.strip()
        if not inner or "*" in inner or self.kept_spaces:
            return
        before, _, after = words.partition(inner)
        self.line.words[start:] = [f"{before}*{inner}*{after}"]

    def _link(self, tag: Tag) -> None:
        self._end_link()
        if not tag.closes:
            self.link = (_attribute(tag.rest, "href"), len(self.line.words))

    def _end_link(self) -> None:
        link, self.link = self.link, None
        if link is not None:
            self._say_link(*link)

    def _say_link(self, address: str, start: int) -> None:
        """Leave the bare address of a link, after its words where they say something else."""
        if not _OFFSITE.match(address) or len(address) > LONGEST_LINK:
            return
        words = "".join(self.line.words[start:]).strip()
        if _says_the_same(words, address):
            self.line.words[start:] = [address]
        else:
            self._add(f" ({address})")

    def _picture(self, tag: Tag) -> None:
        address, words = _attribute(tag.rest, "src"), _attribute(tag.rest, "alt")
        self._add(_SPACES.sub(" ", words))
        if _OFFSITE.match(address) and len(address) <= LONGEST_LINK:
            self._add(f" ({address})" if words.strip() else address)


def _says_the_same(words: str, address: str) -> bool:
    """Whether the words of a link are its address, whole or shortened at the end."""
    if not words:
        return True
    bare = address.split("://", 1)[1].rstrip("/")
    for ending in _SHORTENED:
        if words.endswith(ending):
            words = words.removesuffix(ending)
            return bare.startswith(words.split("://", 1)[-1]) or address.startswith(words)
    return words.split("://", 1)[-1].rstrip("/") == bare
