"""The readers that ``extraction.py`` compares, each from a page's bytes to one ``Answer``."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import trafilatura

from broadsheet.archive.articles import FormatError
from broadsheet.archive.formats import html

# The moment of a run is fixed, so that two runs give the same figures.
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True)
class Answer:
    """What one reader found on one page; times have a zone that the page itself gave."""

    body: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    section: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()  # each with its credit, which annotations leave in
    credit: bool = False
    dateline: bool = False
    refused: str = ""


System = Callable[[bytes, str], Answer]


def by_trafilatura(data: bytes, address: str) -> Answer:
    """trafilatura alone: ``bare_extraction`` with metadata and its default settings."""
    found = trafilatura.bare_extraction(data, url=address or None, with_metadata=True)
    if found is None:
        return Answer(refused="nothing extracted")
    document: dict[str, Any] = found if isinstance(found, dict) else found.as_dict()
    return Answer(
        body=document.get("text") or "",
        title=document.get("title") or "",
        authors=tuple(filter(None, (document.get("author") or "").split("; "))),
        day=document.get("date") or "",
        section=tuple(document.get("categories") or ()),
        topics=tuple(document.get("tags") or ()),
    )


def by_broadsheet(data: bytes, address: str) -> Answer:
    """Our ``html`` format."""
    return _answer(lambda: html.read(data, zone=_ZONE, address=address, now=_NOW))


def flattened_readers() -> dict[str, System]:
    """Our ``page-text`` format on the page flattened in each way; empty until it is there."""
    flatten, page_text = _module("flatten"), _module("broadsheet.archive.formats.page_text")
    if flatten is None or page_text is None or not hasattr(page_text, "read"):
        return {}

    def reader(way: str) -> System:
        def read(data: bytes, address: str) -> Answer:
            text = flatten.flatten(data.decode("utf-8", "replace"), way)
            source = text.encode("utf-8")
            return _answer(lambda: page_text.read(source, zone=_ZONE, address=address, now=_NOW))

        return read

    return {f"text:{way}": reader(way) for way in flatten.WAYS}


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def _answer(read: Callable[[], Any]) -> Answer:
    try:
        article = read()
    except FormatError as error:
        return Answer(refused=str(error))
    pictures = [article.lead, *(block.picture for block in article.body)]
    found = [picture for picture in pictures if picture]
    return Answer(
        body=_body(article),
        title=article.headline.value,
        authors=tuple(byline.name for byline in article.bylines),
        day=article.published.value.date().isoformat() if article.published else "",
        published=_zoned(article.published),
        updated=_zoned(article.updated),
        section=tuple(part.value for part in article.section),
        topics=tuple(topic.name for topic in article.topics),
        captions=tuple(f"{one.caption} {one.credit}" for one in found if one.caption),
        credit=any(picture.credit for picture in found),
        dateline=article.dateline is not None,
    )


def _body(article: Any) -> str:
    """The body as text, its dateline put back, since annotations count it as of the body."""
    start = [article.dateline.value] if article.dateline else []
    return "\n".join([*start, *(block.text for block in article.body if block.text)])


def _zoned(time: Any) -> datetime | None:
    if time is None or time.assumed_zone or time.day_only:
        return None
    value: datetime = time.value
    return value
