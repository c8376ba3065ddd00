"""The head of an article: its headline, and the standfirst under it."""

from __future__ import annotations

from collections import Counter

from broadsheet.archive.formats.page_text import sections
from broadsheet.archive.formats.page_text.page import RUNNING, Page
from broadsheet.archive.formats.page_text.shapes import Piece, Shape, capitals
from broadsheet.archive.formats.page_text.words import key, words
from broadsheet.archive.reading import bylines, credits, datelines

_INTO_BODY = 5  # pieces of the run in which a headline may still stand
_WEIGHTS = range(14, 241)
_USUAL_WORDS = range(4, 25)
_NEAR = 10
_LONG = 40
_FAR = 60
_STANDFIRST = range(30, 601)
_CONTAINED = 20
_TITLED = 0.9
_LEAST_WORDS = 4
_SURE = 1.2
_STEPS = 2
_NEARLY = 1.0


def is_byline(piece: Piece) -> bool:
    """Whether a piece is a byline and nothing else, by its label or its shape."""
    text = piece.text
    if len(text) > bylines.LONGEST // 2 or (piece.shape is Shape.PROSE and text.endswith(".")):
        return False
    if bylines.label(text):
        return bool(bylines.parse(text)) and len(text.split()) <= _NEAR * 2
    return bylines.is_desk(text) or bylines.is_person(text) or bylines.is_titled(text)


def _candidate(piece: Piece) -> bool:
    if piece.weight not in _WEIGHTS or piece.stamped or piece.relative or piece.policy:
        return False
    if len(piece.text.split()) == 1 and piece.weight == len(piece.text):
        return False
    if bylines.is_titled(piece.text) or sections.is_kicker(piece.text):
        return False
    if bylines.label(piece.text) and is_byline(piece):
        return False
    return not (credits.is_credit(piece.text) and piece.picture and piece.picture.credit)


def _is_alt(page: Page, place: int) -> bool:
    """Whether the next piece is a credited caption of the same words."""
    own = page.pieces[place].key
    following = [page.pieces[n].picture for n in page.between(place + 1, place + 3)]
    return any(one is not None and own in key(one.caption) for one in following)


def _repeats(pieces: list[Piece], until: int) -> Counter[str]:
    """How often each text stands among the first ``until`` pieces, or as a part of any line."""
    keys = [piece.key for piece in pieces]
    counted: Counter[str] = Counter(keys[:until])
    for own in set(keys[:until]):
        if len(own) >= _CONTAINED:
            counted[own] += sum(own != other and own in other for other in keys)
    return counted


def find_headline(page: Page) -> int | None:
    """The place of the headline: the title near the body that shares its words.

    Says ``two-candidates`` where a second line does as well.
    """
    until = min(page.first + _INTO_BODY, page.last)
    from_ = max(0, page.first - _FAR)
    counted: Counter[str] = Counter()
    for piece in page.pieces[page.first : page.last]:
        counted.update(words(piece.text))
    repeated = _repeats(page.pieces[from_ : until + _FAR], until - from_)
    scored = []
    for place in range(from_, until):
        piece = page.pieces[place]
        if _candidate(piece) and not _is_alt(page, place):
            scored.append((_rated(page, place, counted, repeated), place))
    if not scored:
        return None
    best, place = max(scored, key=lambda pair: (pair[0], -pair[1]))
    if best < _SURE:
        return None
    return _last_of(page, _above(page, scored, best, place), until)


def _above(page: Page, scored: list[tuple[float, int]], best: float, place: int) -> int:
    """The title right above the best one, if it does nearly as well: that one is a standfirst."""
    for rating, above in scored:
        close = 0 < place - above <= _STEPS and rating >= best - _NEARLY
        if close and page.pieces[above].shape is Shape.PHRASE:
            return above
    return place


def _rated(page: Page, place: int, counted: Counter[str], repeated: Counter[str]) -> float:
    piece = page.pieces[place]
    own = words(piece.text)
    least = 1 if page.first <= place < page.last else 0
    shared = sum(1 for word in own if counted[word] > least) / len(own) if own else 0.0
    rating = 3.0 * shared * min(1.0, len(own) / 4)
    rating += 1.2 if repeated[piece.key] > 1 else 0.0
    rating += 0.8 if len(piece.text.split()) in _USUAL_WORDS or piece.weight > _LONG else 0.0
    rating += {Shape.PHRASE: 0.5, Shape.PROSE: -1.2, Shape.SENTENCE: -0.1}.get(piece.shape, 0.0)
    rating -= 1.5 if piece.inside or piece.heading or piece.ending else 0.0
    rating -= 0.8 if bylines.is_person(piece.text) or bylines.is_desk(piece.text) else 0.0
    rating += _beside_meta(page, place)
    rating -= 1.2 if _goes_on(page, place) else 0.0
    rating -= 1.5 if _stands_below(page, place) else 0.0
    return rating - _distance(page.first - place)


def _beside_meta(page: Page, place: int) -> float:
    """A title stands above its times and byline; what stands below them is no title."""
    if _followed_by_meta(page, place):
        return 1.0
    above = page.between(place - _NEAR, place)
    return -0.8 if any(page.pieces[one].stamped for one in above) else 0.0


def _distance(before: int) -> float:
    return 0.025 * before if before > 0 else 0.3 * -before


def _goes_on(page: Page, place: int) -> bool:
    """Whether running text stands just above: then a title is a subhead."""
    near = [page.pieces[one] for one in page.between(place - 3, place)]
    return any(piece.shape in RUNNING and not _surrounds(piece) for piece in near)


def _stands_below(page: Page, place: int) -> bool:
    """Whether the same words head a part of the body: then it is an entry of the contents."""
    own = page.pieces[place].key
    return any(own == page.pieces[n].key for n in range(page.first + 1, page.last) if n > place + 4)


def _followed_by_meta(page: Page, place: int) -> bool:
    """Whether a line of times or a byline stands within the next few pieces."""
    near = page.between(place + 1, place + 5)
    return any(page.pieces[one].stamped or is_byline(page.pieces[one]) for one in near)


def _last_of(page: Page, place: int, until: int) -> int:
    """Of a headline that stands several times above the body, the last before its times."""
    own = page.pieces[place].key
    same = [n for n in range(max(0, place - _FAR), until) if page.pieces[n].key == own]
    dated = [n for n in same if _followed_by_meta(page, n)]
    before = [n for n in (dated or same) if n <= page.first]
    return before[-1] if before else same[0]


def find_start(page: Page) -> int | None:
    """Where the body begins; the standfirst, if there is one, is the piece that is given back.

    A first sentence is a standfirst where times, a byline or a picture follow before the next, or
    where the body repeats it, or where the next paragraph opens with a dateline.
    """
    running = [
        place
        for place in range(page.headline + 1, page.last)
        if page.pieces[place].shape in RUNNING and not _surrounds(page.pieces[place])
    ]
    page.start = running[0] if running else page.last
    phrase = _phrase_standfirst(page)
    if phrase is not None:
        return phrase
    if len(running) <= 1:
        return None
    first, second = running[0], running[1]
    if page.pieces[first].weight in _STANDFIRST and _is_standfirst(page, first, second):
        page.start = second
        return first
    return None


def _surrounds(piece: Piece) -> bool:
    picture = piece.picture
    pictured = bool(picture and (picture.credit or credits.is_caption(piece.text)))
    return bool(piece.inside or piece.stamped or piece.policy or pictured or piece.ending)


def _is_standfirst(page: Page, first: int, second: int) -> bool:
    own = page.pieces[first].key
    if datelines.split(page.pieces[first].text)[0]:
        return False
    repeated = any(own == page.pieces[n].key for n in range(second, page.last))
    if repeated or datelines.split(page.pieces[second].text)[0]:
        return True
    if any(_meta(page.pieces[n]) for n in range(page.headline + 1, first)):
        return False
    return any(_meta(page.pieces[n]) for n in range(first + 1, second))


def _meta(piece: Piece) -> bool:
    return piece.stamped or bool(piece.relative) or is_byline(piece)


def _phrase_standfirst(page: Page) -> int | None:
    """A standfirst without a full stop: the phrase right under the headline."""
    place = page.headline + 1
    if place >= page.start:
        return None
    piece = page.pieces[place]
    if piece.shape is not Shape.PHRASE or piece.weight not in _STANDFIRST or _surrounds(piece):
        return None
    same = piece.key == page.pieces[page.headline].key
    if same or _meta(piece) or piece.relative or capitals(piece.text) > _TITLED:
        return None
    return place if len(words(piece.text)) >= _LEAST_WORDS else None
