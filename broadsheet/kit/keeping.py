"""What is dear to read, seldom changes, and may be a moment old: kept in the process for a while.

Not for what a printed page is made from: that must never be older than the page (``press.kept``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakSet

from django.db import connection

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
MOST = 1_000
"""Keys that one ``Kept`` holds; then it begins anew."""
_every: WeakSet[Kept] = WeakSet()  # type: ignore[type-arg]


class Kept(Generic[K, T]):
    """Answers of ``ask`` by what it was asked for, none older than ``seconds``."""

    def __init__(self, ask: Callable[[K], T], seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._answers: dict[tuple[str, K], tuple[float, T]] = {}
        _every.add(self)

    def __call__(self, key: K) -> T:
        """Return the answer, asked anew if it has been kept for too long."""
        place, now = (str(connection.settings_dict["NAME"]), key), monotonic()
        kept = self._answers.get(place)
        if kept is not None and now - kept[0] < self._seconds:
            return kept[1]
        answer = self._ask(key)
        if len(self._answers) >= MOST:
            self._answers.clear()
        self._answers[place] = (now, answer)
        return answer

    def forget(self) -> None:
        """Ask anew next time; for whoever has just changed something, in the same process."""
        self._answers.clear()


def forget_all() -> None:
    """Have every ``Kept`` of this process ask anew."""
    for kept in _every:
        kept.forget()
