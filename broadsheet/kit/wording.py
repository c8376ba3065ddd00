"""What changed between two texts, word by word. Pure; for every script.

Words are parted where Unicode says so (UAX #29, default word boundaries), so that a vowel sign, a
virama or a joiner never stands without its letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

MOST_WORDS = 6_000
"""Of texts with more words than this, on either side, only what both begin and end with is kept."""
_BOUNDARY = regex.compile(r"\b", regex.WORD | regex.VERSION1)


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went, or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage before and after; one that came has nothing before, one that went nothing after."""

    before: str | None
    after: str | None

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after

    @property
    def pieces(self) -> list[Piece]:
        """What changed within the passage."""
        return changed(self.before or "", self.after or "")


def words(text: str) -> list[str]:
    """Part a text at its word boundaries; joined, the parts are the text."""
    return [part for part in _BOUNDARY.split(text) if part]


def changed(before: str, after: str) -> list[Piece]:
    """Return what changed, in the order in which it is read.

    What stayed and what came make up ``after``; what stayed and what went make up ``before``. What
    went stands ahead of what came in its place.
    """
    old, new = words(before), words(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inside = _inside(old[start : len(old) - end], new[start : len(new) - end])
    head: _Step = (Kind.SAME, old[:start], [])
    tail: _Step = (Kind.SAME, old[len(old) - end :], [])
    return _joined([head, *_settled(inside), tail])


_Step = tuple[Kind, list[str], list[str]]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words two texts begin with in common."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _inside(old: list[str], new: list[str]) -> list[_Step]:
    """Return the steps from one to the other; ``Kind.NEW`` stands for both what went and came."""
    if not old and not new:
        return []
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return [(Kind.NEW, old, new)]
    steps = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    return [
        (Kind.SAME if name == "equal" else Kind.NEW, old[i1:i2], new[j1:j2])
        for name, i1, i2, j1, j2 in steps
    ]


def _settled(steps: list[_Step]) -> list[_Step]:
    """Take a mere space or mark that stayed between two changes as changed: it reads better."""
    found: list[_Step] = []
    for place, (kind, old, new) in enumerate(steps):
        between = 0 < place < len(steps) - 1
        if kind is Kind.SAME and between and not any(_says_something(word) for word in old):
            found.append((Kind.NEW, old, new))
        else:
            found.append((kind, old, new))
    return found


def _says_something(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _joined(steps: Iterable[_Step]) -> list[Piece]:
    """Join neighbours of one kind, what went ahead of what came."""
    pieces: list[Piece] = []
    gone, new = "", ""
    for kind, old, came in steps:
        if kind is not Kind.SAME:
            gone, new = gone + "".join(old), new + "".join(came)
            continue
        if old:
            pieces += _changes(gone, new)
            gone = new = ""
            pieces.append(Piece(Kind.SAME, "".join(old)))
    return pieces + list(_changes(gone, new))


def _changes(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Kind.GONE, gone)
    if new:
        yield Piece(Kind.NEW, new)


def paired(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Put the passages of two texts side by side, in the order in which they are read.

    A passage that was rewritten stands beside what it became where as many went as came; else what
    went stands ahead of what came.
    """
    pairs: list[Pair] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for name, i1, i2, j1, j2 in steps:
        if name == "equal" or i2 - i1 == j2 - j1:
            pairs += [Pair(old, new) for old, new in zip(before[i1:i2], after[j1:j2], strict=True)]
        else:
            pairs += _alike(before[i1:i2], after[j1:j2])
    return pairs


def _alike(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pair passages that begin alike, in order; the rest came or went by themselves."""
    pairs: list[Pair] = []
    left = list(before)
    for new in after:
        place = next((at for at, old in enumerate(left) if _kin(old, new)), None)
        if place is None:
            pairs.append(Pair(None, new))
            continue
        pairs += [Pair(old, None) for old in left[:place]]
        pairs.append(Pair(left[place], new))
        del left[: place + 1]
    return pairs + [Pair(old, None) for old in left]


_KIN = 0.5


def _kin(old: str, new: str) -> bool:
    """Whether two passages share half of their words."""
    mine, yours = set(words(old)), set(words(new))
    both = [word for word in mine & yours if _says_something(word)]
    most = max(sum(map(_says_something, mine)), sum(map(_says_something, yours)))
    return bool(most) and len(both) >= _KIN * most


def excerpt(pieces: Sequence[Piece], around: int = 8) -> list[Piece]:
    """Return what changed with so many words around each change, and ``…`` for what is left out."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind is not Kind.SAME:
            found.append(piece)
            continue
        first, last = place == 0, place == len(pieces) - 1
        found.append(Piece(Kind.SAME, _cut(words(piece.text), around, first=first, last=last)))
    return found


def _cut(parts: list[str], around: int, *, first: bool, last: bool) -> str:
    """Keep the words next to a change: at the end of what is first, at the start of what is last.

    A word and the space behind it are two parts.
    """
    near = 2 * around
    head, tail = ([] if first else parts[:near]), ([] if last else parts[-near:])
    if first and last:
        return "".join(parts)
    if len(head) + len(tail) >= len(parts):
        return "".join(parts)
    return "".join([*head, "…", *tail])
