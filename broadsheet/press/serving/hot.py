"""The pages that readers ask for just now, in memory, never an old one."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from broadsheet.press.edition import Edition, Stamp, stamp_of
from broadsheet.press.generation import UNKNOWN
from broadsheet.press.serving.answers import Answer, Manner, answer_of

LARGEST_SHARE = 8
"""A page that takes more than this part of the memory is not kept."""


class Kept:
    """An answer in memory, with what tells whether its file is still the same."""

    __slots__ = ("answer", "asked_for", "generation", "path", "stamp")

    def __init__(self, answer: Answer, path: Path, stamp: Stamp, generation: int) -> None:
        self.answer, self.path, self.stamp = answer, path, stamp
        self.generation = generation
        self.asked_for = False


class HotPages:
    """Answers by address and encoding, at most so many bytes of them.

    As long as the edition's generation stands still, an answer is right; once it has moved, the
    file is looked at before the next answer. The one that was not asked for longest goes first.
    """

    def __init__(self, edition: Edition, manner: Manner, most_bytes: int) -> None:
        self._edition, self._manner = edition, manner
        self._most = most_bytes
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def at_hand(self, address: str, encoding: str) -> Answer | None:
        """Return the answer from memory, if it is there and right."""
        kept = self._kept.get((address, encoding))
        if kept is None:
            return None
        generation = self._edition.generation()
        if kept.generation != generation or generation == UNKNOWN:
            if not _stands(kept):
                self._drop((address, encoding))
                return None
            kept.generation = generation
        kept.asked_for = True
        return kept.answer

    def fetch(self, address: str, encoding: str) -> Answer | None:
        """Return the answer from the edition, and keep it."""
        # Looked at before the file: a swap between the two is met at the next request.
        generation = self._edition.generation()
        found = self._edition.find(address)
        if found is None:
            return None
        seal, stamp = found
        answer = answer_of(seal, encoding, self._manner)
        if answer.weight <= self._most // LARGEST_SHARE:
            kept = Kept(answer, self._edition.place(address), stamp, generation)
            self._keep((address, encoding), kept)
        return answer

    def aside(self, address: str, encoding: str) -> Answer | None:
        """Return the copy that was set aside, for the day the database is down."""
        seal = self._edition.aside(address)
        return answer_of(seal, encoding, self._manner) if seal else None

    def forget(self) -> None:
        """Forget all: the edition is another one."""
        self._kept.clear()
        self.size = 0

    def _keep(self, key: tuple[str, str], kept: Kept) -> None:
        self._drop(key)
        self._kept[key] = kept
        self.size += kept.answer.weight
        while self.size > self._most:
            oldest, candidate = self._kept.popitem(last=False)
            if candidate.asked_for:  # a second chance, at the end of the row
                candidate.asked_for = False
                self._kept[oldest] = candidate
            else:
                self.size -= candidate.answer.weight

    def _drop(self, key: tuple[str, str]) -> None:
        if (kept := self._kept.pop(key, None)) is not None:
            self.size -= kept.answer.weight


def _stands(kept: Kept) -> bool:
    try:
        return stamp_of(kept.path.stat()) == kept.stamp
    except OSError:
        return False
