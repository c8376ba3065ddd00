"""Finding stories by words: whoever keeps an index of them says how, for the rooms beside it.

The newsroom's list keeps one; the editor of fronts asks here, and knows nothing of the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Among(StrEnum):
    """Which stories are looked at, and in which order."""

    OUT = "out"  # those that readers see, the newest first
    DUE = "due"  # those with a time at which they go out, the next first
    ALL = "all"  # drafts as well, the last change first


@dataclass(frozen=True)
class Asked:
    """What is looked for: beginnings of words, a section with all below it, a language.

    ``after`` is where to go on.
    """

    text: str = ""
    section: int | None = None
    language: str = ""
    among: Among = Among.OUT
    after: str = ""


@dataclass(frozen=True)
class Found:
    """Stories by their keys, in order; ``older`` leads to those that follow, "" at the end."""

    stories: tuple[int, ...] = ()
    older: str = ""


Finder = Callable[[Any, Asked, datetime], Found]
_finders: list[Finder] = []


def find_with(finder: Finder) -> None:
    """Say how stories are found; the last word counts."""
    _finders[:] = [finder]


def find(user: Any, asked: Asked, at: datetime) -> Found:
    """Return what ``user`` may see of what is asked for at the moment ``at``."""
    return _finders[0](user, asked, at) if _finders else Found()
