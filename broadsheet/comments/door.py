"""The one door by which a reader's words come in: cleaned, bounded, made markup safely. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.comments.characters import cleaned, graphemes, says_something
from broadsheet.comments.folding import Folded, fold
from broadsheet.comments.markup import Allows, Link, mark
from broadsheet.comments.spans import Span

__all__ = ["Fault", "Folded", "Link", "TextLimits", "Unfit", "Written", "clean", "fold"]

READ_AT_MOST = 2
"""So many times the bytes that are allowed are read at all: hidden characters still count."""


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How much a comment may hold, counted after it was cleaned."""

    graphemes: int = 2_000
    bytes: int = 12_000
    """Of UTF-8; a grapheme of Indic scripts has six to twelve."""
    lines: int = 120
    links: int = 20
    quotes: int = 3
    """How deep quotes are shown; what is quoted deeper stands at that depth."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be taken: a code that ``phrases.mend`` puts into words, and its numbers."""

    code: str
    most: int = 0
    there: int = 0


class Unfit(ValueError):  # noqa: N818 it is what the text is, not an error of ours
    """The text cannot be taken as it is; ``faults`` holds every reason, at least one."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(", ".join(fault.code for fault in faults))


@dataclass(frozen=True, slots=True)
class Written:
    """A text that came through the door.

    ``text`` is what is stored, and cleaned again it stays as it is; ``html`` is what is shown.
    """

    text: str
    html: str
    links: tuple[Link, ...] = ()
    graphemes: int = 0
    quotes: tuple[Span, ...] = ()
    """Where others are quoted: a quote is not judged as the author's own shouting."""


def clean(raw: str, limits: TextLimits | None = None, *, allows: Allows | None = None) -> Written:
    """Clean and bound a reader's words; raises ``Unfit`` with everything that has to be mended.

    ``allows`` says for a host whether its addresses become links (``markup.mark``).
    """
    bounds = limits or TextLimits()
    if len(raw) > READ_AT_MOST * bounds.bytes:
        raise Unfit(Fault("too-many-bytes", bounds.bytes, len(raw)))
    text = cleaned(raw)
    marked = mark(text, deepest=bounds.quotes, allows=allows)
    count = graphemes(text)
    faults = _faults(text, count, len(marked.links), bounds)
    if faults:
        raise Unfit(*faults)
    return Written(text, marked.html, marked.links, count, marked.quotes)


def shown(text: str, limits: TextLimits | None = None, *, allows: Allows | None = None) -> str:
    """Return the markup of a text that was cleaned before, as when the rules for links change."""
    return mark(text, deepest=(limits or TextLimits()).quotes, allows=allows).html


def _faults(text: str, count: int, links: int, bounds: TextLimits) -> list[Fault]:
    if not says_something(text.replace(">", "")):
        return [Fault("empty")]
    measured = (
        ("too-long", bounds.graphemes, count),
        ("too-many-bytes", bounds.bytes, len(text.encode())),
        ("too-many-lines", bounds.lines, text.count("\n") + 1),
        ("too-many-links", bounds.links, links),
    )
    faults = [Fault(code, most, there) for code, most, there in measured if there > most]
    long = {fault.code for fault in faults} >= {"too-long", "too-many-bytes"}
    return [one for one in faults if not (long and one.code == "too-many-bytes")]
