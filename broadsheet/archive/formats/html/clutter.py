"""What stands among an article's paragraphs and is not of it: promos, captions, repeats."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from broadsheet.archive.formats.html import wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.reading import bylines, times

_PROMO = re.compile(
    r"^(?:[\[({▶►➤→»*•\-–— ]*)(?:also read|read also|read more|read next|also see|also watch|"
    r"must read|see also|watch(?: also| now| here| video)?\s*[:|]|click here|"
    r"related(?: stories| articles| news)?\s*[:|]|"
    r"recommended(?: for you)?\s*[:|]?$|more from|more on this|don'?t miss|à lire aussi|lire aussi|"
    r"lesen sie auch|lea también|leia (?:também|mais)|leggi anche|यह भी पढ़ें|ये भी पढ़ें|"
    r"advertisement|sponsored|story continues below|article continues below|continue reading|"
    r"subscribe (?:to|now|for)|sign up (?:for|to|here)|join (?:our|us on) (?:whatsapp|telegram)|"
    r"follow us (?:on|at)|download (?:the|our) .{0,30}\bapp\b|listen to this article|"
    r"share this (?:article|story|post)|click to (?:share|tweet)|\(?with (?:inputs|agency inputs)|"
    r"loading\.{0,3}$|skip (?:to|advertisement)|getty images$|tags?\s*:|topics?\s*:|filed under|"
    r"©|copyright ©|all rights reserved|first published|originally published)",
    re.IGNORECASE,
)
_SHORT, _CAPTION_LENGTH, _DATE_LENGTH = 160, 400, 60  # characters
_TOP = 6  # runs
_ANY_ZONE = ZoneInfo("UTC")  # dates are only told apart from text here
_CAPTION = re.compile(
    r"caption|(?:^|[\s_-])credits?(?:$|[\s_-])|photo-?credit|img-?desc", re.IGNORECASE
)
_OUTSIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|newsletter|social|share|sharing|comments?|promo|teaser|"
    r"sidebar|outbrain|taboola|advert\w*|breadcrumbs?|most-?read|also-?read|read-?more|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Known(NamedTuple):
    """What was read before the body, and must not stand in it again."""

    headline: str
    standfirst: str
    bylines: tuple[str, ...]


def is_clutter(one: Segment) -> bool:
    """Whether a run is certainly none of the article's own words."""
    if _PROMO.match(one.text) and len(one.text) < _SHORT:
        return True
    return in_caption(one)


def in_caption(one: Segment) -> bool:
    """Whether a run is the caption or credit of a picture."""
    block, place = one.place.block, one.place
    if place.figure is not None and place.table is None and place.quote is None:
        return True
    names = f"{block.get('class') or ''}"
    return block.tag == "figcaption" or bool(
        _CAPTION.search(names) and len(one.text) < _CAPTION_LENGTH
    )


def outside(one: Segment) -> bool:
    """Whether a picture or embed stands in a part of the page that is not the article's."""
    node: Any = one.place.block
    for _ in range(6):
        if node is None:
            return False
        if node.tag in {"aside", "nav", "footer"} or _OUTSIDE.search(node.get("class") or ""):
            return True
        node = node.getparent()
    return False


def without_edges(kept: list[Segment], known: Known) -> list[Segment]:
    """The body without the headline, bylines and dates that some pages repeat at its top."""
    names = {wording.key(name) for name in known.bylines}
    start = 0
    while start < min(len(kept), _TOP):
        one = kept[start]
        head = one.place.head is not None and one.place.head.tag == "h1"
        repeated = one.key in {wording.key(known.headline), *names} or head
        if not repeated and not _is_byline(one, names) and not _is_date(one):
            break
        start += 1
    return kept[start:]


def _is_byline(one: Segment, names: set[str]) -> bool:
    """Whether a run is "By …" with a name that is known as the article's."""
    labelled = len(one.text) < _SHORT and bool(bylines.label(one.text))
    return labelled and any(name in one.key for name in names)


def _is_date(one: Segment) -> bool:
    """Whether a run is a date and nothing else."""
    if len(one.text) >= _DATE_LENGTH:
        return False
    labelled = times.find_labelled(one.text, _ANY_ZONE)
    return (labelled.published or labelled.updated) is not None and not labelled.leftovers
