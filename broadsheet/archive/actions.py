"""Bringing files in: read by a format, written by the loader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError

from broadsheet.archive.articles import Article, FormatError
from broadsheet.archive.formats import html, page_text
from broadsheet.archive.loader import Order, Outcome, load
from broadsheet.kit.refusals import Refused

MAX_BYTES = 20 * 1024 * 1024


class Reader(Protocol):
    """What every format offers."""

    def __call__(self, data: bytes, *, zone: ZoneInfo, address: str = "", now: datetime) -> Article:
        """Read bytes into an article; raises ``FormatError`` with what to do."""
        ...


FORMATS: dict[str, Reader] = {"page-text": page_text.read, "html": html.read}


@dataclass(frozen=True)
class Left:
    """A file that was left out, and why; nothing of it was written."""

    path: str
    reason: str


def read_bytes(path: Path) -> bytes:
    """Read one file; raises ``FormatError`` if it is missing or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FormatError(
                f"{path} has {size:,} bytes; a page of more than {MAX_BYTES:,} is none. "
                "Save one article to a file."
            )
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror or error}.") from error


def import_files(
    paths: list[Path],
    order: Order,
    *,
    zone: ZoneInfo,
    address: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[tuple[Path, Outcome | Left]]:
    """Bring files in one by one, telling what became of each; one bad file stops no other."""
    for done, path in enumerate(paths, 1):
        try:
            data = read_bytes(path)
            article = FORMATS[order.format](data, zone=zone, address=address, now=order.at)
            yield path, load(article, replace(order, digest=sha256(data).hexdigest()))
        except (FormatError, Refused, ValidationError, PermissionDenied) as error:
            yield path, Left(str(path), _words(error))
        progress(done, len(paths))


def _words(error: Exception) -> str:
    """Return what an error says, each reason once."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
