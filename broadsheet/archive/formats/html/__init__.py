"""The ``html`` format: one saved news page, read into the neutral article.

Each recogniser is a module: it looks at one opened page and answers for one field. This module
only opens the page, asks them in order and puts their answers together.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import Article
from broadsheet.archive.formats.html import assembly, door, source


def read(data: bytes, *, zone: ZoneInfo, address: str = "", now: datetime) -> Article:
    """Read one saved page.

    Args:
        data: the page as it was saved.
        zone: the paper's zone, for times that the page gives without one.
        address: the address that the page was saved from, if known; the page's own canonical
            address goes before it.
        now: the present moment; it only tells a publication date that lies in the future.

    Raises:
        FormatError: the bytes are no page, or the page is no article; the message says what to do.
    """
    return assembly.article(source.of(door.open_page(data), zone, address), now)
