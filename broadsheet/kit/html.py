"""Markup from strangers: one list of what may stand, one way to clean, one way to plain text."""

from __future__ import annotations

import html
import re

import nh3

INLINE_TAGS = frozenset({"a", "b", "strong", "i", "em", "sup", "sub", "br"})
LIST_TAGS = frozenset({"ul", "ol", "li"})
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SPACE = re.compile(r"\s+")


def clean_inline(markup: str, *, lists: bool = False) -> str:
    """Return markup with inline tags (and lists, if asked) only; scripts go with their content."""
    tags = INLINE_TAGS | LIST_TAGS if lists else INLINE_TAGS
    return nh3.clean(
        markup,
        tags=set(tags),
        attributes={"a": {"href"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    ).strip()


def escape(text: str) -> str:
    """Return text with its markup characters escaped."""
    return html.escape(text, quote=False)


def plain(markup: str) -> str:
    """Return the words of a piece of markup, single-spaced."""
    spaced = re.sub(r"</(?:p|li|h\d|blockquote|td|th|tr|div)>|<br\s*/?>", " ", markup)
    return _SPACE.sub(" ", html.unescape(nh3.clean(spaced, tags=set()))).strip()


def trimmed(text: str) -> str:
    """Return a page without the indents and empty lines of its templates."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
