"""Files that readers get as they are: pictures and recordings, whole or in part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from broadsheet.press.serving.answers import NOT_MODIFIED, OK, Headers
from broadsheet.press.serving.asking import http_moment, names_tag, part_of, unchanged_since

PARTIAL, UNSATISFIABLE = 206, 416


@dataclass(frozen=True)
class Shelf:
    """A folder that is open to readers under an address; ``types`` names what may be had from it.

    What is there never changes under one name, so that browsers keep it.
    """

    prefix: str
    root: Path
    types: Mapping[str, str]
    always: tuple[tuple[str, str], ...] = ()

    def find(self, address: str) -> Path | None:
        """Return the file of an address, or ``None``; no way leads out of the folder."""
        try:
            root = self.root.resolve()
            path = (root / address.removeprefix(self.prefix)).resolve()
            known = path.suffix.lower() in self.types
            inside = known and path.is_relative_to(root) and path.is_file()
        except (OSError, ValueError):  # a name that is too long, or holds a null
            return None
        return path if inside else None


@dataclass(frozen=True)
class Part:
    """How a file is answered: status, headers, and the part that is sent."""

    status: int
    headers: Headers
    start: int = 0
    end: int = 0


def answered(shelf: Shelf, path: Path, asked: Any, *, whole: bool = False) -> Part:
    """Decide how to answer for a file; ``asked`` has the request's headers (``get``).

    ``whole`` for a method that knows no ranges (RFC 9110, 14.2).
    """
    found = path.stat()
    modified = datetime.fromtimestamp(int(found.st_mtime), UTC)
    tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
    headers: Headers = [
        ("etag", tag),
        ("last-modified", format_datetime(modified, usegmt=True)),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("accept-ranges", "bytes"),
        *shelf.always,
    ]
    if _is_fresh(asked, tag, modified):
        return Part(NOT_MODIFIED, headers)
    headers.append(("content-type", shelf.types[path.suffix.lower()]))
    size = found.st_size
    part = None if whole else _part(asked, tag, modified, size)
    if part is None:
        return Part(OK, [*headers, ("content-length", str(size))], 0, size)
    start, end = part
    if start == end:
        where = [("content-range", f"bytes */{size}"), ("content-length", "0")]
        return Part(UNSATISFIABLE, [*headers, *where])
    where = [
        ("content-range", f"bytes {start}-{end - 1}/{size}"),
        ("content-length", str(end - start)),
    ]
    return Part(PARTIAL, [*headers, *where], start, end)


def _is_fresh(asked: Any, tag: str, modified: datetime) -> bool:
    known = asked.get("if-none-match")
    if known is not None:
        return names_tag(known, tag)
    since = asked.get("if-modified-since")
    return since is not None and unchanged_since(since, modified)


def _part(asked: Any, tag: str, modified: datetime, size: int) -> tuple[int, int] | None:
    """The part to send; all of it if the reader has another version (``If-Range``, 13.1.5)."""
    wanted = asked.get("range")
    if wanted is None:
        return None
    condition = asked.get("if-range")
    if condition is not None and condition.strip() != tag and http_moment(condition) != modified:
        return None
    return part_of(wanted, size)
