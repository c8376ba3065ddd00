"""Bringing files in: read by a format, written by the loader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import Article, FormatError
from broadsheet.archive.formats import html, page_text
from broadsheet.archive.loader import Order, Outcome, load

MAX_BYTES = 20 * 1024 * 1024


class Reader(Protocol):
    """What every format offers."""

    def __call__(self, data: bytes, *, zone: ZoneInfo, address: str = "", now: datetime) -> Article:
        """Read bytes into an article; raises ``FormatError`` with what to do."""
        ...


FORMATS: dict[str, Reader] = {"page-text": page_text.read, "html": html.read}


@dataclass(frozen=True)
class Refused:
    """A file that could not be brought in, and why."""

    path: str
    reason: str


def read_file(
    path: Path, format_name: str, *, zone: ZoneInfo, address: str, now: datetime
) -> Article:
    """Read one file; raises ``FormatError`` if it is missing, too large or no article."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FormatError(
                f"{path} has {size:,} bytes; a page of more than {MAX_BYTES:,} is none. "
                "Save one article to a file."
            )
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror or error}.") from error
    return FORMATS[format_name](data, zone=zone, address=address, now=now)


def import_files(
    paths: list[Path],
    order: Order,
    *,
    zone: ZoneInfo,
    address: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[tuple[Path, Outcome | Refused]]:
    """Bring files in one by one, telling what became of each; one bad file stops no other."""
    for done, path in enumerate(paths, 1):
        try:
            article = read_file(path, order.format, zone=zone, address=address, now=order.at)
            yield path, load(article, order)
        except FormatError as error:
            yield path, Refused(str(path), str(error))
        progress(done, len(paths))
