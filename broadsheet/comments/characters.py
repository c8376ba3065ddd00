"""Which characters of a stranger's text may stand, and which go. Pure; linear in the text.

What has a meaning for a reader is kept as written. What is invisible and has none, what turns the
rest of the page around, and marks heaped upon each other go. Sources: Unicode's core specification
(chapter 23, special areas), UAX #9 (bidirectional controls), UAX #15 (normalisation), UTS #51
(emoji sequences), and RFC 5892, appendix A, for where a joiner has a meaning.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

MARKS_MOST, SAME_MARK_MOST = 6, 2
"""Non-spacing marks that one letter may carry; the highest stacks in use have five."""
ISOLATES_DEEPEST = 4
ROUNDS = 4

_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b"
_POP_ISOLATE, _POP_EMBEDDING, _OVERRIDES = "\u2069", "\u202c", "\u202d\u202e"
_AS_ISOLATE = {"\u202a": "\u2066", "\u202b": "\u2067"}
_SELECTORS = r"\u180b-\u180d\u180f\ufe00-\ufe0f\U000E0100-\U000E01EF"

_LINE_END = regex.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# The kept ones among the invisible have a rule each, below.
_GONE = regex.compile(
    r"[[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]"
    rf"--[\n\t{_SELECTORS}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000E0020-\U000E007F]]",
    regex.VERSION1,
)
_BLANK = regex.compile(r"[\t\u1680\u2000-\u200a\u205f\u2800\u3000]")
_SPACES = regex.compile(r" {2,}")
_AT_LINES_END = regex.compile(r" +(?=\n)|(?<=\n) +")
_EMPTY_LINES = regex.compile(r"\n{3,}")
_UNUSUAL = regex.compile(
    r"[[\p{Cc}--\n]\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}"
    r"\u1680\u2000-\u200a\u2028\u2029\u205f\u2800\u3000]|[\p{Mn}\p{Me}]{2}",
    regex.VERSION1,
)

_STACK = regex.compile(r"[\p{Mn}\p{Me}\u200b-\u200f\u061c]{3,}")
_SELECTOR_RUN = regex.compile(rf"([{_SELECTORS}])[{_SELECTORS}]+|(?:(?<=\s)|^)[{_SELECTORS}]+")
_DIRECTION_MARKS = regex.compile(r"([\u200e\u200f\u061c])[\u200e\u200f\u061c]+")
_TAGS = regex.compile(
    r"(\U0001F3F4[\U000E0030-\U000E0039\U000E0061-\U000E007A]{2,7}\U000E007F)"
    r"|[\U000E0020-\U000E007F]+"
)
_BIDI = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
_JOINERS = regex.compile(r"[\u200b-\u200d]+")
_SPECIAL = regex.compile(
    rf"[{_SELECTORS}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000E0020-\U000E007F]"
)
# Scripts whose letters take another shape, or keep it, beside a joiner.
_JOINS = regex.compile(
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}\p{Mandaic}\p{Devanagari}\p{Bengali}\p{Gurmukhi}"
    r"\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}"
    r"\p{Myanmar}\p{Tibetan}\p{Balinese}\p{Javanese}\u064b-\u0655\u0670]"
)
_PARTS_WORDS = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]")
_BEFORE_EMOJI_JOINER = regex.compile(r"[\p{Extended_Pictographic}\ufe0f\U0001F3FB-\U0001F3FF]")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}")
_VISIBLE = regex.compile(r"[^\s\p{C}\p{Default_Ignorable_Code_Point}]", regex.VERSION1)
_FLAG = regex.compile("[\U0001f1e6-\U0001f1ff]{2}")
_CLUSTER = regex.compile(r"\X")


def cleaned(raw: str) -> str:
    """Return a text of known characters: NFC, single spaces, ``\\n`` at line ends, nothing hidden.

    Cleaned again it stays as it is.
    """
    text = _LINE_END.sub("\n", raw)
    if _UNUSUAL.search(text):
        text = _without_hidden(text)
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _EMPTY_LINES.sub("\n\n", _AT_LINES_END.sub("", text)).strip(" \n")


def graphemes(text: str) -> int:
    """Count what a reader takes for one letter each (UAX #29, extended grapheme clusters)."""
    if text.isascii():
        return len(text)
    # A flag is two letters; a row of them takes the cluster's own rule the square of its length.
    return len(_CLUSTER.findall(_FLAG.sub("x", text)))


def says_something(text: str) -> bool:
    """Whether anything in a text can be seen."""
    return _VISIBLE.search(text) is not None


def _without_hidden(text: str) -> str:
    """Take away what hides, turns and heaps, until nothing more goes.

    What goes can leave something behind that only now has no meaning. Who nests such things deeper
    than anybody writes loses them all.
    """
    text = _BLANK.sub(" ", _GONE.sub("", text))
    for _ in range(ROUNDS):
        after = _once(text)
        if after == text:
            return text
        text = after
    return _with_few_marks(_SPECIAL.sub("", text))


def _once(text: str) -> str:
    if _BIDI.search(text):
        text = "\n".join("".join(_paired(line)) for line in text.split("\n"))
    text = _TAGS.sub(lambda found: found[1] or "", text)
    text = _JOINERS.sub(_joiner, _with_few_marks(text))
    text = _SELECTOR_RUN.sub(lambda found: found[1] or "", text)
    return _DIRECTION_MARKS.sub(r"\1", text)


def _with_few_marks(text: str) -> str:
    """Return NFC; ahead of it too, since sorting a heap takes the square of its height."""
    return _STACK.sub(_lowered, unicodedata.normalize("NFC", _STACK.sub(_lowered, text)))


def _lowered(found: regex.Match[str]) -> str:
    """Keep of a heap of marks as many as a letter can carry; joiners make no new letter."""
    kept: list[str] = []
    marks: dict[str, int] = {}
    for mark in found[0]:
        if unicodedata.category(mark) == "Cf":
            if not kept or unicodedata.category(kept[-1]) != "Cf":
                kept.append(mark)
        elif sum(marks.values()) < MARKS_MOST and marks.get(mark, 0) < SAME_MARK_MOST:
            marks[mark] = marks.get(mark, 0) + 1
            kept.append(mark)
    return "".join(kept)


def _joiner(found: regex.Match[str]) -> str:
    """Keep one joiner where it changes what is seen, and a word break where words have no spaces.

    In Indic and Arabic scripts it does behind a letter; else between two parts of an emoji.
    """
    text, start, end = found.string, found.start(), found.end()
    joiner = found[0][0]
    before, after = text[start - 1 : start], text[end : end + 1]
    if joiner == "\u200b":
        fits = _PARTS_WORDS.match(before) and _PARTS_WORDS.match(after)
    elif _JOINS.match(before):
        fits = _JOINS.match(before)
    else:
        pictured = joiner == "\u200d" and _BEFORE_EMOJI_JOINER.match(before)
        fits = _EMOJI.match(after) if pictured else None
    return joiner if fits else ""


def _paired(line: str) -> Iterator[str]:
    """Keep of a line's bidirectional controls those that end where they began.

    An embedding becomes an isolate, which does no more than is meant; an override, which shows
    letters in an order that nobody wrote, goes. What stands deeper than four goes as well.
    """
    kept = _pairs(line)
    for place, letter in enumerate(line):
        if not _BIDI.match(letter):
            yield letter
        elif place in kept:
            yield kept[place]


def _pairs(line: str) -> dict[int, str]:
    """Return what stands for each control that has a partner, by its place."""
    kept: dict[int, str] = {}
    opened: list[tuple[int, str]] = []
    for found in _BIDI.finditer(line):
        letter, place = found[0], found.start()
        if letter in _ISOLATES or letter in _EMBEDDINGS or letter in _OVERRIDES:
            opened.append((place, letter))
        elif opened and (letter == _POP_ISOLATE) == (opened[-1][1] in _ISOLATES):
            start, opener = opened.pop()
            if opener not in _OVERRIDES and len(opened) < ISOLATES_DEEPEST:
                kept[start] = _AS_ISOLATE.get(opener, opener)
                kept[place] = _POP_ISOLATE
    return kept
