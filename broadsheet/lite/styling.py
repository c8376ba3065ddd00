"""The lite page's own style sheet, which stands in the page, and the policy that allows it alone.

Source: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from broadsheet.stories.csp import source_hash

SHEET = "css/lite.css"
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,>])\s*")
_COLON = re.compile(r":\s+")


@cache
def sheet() -> str:
    """Return the style sheet as it stands in the page; a theme's own comes before ours."""
    found = finders.find(SHEET)
    if found is None:
        raise FileNotFoundError(f"There is no {SHEET} in static/.")
    return packed(Path(found).read_text(encoding="utf-8"))


def packed(text: str) -> str:
    """Return a plain style sheet without remarks and spaces that say nothing."""
    spaced = " ".join(_REMARK.sub("", text).split())
    return _COLON.sub(":", _AROUND.sub(r"\1", spaced)).strip()


@cache
def policy() -> str:
    """Return the Content-Security-Policy of lite pages: nothing is loaded at all.

    ``data:`` is for the empty icon that keeps browsers from asking for one.
    """
    directives = {
        "default-src": "'none'",
        "style-src": source_hash(sheet()),
        "img-src": "data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
