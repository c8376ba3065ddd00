"""Addresses at which there was nothing a moment ago: asked for again, they cost nobody a try.

Who waits for a page that is not out yet asks again and again, and so do those who guess addresses.
Each time a worker of the press would try to print it, and Django would render that it is not there.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from time import perf_counter

from broadsheet.press.edition import Edition
from broadsheet.press.generation import UNKNOWN
from broadsheet.press.serving.answers import Headers
from broadsheet.press.serving.behind import Fetched

NOT_FOUND = 404
MOST, LARGEST = 256, 65_536
AT_MOST = 1.0
"""Seconds for which nothing is looked for again while nothing in the edition moves."""
AT_LEAST = 0.2
"""Seconds for which it is not looked for again, whatever moves: a page that comes into being is
printed by itself, and found in the edition before anybody looks here."""
# Of one request alone.
_ITS_OWN = frozenset({"set-cookie", "x-request-id"})
Key = tuple[str, str]
"""A method and a path."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was answered, and when."""

    headers: Headers
    body: bytes
    generation: int
    at: float


class Missing:
    """What was answered where nothing is; the oldest goes first."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._kept: OrderedDict[Key, Gone] = OrderedDict()

    def at_hand(self, key: Key) -> Gone | None:
        """Return the answer of a moment ago, if it still holds."""
        gone = self._kept.get(key)
        if gone is None:
            return None
        age, generation = perf_counter() - gone.at, self._edition.generation()
        still = generation == gone.generation != UNKNOWN
        if age < AT_LEAST or (still and age < AT_MOST):
            return gone
        del self._kept[key]
        return None

    def keep(self, key: Key, fetched: Fetched, generation: int, asked: float) -> None:
        """Keep an answer that says that nothing is there; no other is kept.

        ``generation`` and ``asked`` are the edition's and the moment before it was looked for.
        """
        body = fetched.body
        if fetched.status != NOT_FOUND or fetched.failed or body is None or len(body) > LARGEST:
            return
        headers = [pair for pair in fetched.headers if pair[0].lower() not in _ITS_OWN]
        self._kept[key] = Gone(headers, body, generation, asked)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
