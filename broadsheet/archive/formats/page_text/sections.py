"""The section of an article: from its breadcrumb, its kicker, or its address."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from urllib.parse import unquote, urlsplit

from broadsheet.archive.articles import Found
from broadsheet.archive.formats.page_text.page import Page
from broadsheet.archive.formats.page_text.words import key

_MARKS = re.compile(r"\s*(?:[›»>→]|&gt;|\s[/|•·\\-]\s|(?<=\w)/(?=\w))\s*")
_HOME = re.compile(
    r"^(?:home(?:page)?|accueil|startseite|inicio|início|होम|मुख्य पृष्ठ)\b[\s:|]*", re.I
)
_HOME_GLUED = re.compile(r"^Home(?=[A-Z])")
_REACH = 14  # pieces above the headline in which a breadcrumb may stand
_SURE = re.compile(
    r"^\s*(?:home|accueil|startseite|inicio|início|होम)|\S\s?[›»>]\s?\S", re.IGNORECASE
)
_NEAR = 3  # pieces above it in which one that does not begin with the home page may stand
_LONGEST = 220
_LONGEST_NAME = 40
_MOST = 4
_NAME_WORDS = 5
_KICKER_WORDS = 3
_SAME = 18  # characters with which a cut headline at a breadcrumb's end must agree


@cache
def names() -> frozenset[str]:
    """Names of sections that papers use, in lower case."""
    source = resources.files(__package__).joinpath("sections.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(source)["names"])


def is_kicker(text: str) -> bool:
    """Whether a text is a section's name, alone or before a mark ("Science | Questions")."""
    parts = [part.strip().casefold() for part in re.split(r"\s[|/›»>]\s", text)]
    short = len(parts) > 1 and all(len(part.split()) <= _KICKER_WORDS for part in parts)
    return short or (parts[0] in names() and len(text.split()) <= _NAME_WORDS + 1)


def find(page: Page, address: str) -> tuple[Found, ...]:
    """The path of sections from the top, without the home page and the headline itself."""
    found = _breadcrumb(page) or _stacked(page) or _kicker(page)
    if found:
        return found
    path = _from_address(address)
    if path:
        page.warn("section-from-address", "The page names no section; the address was read.")
    return path


def _breadcrumb(page: Page) -> tuple[Found, ...]:
    for place in reversed(page.between(page.headline - _REACH, page.headline + 3)):
        piece = page.pieces[place]
        if place == page.headline or len(piece.text) > _LONGEST or not page.free(place):
            continue
        parts = _parts(piece.text, page.pieces[page.headline].text)
        near = place >= page.headline - _NEAR or _SURE.search(piece.text)
        if parts and near:
            page.taken.add(place)
            return tuple(Found(part, piece.lines) for part in parts)
    return ()


def _parts(text: str, headline: str) -> list[str]:
    """The sections that one line names, if it is a breadcrumb."""
    glued = _HOME_GLUED.match(text)
    home = _HOME.match(text)
    rest = text[(glued or home).end() :] if (glued or home) else text  # type: ignore[union-attr]
    rest = _without_headline(rest, headline)
    marked = [part.strip(" :|›»>-–—/") for part in _MARKS.split(rest)]
    marked = [part for part in marked if part and not _is_headline(part, headline)]
    if len(_MARKS.split(text)) > 1 and (home or _all_known(marked)):
        return marked[:_MOST] if all(_name(part) for part in marked) else []
    if not (glued or home):
        return []
    return _split_known(rest.strip())


def _without_headline(text: str, headline: str) -> str:
    at = text.find(headline[:_LONGEST_NAME])
    return text[:at] if at > 0 else text


def _is_headline(part: str, headline: str) -> bool:
    """Whether a part is the headline, whole or cut short with dots."""
    own, other = key(part.rstrip(".…")), key(headline)
    return len(own) >= min(_SAME, len(other)) and (other.startswith(own) or own.startswith(other))


def _name(part: str) -> bool:
    return len(part) <= _LONGEST_NAME and len(part.split()) <= _NAME_WORDS and "." not in part[:-1]


def _all_known(parts: list[str]) -> bool:
    return len(parts) > 1 and any(part.casefold() in names() for part in parts)


def _split_known(text: str) -> list[str]:
    """A breadcrumb without marks ("News India"): known names one by one, else one name."""
    words = text.split()
    if not words or len(words) > _NAME_WORDS or not _name(text):
        return []
    if text.casefold() in names():
        return [text]
    for cut in range(len(words) - 1, 0, -1):
        first = " ".join(words[:cut])
        if first.casefold() in names():
            return [first, *_split_known(" ".join(words[cut:]))]
    return [text] if all(word[0].isupper() or not word[0].isascii() for word in words) else []


def _stacked(page: Page) -> tuple[Found, ...]:
    """A breadcrumb with one name on a line, from "Home" down to the headline."""
    above = list(page.between(page.headline - _MOST - 2, page.headline))
    while above and _is_headline(page.pieces[above[-1]].text, page.pieces[page.headline].text):
        above.pop()
    chain: list[int] = []
    for place in reversed(above):
        text = page.pieces[place].text.strip(" >›»/|")
        if text and text.casefold() not in names() - {"home"}:
            break
        if text:
            chain.insert(0, place)
    # A menu runs on past the window, and its last entries are not this article's sections.
    if len(chain) <= 1 or chain[0] == above[0]:
        return ()
    page.taken.update(chain)
    found = [Found(page.pieces[n].text.strip(" >›»/|"), page.pieces[n].lines) for n in chain]
    return tuple(one for one in found if one.value.casefold() != "home")[-_MOST:]


def _kicker(page: Page) -> tuple[Found, ...]:
    """A known section's name on a line of its own beside the headline."""
    for place in (page.headline - 1, page.headline + 1, page.headline - 2, page.headline - 3):
        if not 0 <= place < len(page.pieces) or not page.free(place):
            continue
        text = page.pieces[place].text.strip(" >›»/|")
        if text.casefold() in names() - {"home"}:
            page.taken.add(place)
            return (Found(text, page.pieces[place].lines),)
    return ()


def _from_address(address: str) -> tuple[Found, ...]:
    segments = [unquote(part) for part in urlsplit(address).path.split("/") if part]
    path = []
    for segment in segments[:-1]:
        name = segment.replace("-", " ").strip()
        if name.casefold() not in names():
            break
        path.append(Found(name.title() if name.isascii() else name))
    return tuple(path[:_MOST])
