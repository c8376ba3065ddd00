"""Slugs in ASCII for every script: Unicode slugs lose Indic vowel signs in Django and Wagtail."""

import re
from collections.abc import Iterable

from anyascii import anyascii

MAX_LENGTH = 80
_APOSTROPHES = re.compile(r"['’‘`]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, fallback: str = "", max_length: int = MAX_LENGTH) -> str:
    """Return ``text`` transliterated to lower-case ASCII words joined by hyphens.

    It is cut at a word's end to at most ``max_length`` characters. Text that holds no letter or
    digit at all gives ``fallback``.
    """
    plain = _APOSTROPHES.sub("", anyascii(text)).lower()
    slug = _NOT_SLUG.sub("-", plain).strip("-")
    if len(slug) > max_length:
        head, _, tail = slug[: max_length + 1].rpartition("-")
        slug = head or tail[:max_length]
    return slug or fallback


def first_free(wanted: str, taken: Iterable[str]) -> str:
    """Return ``wanted``, or the first ``wanted-2``, ``wanted-3``… that is not taken."""
    there = set(taken)
    free, count = wanted, 1
    while free in there:
        count += 1
        free = f"{wanted}-{count}"
    return free
