"""A story as a list of passages: its words as the reader reads them, without their markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from broadsheet.kit.html import plain
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import Use
from broadsheet.pictures.templatetags.pictures import picture_words
from broadsheet.stories.models import Story

Passage = tuple[str, str]
"""Its place in the story, and its words."""
ONCE = ("sponsor", "headline", "standfirst", "byline", "dateline")
"""Places of which a story has one."""
_ENDS = re.compile(r"</(?:p|li|h\d|blockquote)>")
_WORDS = ("alt", "caption", "credit", "agency", "kind", "source", "crop")


@dataclass(frozen=True)
class Shown:
    """What a version shows: its words, and its pictures with theirs."""

    passages: list[Passage]
    pictures: list[dict[str, Any]]


def shown_by(story: Story) -> Shown:
    """Return what a story shows, as its row or a draft of it now is."""
    pictures = _library(story)
    with translation.override(story.language):
        words = [passage for passage in _passages(story, pictures) if passage[1]]
        there = [_facts(use) for use in _uses(story, pictures) if use.picture is not None]
    return Shown(words, there)


def _passages(story: Story, pictures: dict[int, Picture]) -> Iterator[Passage]:
    yield "sponsor", story.sponsor.line if story.sponsor else ""
    yield "headline", story.title.strip()
    yield "standfirst", story.standfirst.strip()
    yield "byline", ", ".join(row.contributor.name for row in story.bylines.all())
    yield "dateline", story.dateline.strip()
    yield "caption", _caption(story.use)
    for block in story.body.raw_data:
        yield from _of_block(block["type"], block["value"], pictures)


def _of_block(kind: str, value: Any, pictures: dict[int, Picture]) -> Iterator[Passage]:
    if kind == "paragraphs":
        yield from (("paragraph", words) for words in _parted(value))
    elif kind == "subhead":
        yield "subhead", value.strip()
    elif kind in ("quote", "pull_quote"):
        yield kind, _line(value, "text", "speaker", "position")
    elif kind in ("picture", "gallery"):
        yield "subhead", value.get("title", "") if kind == "gallery" else ""
        yield from (("caption", _caption(use)) for use in _uses_of(kind, value, pictures))
    elif kind == "fact_box":
        yield "fact_box", value["title"].strip()
        yield from (("fact_box", words) for words in _parted(value["text"]))
    elif kind == "table":
        yield from (("table", row) for row in _rows(value))
    elif kind in ("video", "audio", "embed"):
        yield kind, _line(value, "title", "caption", "author", "text")


def _parted(markup: str) -> Iterator[str]:
    """Return the words of each paragraph and point of a list."""
    return (words for part in _ENDS.split(markup or "") if (words := plain(part)))


def _line(value: Any, *names: str) -> str:
    return " — ".join(words for name in names if (words := str(value.get(name) or "").strip()))


def _rows(value: Any) -> Iterator[str]:
    yield str(value.get("caption") or "").strip()
    table = value.get("table") or {}
    yield " | ".join(str(column.get("heading") or "") for column in table.get("columns", ()))
    for row in table.get("rows", ()):
        yield " | ".join(str(cell) for cell in row.get("values", ()))


# --- pictures ---


def _library(story: Story) -> dict[int, Picture]:
    wanted = {
        use.get("picture")
        for block in story.body.raw_data
        for use in _raw_uses(block["type"], block["value"])
    } - {None}
    return Picture.objects.in_bulk(wanted) if wanted else {}


def _raw_uses(kind: str, value: Any) -> Iterator[Any]:
    if kind == "picture":
        yield value
    elif kind == "gallery":
        for item in value.get("pictures") or ():
            # Older lists are stored bare.
            yield item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _uses_of(kind: str, value: Any, pictures: dict[int, Picture]) -> Iterator[Use]:
    for raw in _raw_uses(kind, value):
        words = {name: str(raw.get(name) or "") for name in _WORDS}
        yield Use(**words, picture=pictures.get(raw.get("picture") or 0))


def _uses(story: Story, pictures: dict[int, Picture]) -> Iterator[Use]:
    yield story.use
    for block in story.body.raw_data:
        yield from _uses_of(block["type"], block["value"], pictures)


def _caption(use: Use) -> str:
    """Return the words under a picture; readers see no use without its file."""
    if use.picture is None:
        return ""
    words = picture_words(use)
    return " ".join(part for part in (words.caption, words.credit_line) if part)


def _facts(use: Use) -> dict[str, Any]:
    picture: Any = use.picture
    words = picture_words(use)
    facts = {
        "picture": picture.pk,
        "hash": picture.file_hash,
        "alt": words.alt,
        "caption": words.caption,
        "credit": words.credit_line,
    }
    return facts | ({"crop": use.crop} if use.crop else {})
