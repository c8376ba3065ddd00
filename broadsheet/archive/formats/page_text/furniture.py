"""Which parts of a page surround an article, by the words that papers head them with."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from broadsheet.archive.articles import FurnitureKind

_SENTENCE = 60  # characters from which a text that ends as a sentence must match at length
_LONG_MATCH = 12  # characters that a sentence must share with a marker
_SHORT = 45  # characters up to which a loose marker may end an article
_LOOKED_AT = 240
_STAR = 60
_LEAST_SHARED = 3
_KINDS = {
    "share": FurnitureKind.SHARE,
    "promo": FurnitureKind.PROMO,
    "rail": FurnitureKind.RAIL,
    "videos": FurnitureKind.VIDEOS,
    "gallery": FurnitureKind.GALLERY,
    "comments": FurnitureKind.COMMENTS,
    "comment_policy": FurnitureKind.COMMENT_POLICY,
    "disclaimer": FurnitureKind.DISCLAIMER,
    "advertisement": FurnitureKind.ADVERTISEMENT,
    "footer": FurnitureKind.FOOTER,
    "navigation": FurnitureKind.NAVIGATION,
    "market_strip": FurnitureKind.MARKET_STRIP,
}
TAGS = "tags"
_POLICY = re.compile(
    r"\b(?:cookies?|privacy policy|terms (?:of|and)|all rights reserved|copyright"
    r"|subscri(?:be|ption)"
    r"|newsletter|sign(?:ed)? up|log ?in|your (?:email|account|comments?|browser|inbox|consent)"
    r"|comments? (?:will be|are|posted|published|section|policy)|moderat(?:ed|ing|ion|or|ors)"
    r"|abusive|obscene|defamatory|download (?:the|our) app|javascript|opt[- ]out|unsubscribe"
    r"|personal (?:data|information|attacks?)|do not (?:necessarily )?represent the views)\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_LONG_POLICY = 160
_SHARED = re.compile(
    r"\b(?:facebook|twitter|whatsapp|linkedin|flipboard|telegram|reddit|pinterest|instagram|"
    r"email|e-mail|print|copy link|google news|koo|messenger|youtube|rss)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:BSE|NSE|SENSEX|NIFTY(?: ?\d+)?|DOW(?: JONES)?|NASDAQ|FTSE(?: ?100)?|S&P(?: ?500)?|"
    r"NIKKEI|DAX|CAC ?40|HANG SENG|TSX|STOXX|KOSPI)\b"
)


@dataclass(frozen=True)
class Words:
    """The markers of one kind: whole texts, beginnings, and the rest as one pattern."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    loose: re.Pattern[str] | None

    def length(self, text: str) -> int:
        """How many characters of a marker ``text`` shares; 0 where it matches none."""
        if text in self.whole:
            return len(text)
        if text.startswith(self.starts):
            return max(len(start) for start in self.starts if text.startswith(start))
        if self.loose and self.loose.fullmatch(text):
            return min(len(text), _LONG_MATCH)
        return 0


def _made(markers: list[str]) -> Words:
    whole = frozenset(marker for marker in markers if "*" not in marker)
    starts = tuple(one[:-1] for one in markers if one.endswith("*") and "*" not in one[:-1])
    rest = [one for one in markers if "*" in one.removesuffix("*")]
    source = "|".join(re.escape(one).replace(r"\*", f".{{0,{_STAR}}}") for one in rest)
    return Words(whole, starts, re.compile(source) if rest else None)


@cache
def _markers(place: str) -> dict[str, Words]:
    source = resources.files(__package__).joinpath("markers.toml").read_text(encoding="utf-8")
    return {kind: _made(words) for kind, words in tomllib.loads(source)[place].items()}


def folded(text: str) -> str:
    """A text as it is compared with markers: lower case, no marks at its ends."""
    return text[:_LOOKED_AT].casefold().replace("’", "'").strip(" \t|·•»›>:-–—…+#*.×▼▲▶→←‹«/\\")


def _found(text: str, place: str) -> str:
    bare = folded(text)
    sentence = len(text) >= _SENTENCE and text.endswith((".", "!", "?", "”", '"'))
    needed = _LONG_MATCH if sentence else 1
    best, length = "", 0
    for kind, words in _markers(place).items():
        shared = words.length(bare)
        if shared >= needed and shared > length and (shared == len(bare) or shared > _LEAST_SHARED):
            best, length = kind, shared
    return best


def ending(text: str) -> str:
    """The kind of marker that ends an article ("tags", "comments"…), or an empty string."""
    kind = _found(text, "end")
    if len(text) > _SHORT and kind not in ("comment_policy", "footer", "promo", TAGS):
        return ""
    return kind


def inside(text: str) -> str:
    """The kind of furniture that may also stand between paragraphs, or an empty string."""
    if is_share_row(text):
        return "share"
    return _found(text, "inside")


def heading(text: str) -> str:
    """The kind of furniture that stands above a headline, or an empty string."""
    if is_market_strip(text):
        return "market_strip"
    return _found(text, "head")


def is_share_row(text: str) -> bool:
    """Whether a text is a row of services to share on and little else."""
    if len(text) > _LOOKED_AT:
        return False
    found = _SHARED.findall(text)
    rest = _SHARED.sub("", text)
    return len(found) > 1 and len(re.findall(r"\w+", rest)) <= len(found)


def is_market_strip(text: str) -> bool:
    """Whether a text is a strip of market names, with or without figures."""
    if len(text) > _LOOKED_AT or text.endswith((".", "?", "!")):
        return False
    names = _MARKET.findall(text)
    words = re.findall(r"[^\W\d_]{2,}", _MARKET.sub("", text))
    return bool(names) and len(words) <= 2 * len(names)


def is_policy(text: str) -> bool:
    """Whether a paragraph speaks to the reader about cookies, accounts, comments or rights."""
    found = {one.casefold() for one in _POLICY.findall(text)}
    return len(found) > (1 if len(text) < _LONG_POLICY or _DIRECT.search(text) else 2)


def kind_of(marker: str) -> FurnitureKind:
    """The furniture kind of a marker."""
    return _KINDS.get(marker, FurnitureKind.OTHER)
