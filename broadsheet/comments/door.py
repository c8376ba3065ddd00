"""The one door by which a reader's words come in: cleaned, bounded, and made markup safely."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass

import regex

from broadsheet.comments.folding import Folded, fold
from broadsheet.comments.spans import Span

__all__ = ["Fault", "Folded", "Link", "TextLimits", "Unfit", "Written", "clean", "fold"]


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How much a comment may hold."""

    graphemes: int = 2_000
    bytes: int = 12_000
    lines: int = 120


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
class Link:
    """An address in the text: as written, its host in ASCII, and where it stands."""

    address: str
    host: str
    span: Span


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


def clean(raw: str, limits: TextLimits = TextLimits()) -> Written:
    """Clean and bound a reader's words; raises ``Unfit`` with what has to be mended."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).strip()
    graphemes = len(regex.findall(r"\X", text))
    if not text:
        raise Unfit(Fault("empty"))
    if graphemes > limits.graphemes:
        raise Unfit(Fault("too-long", limits.graphemes, graphemes))
    return Written(text, f'<p dir="auto">{html.escape(text)}</p>', (), graphemes)
