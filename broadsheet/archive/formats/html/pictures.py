"""Pictures in use: which pictures belong to the article, with caption, credit, agency and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.archive.articles import FoundPicture
from broadsheet.archive.formats.html import inline, jsonld, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import agencies, credits

_SMALL = 100  # pixels: an icon, not a picture
_NOT_PICTURES = re.compile(
    r"logo|icon|avatar|sprite|spacer|pixel|blank\.|placeholder|1x1|emoji|badge|button|gravatar|"
    r"profile|author|loader|loading|\.svg(?:$|\?)|whatsapp|facebook|twitter|telegram",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|img-?desc|image-?desc|photo-?desc|legend|imgdesc", re.IGNORECASE)
_CREDIT = re.compile(
    r"credit|copyright|photographer|(?:^|[\s_-])source(?:$|[\s_-])|byline", re.IGNORECASE
)
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-url", "data-img-url", "src")


def of_segment(one: Segment, address: str) -> FoundPicture | None:
    """The picture of one segment; ``None`` for an icon, a logo or a tracking pixel."""
    image = one.picture if one.picture.tag != "picture" else one.picture.find(".//img")
    if image is None:
        return None
    target = _address(one.picture, image, address)
    marks = f"{target} {image.get('class') or ''} {image.get('alt') or ''}"
    if not target or _NOT_PICTURES.search(marks[:600]) or _is_small(image):
        return None
    alt = wording.clean(image.get("alt") or "")
    found = credited(*_words(one, image))
    return replace(found, alt=alt, source=target, lines=one.lines + found.lines)


def _is_small(image: Any) -> bool:
    for name in ("width", "height"):
        digits = re.match(r"\d{1,6}(?=$|px)", (image.get(name) or "").strip())
        if digits and 0 < int(digits[0]) < _SMALL:
            return True
    return False


def _address(picture: Any, image: Any, address: str) -> str:
    candidates = [image.get(name) or "" for name in _ADDRESSES]
    for element in (image, *picture.iter("source")):
        candidates.append(_largest(element.get("srcset") or element.get("data-srcset") or ""))
    for candidate in candidates:
        target = inline.link(candidate, address)
        if target or (
            candidate and not address and not candidate.startswith(("data:", "javascript:"))
        ):
            return target or candidate
    return ""


def _largest(srcset: str) -> str:
    """The last address of a set: they are written from small to large."""
    parts = [part.split() for part in srcset.split(", ")]
    return next((part[0] for part in reversed(parts) if part), "")


def _words(one: Segment, image: Any) -> tuple[str, str, tuple[int, ...]]:
    """The caption and the credit that stand with a picture, and their lines."""
    holder = _holder(one)
    if holder is None:
        return "", "", ()
    caption = credit = ""
    lines: tuple[int, ...] = ()
    for element in holder.iter():
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        text = wording.text_of(element) if _speaks(element, names) else ""
        if not text or len(text) > 800:
            continue
        if _CREDIT.search(names) and not credit:
            credit, lines = text, lines + wording.lines_of(element)
        elif not _CREDIT.search(names) and not caption:
            caption, lines = text, lines + wording.lines_of(element)
    if credit and caption.endswith(credit):
        caption = caption[: -len(credit)].rstrip(" |(-–—/,;")
    return caption, credit, tuple(dict.fromkeys(lines))


def _speaks(element: Any, names: str) -> bool:
    return element.tag == "figcaption" or bool(_CAPTION.search(names) or _CREDIT.search(names))


def _holder(one: Segment) -> Any:
    """The figure, or the nearest element around that has a caption and no other picture."""
    if one.place.figure is not None:
        return one.place.figure
    node = one.place.block
    for _ in range(3):
        if node is None or node.tag in {"body", "article", "main"}:
            return None
        if len(list(node.iter("img"))) > 1 or len(wording.text_of(node)) > 600:
            return None
        if any(_CAPTION.search(inner.get("class") or "") for inner in node.iter()):
            return node
        node = node.getparent()
    return None


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
        if any(_same(picture.source, other.source) for other in named):
            other = next(one for one in named if _same(picture.source, one.source))
            return _filled(picture, other)
    if before:
        return before[0]
    return next(iter(named), None)


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
