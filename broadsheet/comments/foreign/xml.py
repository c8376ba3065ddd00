"""XML a piece at a time: only the elements asked for are ever held, each by itself.

Declared entities are refused, whatever they hold, and nothing outside the file is looked at
(OWASP's XML External Entity Prevention). Names of HTML's entities, which some exporters write
without declaring them, are read as what they mean.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from broadsheet.comments.foreign.incoming import FormatError
from broadsheet.comments.foreign.opening import open_export, pieces_of_text

DEEPEST = 64
LONGEST_TEXT = 100_000
"""Characters of one field; WordPress itself keeps 65,535 bytes of a comment."""
MOST_CHILDREN = 400


@dataclass
class Element:
    """An element with what is in it. ``cut`` is true where it held more than is read."""

    name: str
    parent: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    cut: bool = False

    @property
    def text(self) -> str:
        """The element's own words."""
        return "".join(self.pieces).strip()

    def child(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next((one for one in self.children if one.name == name), None)

    def say(self, *names: str) -> str:
        """Return the words of a child, or of its child, and so on; empty where there is none."""
        found: Element | None = self
        for name in names:
            found = found.child(name) if found else None
        return found.text if found else ""

    def is_cut(self) -> bool:
        """Whether it or anything in it held more than is read."""
        return self.cut or any(one.is_cut() for one in self.children)


def elements(path: Path, wanted: frozenset[tuple[str, str]]) -> Iterator[Element]:
    """Yield each element whose parent's and own name are ``wanted``, as it ends, in file order.

    Names are as written, with their prefixes. An empty ``Element`` of a wanted pair that begins
    with "<" tells that the parent named after it began.

    Raises:
        FormatError: the file is no XML, ends early, or declares entities.
    """
    taker = _Taker(wanted)
    with open_export(path) as stream:
        for piece in pieces_of_text(stream):
            taker.feed(piece, final=False)
            yield from taker.taken()
        taker.feed("", final=True)
        yield from taker.taken()


class _Taker:
    """Holds what is open and wanted, and gives it away when it is whole."""

    def __init__(self, wanted: frozenset[tuple[str, str]]) -> None:
        self.wanted = wanted
        self.path: list[str] = []
        self.open: list[Element] = []
        self.done: list[Element] = []
        self.parser = _parser(self)

    def feed(self, text: str, *, final: bool) -> None:
        try:
            self.parser.Parse(text.encode("utf-8", "replace"), final)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            raise FormatError(f"Line {error.lineno} cannot be read as XML: {words}.") from error

    def taken(self) -> Iterator[Element]:
        done, self.done = self.done, []
        yield from done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self.path[-1] if self.path else ""
        self.path.append(name)
        if len(self.path) > DEEPEST:
            line = self.parser.CurrentLineNumber
            raise FormatError(f"Line {line}: elements are nested more than {DEEPEST} deep.")
        if ("<", name) in self.wanted:
            self.done.append(Element("<", name, self.parser.CurrentLineNumber))
        if self.open or (parent, name) in self.wanted:
            self._open(name, parent, attributes)

    def _open(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        fresh = Element(name, parent, self.parser.CurrentLineNumber, attributes)
        if self.open:
            above = self.open[-1]
            if len(above.children) < MOST_CHILDREN:
                above.children.append(fresh)
            else:
                above.cut = True
        self.open.append(fresh)

    def end(self, _name: str) -> None:
        self.path.pop()
        if self.open:
            whole = self.open.pop()
            if not self.open:
                self.done.append(whole)

    def words(self, words: str) -> None:
        if not self.open:
            return
        here = self.open[-1]
        here.length += len(words)
        if here.length > LONGEST_TEXT:
            here.cut = True
        else:
            here.pieces.append(words)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.words(html.unescape(f"&{name};"))

    def nothing_outside(self, context: str | None, *_: Any) -> int:
        """Read nothing in place of what stands outside the file."""
        self.parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def refuse(self, *_: Any) -> None:
        line = self.parser.CurrentLineNumber
        raise FormatError(
            f"Line {line} declares a document type or entities: no export does, and they can be"
            " made to exhaust a machine. Take the declaration out, if you trust the file."
        )


def _parser(taker: _Taker) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = taker.start
    parser.EndElementHandler = taker.end
    parser.CharacterDataHandler = taker.words
    parser.StartDoctypeDeclHandler = taker.refuse
    parser.EntityDeclHandler = taker.refuse
    parser.SkippedEntityHandler = taker.skipped
    # As if there were a document type elsewhere, which is never looked at: names of entities that
    # nobody declared are then skipped, by the handler above, and are no end of the file.
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = taker.nothing_outside
    parser.UseForeignDTD(True)
    return parser
