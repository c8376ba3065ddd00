"""Many patterns found in one pass over a text (Aho and Corasick, CACM 18/6, 1975). Pure.

A pattern is a sequence of symbols: of words, where a phrase is looked for, or of letters, where a
part of a word is. The time hangs on the text and on what is found, not on the number of patterns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence


class Automaton:
    """Finds patterns; built once, and never changed."""

    def __init__(self, patterns: Iterable[Sequence[str]]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._ends: list[tuple[int, ...]] = [()]
        self._fall: list[int] = [0]
        self.lengths: list[int] = []
        for number, pattern in enumerate(patterns):
            self.lengths.append(len(pattern))
            if pattern:
                self._add(pattern, number)
        self._link()

    def __len__(self) -> int:
        return len(self.lengths)

    def _add(self, pattern: Sequence[str], number: int) -> None:
        state = 0
        for symbol in pattern:
            if symbol not in self._next[state]:
                self._next[state][symbol] = len(self._next)
                self._next.append({})
                self._ends.append(())
                self._fall.append(0)
            state = self._next[state][symbol]
        self._ends[state] += (number,)

    def _link(self) -> None:
        """Say for each state where to go on when the text goes another way: breadth first."""
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for symbol, after in self._next[state].items():
                waiting.append(after)
                fall = self._fall[state]
                while fall and symbol not in self._next[fall]:
                    fall = self._fall[fall]
                self._fall[after] = self._next[fall].get(symbol, 0)
                self._ends[after] += self._ends[self._fall[after]]

    def find(self, symbols: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Return for each find the place of its last symbol, and the number of the pattern."""
        following, fall, ends = self._next, self._fall, self._ends
        state = 0
        for place, symbol in enumerate(symbols):
            after = following[state].get(symbol)
            while after is None and state:
                state = fall[state]
                after = following[state].get(symbol)
            state = after or 0
            if state and ends[state]:
                for number in ends[state]:
                    yield place, number
