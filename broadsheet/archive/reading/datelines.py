"""Datelines: the place (and agency) that opens a story's first paragraph.

"NEW DELHI: ", "NEW DELHI, April 7 (PTI): ", "LONDON (Reuters) - ", "Mumbai: ", "Washington — ".
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from broadsheet.archive.reading import agencies

LONGEST = 90  # characters within which a dateline must end
_SHORTEST = 3  # characters of a place in capitals that is not known
_MONTH = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b)"
_WEEKDAY = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
_END = re.compile(r"\s{0,2}(?::{1,2}|[—–]|-{1,2}(?=\s)|\.\s?[—–-]{1,2})\s{0,3}")
_BRACKET = re.compile(r"\s{0,2}[(\[](?P<agency>[^()\[\]\n]{2,40})[)\]]")
_DATE = re.compile(
    r",?\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s?)?(?:(?:jan|feb|mar|apr|may|june?|july?|"
    r"aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}|\d{1,2}\s(?:jan|feb|mar|apr|may|june?|july?|"
    r"aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)(?:,?\s\d{4})?(?=\W)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?P<place>[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]{1,24}(?:(?:[ ]|,[ ]|/|[ ]?&[ ])"
    r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]{1,24}){0,5}"
    rf"(?:,\s{_MONTH}{_WEEKDAY}(?:[A-Z][a-z]{{1,5}}\.|[A-Z][a-z]{{3,14}}))?)(?![\w])"
)
_MIXED = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_.'’\u0900-\u0dff-]{0,1}[\w.'’\u0900-\u0dff-]{1,24}"
    rf"(?:(?:\s|,\s|/){_MONTH}{_WEEKDAY}[^\W\d_a-z][\w.'’\u0900-\u0dff-]{{1,24}}){{0,4}})"
)
_NOT_PLACES = re.compile(
    r"^(?:also|read|watch|see|live|breaking|exclusive|update[ds]?|note|opinion|explained|explainer|"
    r"fact|news|video|photos?|editor|q|a|more|related|correction|clarification|disclaimer|advt|"
    r"advertisement|what|why|how|who|when|where|the|tags?|topics?|covid|summary|highlights|"
    r"trending|alert|just in|watch live|in pics|analysis|review|verdict|rating|source|image|photo|"
    r"credit|file|by|share|follow|bse|nse|sensex|nifty|faq|tl;?dr|ps|important|warning|"
    r"subscribe|sponsored|listen|must|don[’']t|editorial|comment|interview|obituary|profile|"
    r"big|top|full|first|last|key|new|best|latest|market|stock|special|quiz|recipe|"
    r"horoscope|weather|election|ipl|score|scores|bjp|congress|ceo|pm|cm|mp|mla|un|us|uk|eu)\b",
    re.IGNORECASE,
)
_TWO_WORD_PLACES = re.compile(r"^new (?:delhi|york|jersey|orleans|mexico|castle|haven)\b", re.I)


@cache
def places() -> frozenset[str]:
    """The places that are known by name, in lower case."""
    source = resources.files(__package__).joinpath("places.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(source)["places"].values()
    return frozenset(name for group in groups for name in re.split(r"[|\n]", group) if name)


def is_place(text: str) -> bool:
    """Whether ``text`` is a place that is known by name."""
    return " ".join(text.split()).strip(" ,.").casefold() in places()


def _known(place: str) -> bool:
    return all(is_place(part) for part in re.split(r"\s?[/&]\s?", place)) or is_place(
        place.split(",", maxsplit=1)[0]
    )


def split(text: str) -> tuple[str, str]:
    """The dateline's place and the text after it; ("", text) where there is none.

    The day and the agency that may stand in a dateline are left out of the place; ``agency``
    gives the latter.
    """
    place, _, rest = _read(text)
    return (place, rest) if place else ("", text)


def agency(text: str) -> str:
    """The agency that the dateline of ``text`` names ("PTI"), as written, or an empty string."""
    return _read(text)[1]


def _read(text: str) -> tuple[str, str, str]:
    start = text.lstrip("\u00a0 \t")
    head = start[:LONGEST].replace("\u00a0", " ")
    for pattern in (_CAPITALS, _MIXED):
        found = pattern.match(head)
        if found:
            read = _after(head, start, found, sure=pattern is _CAPITALS)
            if read:
                return read
    return "", "", text


def _after(
    head: str, start: str, found: re.Match[str], *, sure: bool
) -> tuple[str, str, str] | None:
    """The dateline whose place is ``found``, if what follows the place belongs to one."""
    place, at = found["place"].rstrip(" ,-"), found.end("place")
    place = place if "," in place else place.rstrip(".")
    dated = _DATE.match(head, at)
    at = dated.end() if dated else at
    bracket = _BRACKET.match(head, at)
    named = bracket["agency"] if bracket else ""
    at = bracket.end() if bracket else at
    ending = _END.match(head, at)
    wired = bool(named and agencies.find(named))
    if not dated and bracket and not wired and not (sure and ending):
        return None
    if not ending and not (wired and (sure or _known(place))):
        return None
    if not _place(place, sure=sure, backed=bool(dated) or wired):
        return None
    end = ending.end() if ending else at
    rest = start[end:].lstrip("\u00a0 ")
    return (place, named, rest) if rest else None


def _place(place: str, *, sure: bool, backed: bool) -> bool:
    """Whether the words can be a place: known, or in capitals, or backed by a day or agency."""
    if _known(place):
        return True
    if _NOT_PLACES.match(place) and not _TWO_WORD_PLACES.match(place):
        return False
    if agencies.key_of(place):
        return False
    return backed or (sure and len(place) >= _SHORTEST)
