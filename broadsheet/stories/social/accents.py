"""The paper's accent, as its theme says it: cards are drawn in what pages are coloured in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

NONE = "#161616"
_ACCENT = re.compile(r"--accent:[^;}]*?(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b")


@cache
def accent() -> str:
    """Return the accent by day, like ``#9a1b1f``: the theme's, else ours; ink where it has none."""
    for name in ("theme.css", f"css/{settings.PAPER_THEME}.css", "css/base.css"):
        path = finders.find(name)
        found = _ACCENT.search(Path(path).read_text("utf-8")) if isinstance(path, str) else None
        if found:
            return found[1].lower()
    return NONE
