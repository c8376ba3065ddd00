"""Pages of invented newspapers, flattened to text as other people's tools do it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "pages"


def page(name: str) -> str:
    """The text of one page, as it lies in ``pages``."""
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")


KAVERI = page("kaveri")
"""An Indian page with everything: strip, standfirst, alt text, credits, promo, tags, rails."""

KAVERI_BODY = tuple(page("kaveri-body").strip().split("\n\n"))
"""The paragraphs of that article, in order."""

WIRE = page("wire")
"""An agency's page, wrapped at a hundred columns, without a blank line."""

BRITISH = page("british")
"""A local paper: breadcrumb with marks, subhead, related link, topics with commas."""

HINDI = page("hindi")
"""A Hindi paper."""

RAGGED = page("ragged")
"""A page on which every link stands on a line of its own."""
