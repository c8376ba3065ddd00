"""Pictures in use: which pictures belong to the article, with caption, credit, agency and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.archive.articles import FoundPicture
from broadsheet.archive.formats.html import captions, inline, jsonld, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, credits

_SMALL = 100  # pixels: an icon, not a picture
_NOT_PICTURES = re.compile(
    r"logo|(?:^|[\W_])(?:icons?|avatars?|sprite|spacer|pixel|blank|1x1|emoji|badges?|buttons?|"
    r"gravatar|favicon|whatsapp|facebook|twitter|telegram|loader|transparent)(?:$|[\W_])|"
    r"\.svg(?:$|\?)",
    re.IGNORECASE,
)
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-url", "data-img-url", "src")


def of_segment(one: Segment, address: str) -> FoundPicture | None:
    """The picture of one segment; ``None`` for an icon, a logo or a tracking pixel."""
    image = one.picture if one.picture.tag != "picture" else one.picture.find(".//img")
    if image is None:
        return None
    target = _address(one.picture, image, address)
    words = captions.of(one)
    marks = f"{target[-200:]} {image.get('class') or ''} {image.get('alt') or ''}"
    if _NOT_PICTURES.search(marks[:600]) or _is_small(image):
        return None
    if not target and not words.caption:
        return None
    alt = wording.clean(image.get("alt") or "")
    lines = {*one.lines, *(line for run in words.runs for line in run.lines)}
    found = credited(words.caption, words.credit)
    return replace(found, alt=alt, source=target, lines=tuple(sorted(lines)))


def _is_small(image: Any) -> bool:
    for name in ("width", "height"):
        digits = re.match(r"\d{1,6}(?=$|px)", (image.get(name) or "").strip())
        if digits and 0 < int(digits[0]) < _SMALL:
            return True
    return False


def _address(picture: Any, image: Any, address: str) -> str:
    """The picture's address, made whole where the page's own address is known."""
    sets = (one.get("srcset") or one.get("data-srcset") or "" for one in _sources(picture, image))
    for candidate in (*(image.get(name) or "" for name in _ADDRESSES), *map(_largest, sets)):
        target = inline.link(candidate, address)
        if target or (not address and candidate and ":" not in candidate):
            return target or candidate
    return ""


def _sources(picture: Any, image: Any) -> Iterator[Any]:
    yield image
    yield from picture.iter("source")


def _largest(srcset: str) -> str:
    """The last address of a set: they are written from small to large."""
    parts = [part.split() for part in srcset.split(", ")]
    return next((part[0] for part in reversed(parts) if part), "")


def credited(caption: str, credit: str, lines: tuple[int, ...] = ()) -> FoundPicture:
    """A caption and a credit, which may stand at the caption's end, as one picture in use."""
    found = credits.split(caption)
    if credit:
        own = credits.split(f"x ({credit})") if credits.is_credit(credit) else None
        written = (own.credit if own else "") or credit.strip(" ()[]|")
        kind = found.kind if found.kind != "photo" else credits.kind_of(credit)
        agency = agencies.find(written)
        return FoundPicture(found.caption, written, agency, kind, lines=lines)
    return replace(found, lines=lines)


def lead(source: Source, before: list[FoundPicture]) -> FoundPicture | None:
    """The lead picture: the one shown ahead of the body that the page's data names, else the
    first one shown there, else the one in the data.
    """
    named = list(_named(source))
    for picture in before:
        other = next((one for one in named if same(picture, one)), None)
        if other:
            return _filled(picture, other)
    return next(iter([*before, *named]), None)


def same(one: FoundPicture, other: FoundPicture) -> bool:
    """Whether two are one picture: papers serve each in many sizes."""
    if one.source and other.source:
        return _same(one.source, other.source)
    return bool(one.caption) and one.caption == other.caption


def _filled(shown: FoundPicture, named: FoundPicture) -> FoundPicture:
    if shown.caption or not named.caption:
        return shown
    return replace(shown, caption=named.caption, credit=shown.credit or named.credit,
                   agency=shown.agency or named.agency)  # fmt: skip


def _named(source: Source) -> Iterator[FoundPicture]:
    """Pictures that the page's data names as the article's."""
    for value, lines in source.linked.values("image", "thumbnailUrl"):
        target = value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
        if not isinstance(target, str) or not inline.link(target, source.address):
            continue
        caption = credit = ""
        if isinstance(value, dict):
            caption = _plain(value.get("caption") or value.get("description"))
            credit = _plain(value.get("creditText") or value.get("copyrightHolder"))
        found = credited(caption, credit)
        yield replace(found, source=inline.link(target, source.address), lines=lines)
    alt = source.meta.first("og:image:alt", "twitter:image:alt")
    for target, lines in source.meta.all("og:image", "twitter:image", "og:image:url"):
        if inline.link(target, source.address):
            yield FoundPicture(alt=alt, source=inline.link(target, source.address), lines=lines)


def _plain(value: Any) -> str:
    return jsonld.name_of(value) if value else ""


def _same(one: str, other: str) -> bool:
    """Whether two addresses are of one picture: papers serve each in many sizes."""
    mine, theirs = _stem(one), _stem(other)
    return bool(mine) and mine == theirs


def _stem(target: str) -> str:
    try:
        path = urlsplit(urljoin("http://x/", target)).path
    except ValueError:
        return ""
    name = path.rstrip("/").rsplit("/", 1)[-1].split(".")[0]
    return re.sub(r"[-_]?\d{2,4}x\d{2,4}$", "", name).casefold()
