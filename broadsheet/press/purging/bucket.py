"""The copy of the edition in a bucket: kept as the edition is, before any cache is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from broadsheet.press.edition import Edition
from broadsheet.press.purging.driver import PurgeFailed
from broadsheet.press.sealing import Seal

AT_ONCE = 8
TRIES = 10


class Store(Protocol):
    """What a copy of the edition can do; ``press.s3.Bucket`` is one."""

    def put(self, seal: Seal) -> bool:
        """Swap a page in."""

    def discard(self, address: str) -> None:
        """Take a page out."""

    def addresses(self) -> Iterator[str]:
        """Return every page's address."""

    def advance(self) -> None:
        """Say that pages were swapped."""


@dataclass(frozen=True)
class Copy:
    """Brings pages of the edition into the store, and takes out what the edition has no more."""

    store: Store
    edition: Callable[[], Edition]
    name: str = "bucket"

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Bring the pages at these addresses. Raises ``PurgeFailed``; the others are brought."""
        if not addresses:
            return
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bucket") as hands:
            failures = [words for words in hands.map(self._tried, sorted(addresses)) if words]
        if failures:
            more = f" ({len(failures)} of {len(addresses)} pages)" if len(failures) > 1 else ""
            raise PurgeFailed(f"{failures[0]}{more}")
        try:
            self.store.advance()
        except OSError as error:
            raise PurgeFailed(str(error)) from error

    def _tried(self, address: str) -> str:
        try:
            self._bring(address)
        except OSError as error:
            return str(error) or type(error).__name__
        return ""

    def _bring(self, address: str) -> None:
        """Copy what stands there now; if it was swapped meanwhile, what stands there then."""
        edition = self.edition()
        for _try in range(TRIES):
            seal = edition.get(address)
            if seal is None:
                self.store.discard(address)
            else:
                self.store.put(seal)
            if edition.get(address) == seal:
                return
        raise OSError(f"{address} changes too fast to be copied: it is brought later.")


def store(said: Mapping[str, Any]) -> Store:
    """Return the bucket that the settings name. Raises ``ImproperlyConfigured`` with what to do."""
    try:
        bucket: Callable[..., Store] = import_string("broadsheet.press.s3.bucket")
    except ImportError as error:
        raise ImproperlyConfigured(
            "EDITION_STORE names a bucket, and the client for it is not installed: "
            "pip install 'broadsheet[s3]', or take EDITION_STORE out."
        ) from error
    return bucket(**said)
