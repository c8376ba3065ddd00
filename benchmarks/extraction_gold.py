"""Reads the annotated pages that ``extraction.py`` is measured on.

Three layouts are known, each told by what lies in its folder:

- ``aeb``: ``ground-truth.json`` (body text by page) beside ``html/*.html.gz``;
- ``wcxb-dev``: ``ground-truth/*.json`` beside ``html/*.html.gz`` (title, author, day, body, and
  phrases that must and must not be in the body);
- ``newton``: ``*.json`` beside ``*.html.gz`` (title, authors, times, section, tags, captions). The
  text given there is noisy and is not used.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Gold:
    """What a page's annotation says; ``None`` (or an empty tuple) where it says nothing."""

    body: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    day: str | None = None
    published: str | None = None
    updated: str | None = None
    section: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    must_have: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """One saved page and its annotation."""

    corpus: str
    path: Path
    address: str
    gold: Gold

    def data(self) -> bytes:
        """The page's bytes as they were saved."""
        return gzip.decompress(self.path.read_bytes())


def samples(folder: Path) -> Iterator[Sample]:
    """Every annotated page under ``folder``, which holds one or more of the known layouts."""
    for place in sorted({folder, *(path for path in folder.iterdir() if path.is_dir())}):
        if (place / "ground-truth.json").exists():
            yield from _by_one_file(place)
        elif (place / "ground-truth").is_dir():
            yield from _by_folder(place)
        elif any(place.glob("*.html.gz")):
            yield from _side_by_side(place)


def _by_one_file(place: Path) -> Iterator[Sample]:
    truth = json.loads((place / "ground-truth.json").read_text(encoding="utf-8"))
    for name, entry in sorted(truth.items()):
        path = place / "html" / f"{name}.html.gz"
        yield Sample(place.name, path, entry.get("url", ""), Gold(body=entry["articleBody"]))


def _by_folder(place: Path) -> Iterator[Sample]:
    for file in sorted((place / "ground-truth").glob("*.json")):
        entry = json.loads(file.read_text(encoding="utf-8"))
        truth = entry["ground_truth"]
        gold = Gold(
            body=truth["main_content"],
            title=truth["title"],
            authors=(truth["author"],) if truth["author"] else (),
            day=truth["publish_date"] or None,
            must_have=tuple(truth["with"]),
            must_not=tuple(truth["without"]),
        )
        path = place / "html" / f"{file.stem}.html.gz"
        yield Sample(place.name, path, entry["url"] or "", gold)


def _side_by_side(place: Path) -> Iterator[Sample]:
    for path in sorted(place.glob("*.html.gz")):
        entry = json.loads(path.with_name(path.name[:-8] + ".json").read_text(encoding="utf-8"))
        yield Sample(place.name, path, entry["url"] or "", _fields(entry["parsed_data"]))


def _fields(truth: dict[str, Any]) -> Gold:
    return Gold(
        title=_strings(truth.get("title"))[0],
        authors=_authors(truth.get("author")),
        published=next(iter(_strings(truth.get("published_at"))), None),
        updated=next(iter(_strings(truth.get("modified_at"))), None),
        section=tuple(_split(truth.get("section"))),
        topics=tuple(_split(truth.get("tags"))),
        captions=tuple(dict.fromkeys(_captions(truth.get("images")))),
    )


def _strings(value: Any) -> list[str]:
    return [text for item in value or [] if (text := unescape(unescape(str(item))).strip())]


def _split(value: Any) -> list[str]:
    parts = [part.strip() for text in _strings(value) for part in text.split(",")]
    return [part for part in parts if part]


def _authors(value: Any) -> tuple[str, ...] | None:
    """The annotated names; ``None`` where there is an entry for an author but no name in it."""
    names = tuple(name.strip() for name in _names(value) if name.strip())
    return names if names or not value else None


def _names(value: Any) -> Iterator[str]:
    for author in value or []:
        names = author.get("name")
        yield from names if isinstance(names, list) else [names] if names else []


def _captions(value: Any) -> Iterator[str]:
    for image in value or []:
        caption = image.get("caption")
        if isinstance(caption, str) and len(caption.split()) > 0:
            yield unescape(unescape(caption)).strip()
