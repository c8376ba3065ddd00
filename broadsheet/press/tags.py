"""The names by which a cache in front knows a page (its surrogate keys). Pure.

Every page has a tag of its own, made from its address, and one for each key that it was made
from. A page of very many keys carries only as many tags as a header holds; its own always stands
first, so that it can be purged in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import blake2b

MOST_BYTES = 7_000
"""Of one header: Varnish takes 8 KB of a line, Fastly and Cloudflare take 16 KB of tags."""
PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
OWN, HASHED = "page-", "key-"


def page_tag(address: str) -> str:
    """Return the tag that only the page of this address has."""
    return OWN + _hashed(address)


def tag(key: str) -> str:
    """Return the tag of a key: itself, unless a header could not hold it as one word."""
    if PLAIN.fullmatch(key) and not key.startswith((OWN, HASHED)):
        return key
    return HASHED + _hashed(key)


def tags(address: str, keys: Collection[str], most: int = MOST_BYTES) -> list[str]:
    """Return a page's tags for ``Surrogate-Key`` (joined by spaces) or ``Cache-Tag`` (commas)."""
    found = [page_tag(address)]
    left = most - len(found[0])
    for name in sorted({tag(key) for key in keys}):
        left -= len(name) + 1
        if left < 0:
            break
        found.append(name)
    return found


def tags_to_purge(keys: Iterable[str], addresses: Iterable[str]) -> list[str]:
    """Return what to purge for changed keys and swapped pages, each once, in order."""
    return sorted({*map(tag, keys), *map(page_tag, addresses)})


def _hashed(words: str) -> str:
    return blake2b(words.encode(errors="surrogatepass"), digest_size=8).hexdigest()
