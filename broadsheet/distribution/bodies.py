"""A story's body as feeds carry it: plain HTML with full addresses, nothing that runs or loads.

No templates: a feed of forty whole stories is written again at every publication that it has.
Players and posts from elsewhere become links; what the whole is cleaned with is one list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import nh3
from django.conf import settings
from django.utils.translation import gettext

from broadsheet.distribution.items import Image, Media
from broadsheet.distribution.xml import clean
from broadsheet.kit.html import escape
from broadsheet.stories.players import provider

TAGS = frozenset(
    {
        *("p", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "figure", "figcaption", "img"),
        *("a", "b", "strong", "i", "em", "sup", "sub", "br", "hr", "div", "small"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "div": {"lang", "dir"},
    "th": {"scope"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_LINK = re.compile(r"<a\s[^>]*>")
_PAGE = re.compile(r'\blinktype="page"')
_ID = re.compile(r'\bid="(\d{1,18})"')

Value = Any
Raw = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class AtHand:
    """What a body names, read at once: full addresses of pages by key, pictures in use.

    ``picture`` makes an image of a stored use, ``played`` finds what a block plays of the library;
    both give ``None`` where readers have none.
    """

    pages: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    picture: Callable[[Mapping[str, Any]], Image | None] = lambda _use: None
    played: Callable[[Mapping[str, Any]], Media | None] = lambda _value: None


def items(value: Value) -> Iterator[Any]:
    """Give the items of a stored list; older ones are stored bare."""
    for item in value or ():
        yield item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def pages_named(raw: Raw) -> Iterator[int]:
    """Give the pages that a body links to or lists, by key."""
    for block in raw:
        kind, value = block["type"], block["value"]
        if kind == "related":
            yield from (pk for pk in items(value["stories"]) if pk)
        elif kind in ("paragraphs", "fact_box"):
            text = value if kind == "paragraphs" else value["text"]
            for tag in _LINK.findall(text or ""):
                if _PAGE.search(tag) and (found := _ID.search(tag)):
                    yield int(found[1])


def pictures_named(raw: Raw) -> Iterator[int]:
    """Give the pictures that a body shows, by key."""
    yield from (pk for pk, _part in parts_named(raw))


def parts_named(raw: Raw) -> Iterator[tuple[int, str]]:
    """Give the pictures that a body shows, by key, with the part that is shown of each."""
    for block in raw:
        kind, value = block["type"], block["value"]
        uses = [value] if kind == "picture" else []
        if kind == "gallery":
            uses = list(items(value["pictures"]))
        yield from (
            (use["picture"], str(use.get("crop") or "")) for use in uses if use.get("picture")
        )


def recordings_named(raw: Raw) -> Iterator[int]:
    """Give the films and sounds that a body plays, by key."""
    for block in raw:
        if block["type"] in ("video", "audio") and (pk := block["value"].get("recording")):
            yield pk


def media_of(raw: Raw, at_hand: AtHand) -> tuple[Media, ...]:
    """Return the files that a body plays, in order."""
    played = (at_hand.played(one["value"]) for one in raw if one["type"] in ("video", "audio"))
    return tuple(one for one in played if one is not None)


def body(raw: Raw, at_hand: AtHand) -> str:
    """Return a body as clean HTML."""
    parts = (_WRITE[one["type"]](one["value"], at_hand) for one in raw if one["type"] in _WRITE)
    return cleaned("\n".join(part for part in parts if part))


def cleaned(markup: str) -> str:
    """Return markup with what may stand in a feed, its addresses full."""
    return nh3.clean(
        clean(markup),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        url_relative=("rewrite_with_base", f"{settings.SITE_URL}/"),
        link_rel=None,
    ).strip()


def figure(image: Image) -> str:
    """Return a picture with its caption and credit."""
    words = " ".join(
        part
        for part in (
            escape(image.caption),
            f"<small>{escape(image.credit)}</small>" if image.credit else "",
        )
        if part
    )
    size = f'width="{image.width}" height="{image.height}"'
    tag = f'<img src="{_quoted(image.address)}" alt="{_quoted(image.alt)}" {size}>'
    return f"<figure>{tag}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def link(address: str, words: str) -> str:
    """Return a link."""
    return f'<a href="{_quoted(address)}">{escape(words)}</a>'


def _quoted(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _words(value: Value, name: str) -> str:
    return str(value.get(name) or "").strip()


def _text(value: Value, at_hand: AtHand) -> str:
    """Return running text with its links to pages led to where they are; a dead one is no link."""

    def lead(found: re.Match[str]) -> str:
        tag = found[0]
        if not _PAGE.search(tag):
            return tag
        number = _ID.search(tag)
        page = at_hand.pages.get(int(number[1])) if number else None
        return f'<a href="{_quoted(page[0])}">' if page else "<a>"

    return _LINK.sub(lead, value or "")


def _subhead(value: Value, _at_hand: AtHand) -> str:
    return f"<h3>{escape(value or '')}</h3>"


def _quote(value: Value, _at_hand: AtHand) -> str:
    said = ", ".join(filter(None, (_words(value, "speaker"), _words(value, "position"))))
    by = f"<p><cite>{escape(said)}</cite></p>" if said else ""
    return f"<blockquote><p>{_lines(_words(value, 'text'))}</p>{by}</blockquote>"


def _picture(value: Value, at_hand: AtHand) -> str:
    image = at_hand.picture(value)
    return figure(image) if image else ""


def _gallery(value: Value, at_hand: AtHand) -> str:
    title = _words(value, "title")
    head = f"<h3>{escape(title)}</h3>" if title else ""
    return head + "".join(_picture(use, at_hand) for use in items(value["pictures"]))


def _video(value: Value, at_hand: AtHand) -> str:
    return _played(gettext("Watch: %(title)s"), value, at_hand)


def _audio(value: Value, at_hand: AtHand) -> str:
    return _played(gettext("Listen: %(title)s"), value, at_hand)


def _played(pattern: str, value: Value, at_hand: AtHand) -> str:
    media = at_hand.played(value)
    address = media.address if media else _words(value, "address")
    if not address:
        return ""
    words = pattern % {"title": _words(value, "title") or (media.title if media else "")}
    caption = " ".join(filter(None, (_words(value, "caption"), _words(value, "credit"))))
    said = f"<br>{escape(caption)}" if caption else ""
    return f"<p>{link(address, words)}{said}</p>"


def _embed(value: Value, _at_hand: AtHand) -> str:
    address = _words(value, "address")
    place = _words(value, "provider") or provider(address)
    words = gettext("Read it at %(place)s") % {"place": place}
    text, author = _words(value, "text"), _words(value, "author")
    said = f"<p>{_lines(text)}</p>" if text else ""
    by = f"{escape(author)} · " if author else ""
    return f"<blockquote>{said}<p>{by}{link(address, words)}</p></blockquote>"


def _table(value: Value, _at_hand: AtHand) -> str:
    table = value.get("table") or {}
    heads = "".join(f'<th scope="col">{_cell(one["heading"])}</th>' for one in table["columns"])
    rows = "".join(
        f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row['values'])}</tr>"
        for row in table["rows"]
    )
    source = _words(value, "source")
    said = f"<p><small>{escape(source)}</small></p>" if source else ""
    caption = f"<caption>{escape(_words(value, 'caption'))}</caption>"
    head, foot = f"<thead><tr>{heads}</tr></thead>", f"<tbody>{rows}</tbody>"
    return f"<table>{caption}{head}{foot}</table>{said}"


def _cell(value: Value) -> str:
    return escape(str(value if value is not None else ""))


def _fact_box(value: Value, at_hand: AtHand) -> str:
    return f"<h3>{escape(_words(value, 'title'))}</h3>{_text(value['text'], at_hand)}"


def _related(value: Value, at_hand: AtHand) -> str:
    there = [at_hand.pages[pk] for pk in items(value["stories"]) if pk in at_hand.pages]
    lines = "".join(f"<li>{link(address, title)}</li>" for address, title in there)
    title = _words(value, "title") or gettext("Related stories")
    return f"<p>{escape(title)}</p><ul>{lines}</ul>" if there else ""


# A pull quote stands in the story already; the corrections come after every body.
_WRITE: dict[str, Callable[[Value, AtHand], str]] = {
    "paragraphs": _text,
    "subhead": _subhead,
    "quote": _quote,
    "picture": _picture,
    "gallery": _gallery,
    "video": _video,
    "audio": _audio,
    "embed": _embed,
    "table": _table,
    "fact_box": _fact_box,
    "related": _related,
}
