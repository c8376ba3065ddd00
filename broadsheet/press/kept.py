"""What many pages are made from, read once and kept by a worker until something of it changes.

At the beginning of a batch the worker looks which keys have changed since it last looked, and what
hangs on one of them is forgotten. So nothing that is kept is older than the batch: a page has what
it would have read itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, TypeVar

from broadsheet.press import spreading
from broadsheet.press.models import Change, SpreadKey
from broadsheet.press.rules import hashes

K = TypeVar("K")
T = TypeVar("T")

MOST_CHANGES = 500
"""From how many changes on all is forgotten: that is cheaper than to look what hangs on them."""
MOST_KEPT = 4_000
LOOK_WITHIN = 300.0
"""Seconds after which spread keys may be gone that nobody looked at (``spreading.REMEMBERED``)."""


class Kept:
    """What one worker keeps between its batches."""

    def __init__(self) -> None:
        self._values: OrderedDict[str, tuple[Any, frozenset[int]]] = OrderedDict()
        self._hanging: dict[int, set[str]] = {}
        """The names of the values that hang on a key."""
        self._seen = 0
        self._looked = -LOOK_WITHIN

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep what is taken inside."""
        token = _in_use.set(self)
        try:
            yield
        finally:
            _in_use.reset(token)

    def look(self) -> int:
        """Forget what has changed since the last look; return the number of the last spread key."""
        late = monotonic() - self._looked > LOOK_WITHIN
        self._looked = monotonic()
        if late or not self._values:
            self._forget_all()
        else:
            self._forget_what_changed()
        return self._seen

    def _forget_what_changed(self) -> None:
        # First those that wait to be spread: what is spread between the questions is in the second.
        waiting = list(Change.objects.values_list("key", flat=True)[:MOST_CHANGES])
        after = SpreadKey.objects.filter(pk__gt=self._seen).order_by("pk")
        spread = list(after.values_list("pk", "key")[:MOST_CHANGES])
        if MOST_CHANGES in (len(waiting), len(spread)):
            self._forget_all()
            return
        if spread:
            self._seen = spread[-1][0]
        self._forget(hashes(waiting) | {key for _pk, key in spread})

    def _forget_all(self) -> None:
        self._values.clear()
        self._hanging.clear()
        self._seen = spreading.last_spread()

    def _forget(self, changed: set[int]) -> None:
        for key in changed & self._hanging.keys():
            for name in tuple(self._hanging.get(key, ())):
                self._drop(name)

    def _drop(self, name: str) -> None:
        _value, keys = self._values.pop(name, (None, frozenset[int]()))
        for key in keys:
            self._hanging[key].discard(name)
            if not self._hanging[key]:
                del self._hanging[key]

    def at_hand(self, name: str) -> Any | None:
        """Return what is kept under a name, or ``None``."""
        found = self._values.get(name)
        if found is None:
            return None
        self._values.move_to_end(name)
        return found[0]

    def take(self, name: str, make: Callable[[], T], hangs_on: Callable[[T], Iterable[str]]) -> T:
        """Return what is kept under a name; else make it and keep it, if it is anything."""
        there: T | None = self.at_hand(name)
        if there is not None:
            return there
        value = make()
        if value is not None:
            self.keep(name, value, hangs_on(value))
        return value

    def keep(self, name: str, value: Any, hangs_on: Iterable[str]) -> None:
        """Keep a value under a name; what was not taken for longest makes room."""
        self._drop(name)
        keys = frozenset(hashes(hangs_on))
        self._values[name] = (value, keys)
        for key in keys:
            self._hanging.setdefault(key, set()).add(name)
        if len(self._values) > MOST_KEPT:
            self._drop(next(iter(self._values)))


_in_use: ContextVar[Kept | None] = ContextVar("broadsheet_press_kept", default=None)


def look() -> int:
    """Forget what has changed, at the beginning of a batch.

    Returns the number of the last spread key: what is spread after it came after the look.
    """
    kept = _in_use.get()
    return spreading.last_spread() if kept is None else kept.look()


def at_hand(name: str) -> Any | None:
    """Return what a worker keeps under a name, or ``None``."""
    kept = _in_use.get()
    return None if kept is None else kept.at_hand(name)


def together(
    names: Mapping[K, str],
    make: Callable[[list[K]], Iterable[tuple[K, T]]],
    hangs_on: Callable[[K, T], Iterable[str]],
) -> dict[K, T]:
    """Return several values, each by what it is asked for as: those not at hand are made together.

    ``names`` says under which name each is kept. What is not made for is in no answer.
    """
    kept = _in_use.get()
    if kept is None:
        return dict(make(list(names)))
    found = {one: kept.at_hand(name) for one, name in names.items()}
    lacking = [one for one, value in found.items() if value is None]
    for one, value in make(lacking) if lacking else ():
        found[one] = value
        kept.keep(names[one], value, hangs_on(one, value))
    return {one: value for one, value in found.items() if value is not None}


def keep(name: str, value: Any, hangs_on: Iterable[str]) -> None:
    """Have a worker keep a value under a name; see ``take``."""
    kept = _in_use.get()
    if kept is not None:
        kept.keep(name, value, hangs_on)


def take(name: str, make: Callable[[], T], hangs_on: Callable[[T], Iterable[str]]) -> T:
    """Return what a worker keeps under a name, or make it; outside a worker it is always made.

    ``hangs_on`` gives the keys of all that the value is made from. Whoever takes it does not change
    it, and a page records what it takes from it.
    """
    kept = _in_use.get()
    return make() if kept is None else kept.take(name, make, hangs_on)
