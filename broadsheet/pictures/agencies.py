"""Picture agencies: a stable key, and the names under which files and papers credit them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

BETWEEN_NAMES = re.compile(r"\s*(?:/|\||,|;|\bvia\b)\s*")


@dataclass(frozen=True)
class Agency:
    """An agency: here no more than a name with a stable key."""

    key: str
    name: str
    also: tuple[str, ...] = ()
    local: dict[str, str] = field(default_factory=dict, hash=False)


@cache
def known() -> dict[str, Agency]:
    """All agencies by key, from ``agencies.toml`` beside this file."""
    text = Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8")
    return {
        key: Agency(key, entry["name"], tuple(entry.get("also", ())), entry.get("local", {}))
        for key, entry in tomllib.loads(text).items()
    }


@cache
def names(language: str = "en") -> dict[str, str]:
    """The name of every agency as papers of a language print it."""
    base = language.split("-", maxsplit=1)[0]
    return {key: agency.local.get(base, agency.name) for key, agency in known().items()}


def key_of(*credits: str) -> str:
    """Find the first agency that a credit or source names; an empty string if none does.

    ``Sonia Rao/AFP via Getty Images`` names AFP: who took it comes before who passed it on.
    """
    for credit in credits:
        for part in (credit, *BETWEEN_NAMES.split(credit)):
            if key := _by_name().get(_folded(part)):
                return key
    return ""


@cache
def _by_name() -> dict[str, str]:
    return {
        _folded(name): agency.key
        for agency in known().values()
        for name in (agency.key, agency.name, *agency.also, *agency.local.values())
    }


def _folded(name: str) -> str:
    return name.replace(".", "").strip(" ()[]").casefold()
