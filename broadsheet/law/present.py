"""The law as this paper has it: the shipped profiles, and those of its own folder."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from broadsheet.law.profiles import Law, load
from broadsheet.law.terms import Span, after, span_of


@cache
def the_law() -> Law:
    """Return the profiles, read once; raises ``LawError``."""
    return load(Path(settings.HOME) / "law")


def due(key: str, at: datetime, otherwise: Span) -> datetime:
    """Return when a duty that begins at ``at`` is due; by ``otherwise`` if it has no number."""
    return after(at, span_of(the_law(), key, at, otherwise))
