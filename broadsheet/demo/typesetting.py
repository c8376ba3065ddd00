"""A demo story's words as the raw data of a story's body: pure but for the numbers handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from broadsheet.demo import blocks
from broadsheet.demo.dates import dated
from broadsheet.kit.html import escape

Raw = dict[str, Any]
EMPHASIS = re.compile(r"\*([^*]+)\*")
LINK = re.compile(r"\[([^\]]+)\]\(story:([a-z0-9-]+)\)")
# A figure and its unit stay on one line.
UNIT = re.compile(r"(?<=\d) (?=(?:crore|lakh|per cent|am|pm|kilometres|metres|km)\b)")
KINDS = {"file": "file_photo", "ai": "ai_made"}
FIGURE = re.compile(r"[₹\d][\d.,:–% a-z₹]*")


@dataclass(frozen=True, slots=True)
class Case:
    """What the typesetter needs at hand: row numbers by key, the edition's day, the language."""

    pictures: Mapping[str, int]
    stories: Mapping[str, int]
    day: date
    language: str
    recordings: Mapping[str, int] = field(default_factory=dict)

    def plain(self, text: str) -> str:
        """Return a text for a field that holds no markup."""
        unmarked = EMPHASIS.sub(r"\1", LINK.sub(r"\1", text))
        return UNIT.sub("\u00a0", dated(unmarked, self.day, self.language))

    def rich(self, text: str) -> str:
        """Return a text as the inside of a paragraph of rich text."""
        marked = escape(UNIT.sub("\u00a0", dated(text, self.day, self.language)))
        linked = LINK.sub(
            lambda found: f'<a linktype="page" id="{self.stories[found[2]]}">{found[1]}</a>', marked
        )
        return EMPHASIS.sub(r"<i>\1</i>", linked)

    def picture(self, use: blocks.PictureUse) -> Raw:
        """Return the value of a picture in use."""
        return {
            "picture": self.pictures[use.picture],
            "alt": self.plain(use.alt),
            "caption": self.plain(use.caption),
            "credit": use.credit,
            "agency": "",
            "kind": KINDS.get(use.kind, use.kind),
            "source": "",
        }


def body(story_blocks: Iterable[blocks.Block], case: Case) -> list[Raw]:
    """Return the raw StreamField data; paragraphs that follow each other become one block."""
    out: list[Raw] = []
    for block in story_blocks:
        name, value = SETTERS[type(block)](block, case)
        if name == "paragraphs" and out and out[-1]["type"] == name:
            out[-1]["value"] += value
        else:
            out.append({"type": name, "value": value})
    return out


def paragraphs(texts: Iterable[str], case: Case) -> str:
    """Return texts as paragraphs of rich text."""
    return "".join(f"<p>{case.rich(text)}</p>" for text in texts)


def _paragraph(block: blocks.Paragraph, case: Case) -> tuple[str, Any]:
    return "paragraphs", paragraphs([block.text], case)


def _subhead(block: blocks.Subhead, case: Case) -> tuple[str, Any]:
    return "subhead", case.plain(block.text)


def _quote(block: blocks.Quote, case: Case) -> tuple[str, Any]:
    speaker, _, position = block.who.partition(", ")
    value = {"text": case.plain(block.text), "speaker": speaker, "position": position}
    return "quote", value


def _pull_quote(block: blocks.PullQuote, case: Case) -> tuple[str, Any]:
    return "pull_quote", {"text": case.plain(block.text), "speaker": block.who}


def _picture(block: blocks.PictureUse, case: Case) -> tuple[str, Any]:
    return "picture", case.picture(block)


def _gallery(block: blocks.Gallery, case: Case) -> tuple[str, Any]:
    return "gallery", {
        "title": block.title,
        "pictures": [case.picture(use) for use in block.uses],
    }


def _audio(block: blocks.Audio, case: Case) -> tuple[str, Any]:
    return "audio", {"recording": case.recordings[block.recording]}


def _video(block: blocks.Video, case: Case) -> tuple[str, Any]:
    if block.recording:
        return "video", {"recording": case.recordings[block.recording]}
    return "video", {
        "title": block.title,
        "address": block.address,
        "poster": case.pictures[block.poster],
        "duration": block.seconds,
        "caption": "",
        "credit": block.credit,
        "transcript": block.transcript,
    }


def _embed(block: blocks.Embed, case: Case) -> tuple[str, Any]:
    host = urlsplit(block.address).hostname or ""
    value = {"address": block.address, "provider": host, "author": "", "text": block.title}
    return "embed", {**value, "text": case.plain(block.title)}


def _table(block: blocks.Table, case: Case) -> tuple[str, Any]:
    columns = [
        {
            "type": "figure" if all(FIGURE.fullmatch(row[n]) for row in block.rows) else "text",
            "heading": case.plain(heading),
        }
        for n, heading in enumerate(block.head)
    ]
    rows = [{"values": [case.plain(cell) for cell in row]} for row in block.rows]
    table = {"columns": columns, "rows": rows, "caption": ""}
    return "table", {"caption": block.caption, "table": table, "source": block.source}


def _fact_box(block: blocks.FactBox, case: Case) -> tuple[str, Any]:
    items = "".join(f"<li>{case.rich(item)}</li>" for item in block.items)
    return "fact_box", {"title": block.title, "text": f"<ul>{items}</ul>"}


def _related(block: blocks.Related, case: Case) -> tuple[str, Any]:
    return "related", {
        "title": block.title,
        "stories": [case.stories[key] for key in block.stories],
    }


SETTERS: dict[type, Callable[[Any, Case], tuple[str, Any]]] = {
    blocks.Paragraph: _paragraph,
    blocks.Subhead: _subhead,
    blocks.Quote: _quote,
    blocks.PullQuote: _pull_quote,
    blocks.PictureUse: _picture,
    blocks.Gallery: _gallery,
    blocks.Video: _video,
    blocks.Audio: _audio,
    blocks.Embed: _embed,
    blocks.Table: _table,
    blocks.FactBox: _fact_box,
    blocks.Related: _related,
}
