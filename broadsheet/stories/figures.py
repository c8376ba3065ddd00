"""How this paper writes numbers in the language of the page."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from broadsheet.kit.numbers import Digits, Grouping, Style, written


def style() -> Style:
    """Return the paper's style in the active language."""
    return Style(
        get_language() or settings.PAPER_LANGUAGE,
        Grouping(settings.PAPER_GROUPING),
        Digits(settings.PAPER_DIGITS),
    )


def with_digits(text: str) -> str:
    """Return a date, an hour or any text with the digits that the paper writes."""
    return written(text, style())
