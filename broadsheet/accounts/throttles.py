"""A cache for one machine whose counts of tries are shared by all its processes.

What a page may forget stays in this process; what counts tries or marks a code as used goes to
the database, or a guesser would get the allowed number of tries from every process.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

SHARED = "throttles"
PREFIXES = ("allauth:", "allauth.", "allauth/", "throttle:")


def counts(key: object) -> bool:
    """Whether ``key`` is of a count that all processes must share."""
    return str(key).startswith(PREFIXES)


class LocalCache(LocMemCache):
    """Local memory, except for what counts tries."""

    def _shared(self, key: object) -> BaseCache | None:
        return caches[SHARED] if counts(key) else None

    def add(self, key: Any, value: Any, *args: Any, **options: Any) -> bool:
        """Set ``key`` if it is not there; return whether it was set."""
        shared = self._shared(key)
        return (shared.add if shared else super().add)(key, value, *args, **options)

    def get(self, key: Any, *args: Any, **options: Any) -> Any:
        """Return the value at ``key``, or the default."""
        shared = self._shared(key)
        return (shared.get if shared else super().get)(key, *args, **options)

    def set(self, key: Any, value: Any, *args: Any, **options: Any) -> None:
        """Set ``key``."""
        shared = self._shared(key)
        (shared.set if shared else super().set)(key, value, *args, **options)

    def delete(self, key: Any, *args: Any, **options: Any) -> bool:
        """Forget ``key``; return whether it was there."""
        shared = self._shared(key)
        return (shared.delete if shared else super().delete)(key, *args, **options)
