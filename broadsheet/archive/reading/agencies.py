"""Names of news and picture agencies, and their stable keys."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

# Abbreviations that are also everyday words or initials: they count only in their own case.
_CASED = {"PA", "AA", "CP", "SPA", "APA", "UNI", "TT", "ATS", "EPA", "MENA", "NAN", "SID", "CNA"}


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Every agency: its key, and the names under which papers credit it."""
    source = resources.files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8")
    return {key: tuple(known) for key, known in tomllib.loads(source)["agencies"].items()}


@cache
def _keys() -> dict[str, str]:
    return {fold(name): key for key, known in names().items() for name in known}


def fold(name: str) -> str:
    """A name as it is compared: no dots, one space, lower case."""
    return " ".join(name.replace(".", "").split()).strip(" -–—,;:|/()[]©").casefold()


def key_of(name: str) -> str:
    """The key of the agency that ``name`` is, or an empty string.

    >>> key_of("Press Trust of India")
    'pti'
    """
    key = _keys().get(fold(name), "")
    bare = name.replace(".", "").strip(" -–—,;:|/()[]©")
    if key and bare.upper() in _CASED and not bare.isupper():
        return ""
    return key


def shown(key: str) -> str:
    """The name under which the agency with this key is shown."""
    return names()[key][0]


def find(text: str) -> str:
    """The key of the first agency that a credit names among others ("Amit Rao/PTI"), or ""."""
    whole = key_of(text)
    if whole:
        return whole
    parts = re.split(r"\s*(?:[/|,;()\[\]]|\s[-–—]\s|\bvia\b|\band\b|\bfor\b|\bPhoto\b)\s*", text)
    return next((key for part in parts if part and (key := key_of(part))), "")
