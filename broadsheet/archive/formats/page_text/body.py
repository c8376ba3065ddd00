"""Where the article's body runs: the stretch of a page with the most running text."""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.archive.formats.page_text.shapes import Piece, Shape, capitals, has_sentences
from broadsheet.archive.formats.page_text.words import words

_FIRM = ("comments", "comment_policy", "tags", "footer")
_LEAST = 1.2  # score below which a page has no article
_COST = {Shape.LABEL: -0.5, Shape.PHRASE: -0.6}
_SIZE = 160  # weight of a paragraph that counts as one
_MOST = 4.0
_UNENDED = 0.2  # a paragraph without a full stop is kept in a run and hardly makes one longer
_TITLED = 0.75
_BREAKS = ("rail", "disclaimer", "promo")
_LEAST_BEFORE = 3
_STRANGE = 0.25  # share of words below which text after a mark is of another article
_ALIKE = 0.42  # share of words from which text after a rail goes on with this one
_REACH = 16
_LEAST_WORDS = 9
_SUBHEAD_WORDS = 12
_SHORT_SUBHEAD = 7
_ITEM = re.compile(r"^(?:[•●▪■◦‣·*✓➤►]\s?|[-–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)(?=\S)")
_BULLET = re.compile(r"^(?:[•●▪■◦‣·*✓➤►]\s?|[-–—]\s)")
_SIGNED = re.compile(r"^[-–—]\s.{1,80}\(@\w{1,40}\)")
_ITEM_WEIGHT = 400


def score(piece: Piece) -> float:
    """How much a piece speaks for being inside the body (above 0) or outside it (below 0)."""
    marked = _marked(piece)
    if marked is not None:
        return marked
    if piece.shape is Shape.PROSE:
        whole = min(0.7 + piece.weight / _SIZE, _MOST)
        if not piece.unit.ended:
            return whole / 4 if has_sentences(piece.text) else _UNENDED
        return whole
    return 0.3 + piece.weight / _SIZE if piece.shape is Shape.SENTENCE else _COST[piece.shape]


def _marked(piece: Piece) -> float | None:
    """The score of a piece that some mark gives away; None where only its shape speaks."""
    if piece.ending:
        return -7.0 if piece.ending in _FIRM else -3.0
    if piece.policy or piece.inside == "disclaimer":
        return -3.0
    if piece.inside:
        return -0.2 if piece.inside == "advertisement" else -0.7
    if piece.stamped or piece.relative:
        return 0.5 if piece.shape is Shape.PROSE else -1.2
    return -0.3 if piece.picture and piece.picture.credit else None


def span(pieces: list[Piece]) -> tuple[int, int] | None:
    """The first piece of the body and the one after its last; None without an article.

    The stretch with the greatest sum of scores (Kadane), so that a page of many short notices
    never beats one run of paragraphs.
    """
    best, best_span = 0.0, None
    total, start = 0.0, 0
    for place, piece in enumerate(pieces):
        if total <= 0:
            total, start = 0.0, place
        total += score(piece)
        if total > best:
            best, best_span = total, (start, place + 1)
    if best_span is None or best < _LEAST:
        return None
    return best_span


def refine(pieces: list[Piece], run: tuple[int, int]) -> tuple[int, int]:
    """The body's run with its end moved to where the words of the article end.

    A run can break off at a rail in the middle of the article, or run on into the beginnings of
    other articles: what stands after such a mark belongs to the article if it uses its words.
    """
    first, last = run
    counted: Counter[str] = Counter()
    for piece in pieces[first:last]:
        counted.update(words(piece.text))
    last = _shorter(pieces, first, last, counted)
    return first, _longer(pieces, last, set(counted))


def _shorter(pieces: list[Piece], first: int, last: int, counted: Counter[str]) -> int:
    marks = [n for n in range(first, last) if pieces[n].ending or pieces[n].inside in _BREAKS]
    for mark in marks:
        before = [n for n in range(first, mark) if pieces[n].shape is Shape.PROSE]
        after = [n for n in range(mark, last) if pieces[n].shape is Shape.PROSE]
        if len(before) < len(after) or len(before) < _LEAST_BEFORE:
            continue
        own: Counter[str] = Counter()
        for place in after:
            own.update(words(pieces[place].text))
        shared = sum(1 for word in own if counted[word] > own[word])
        if own and shared < len(own) * _STRANGE:
            return before[-1] + 1
    return last


def _longer(pieces: list[Piece], last: int, known: set[str]) -> int:
    shared = total = 0
    end = last
    for place in range(last, min(len(pieces), last + _REACH)):
        piece = pieces[place]
        if piece.ending in _FIRM or piece.inside == "disclaimer":
            break
        own = words(piece.text)
        if piece.shape is not Shape.PROSE or piece.policy or len(own) < _LEAST_WORDS:
            continue
        inside = len(own & known)
        shared, total = shared + inside, total + len(own)
        if inside >= len(own) * _ALIKE and shared >= total * _ALIKE:
            end = place + 1
    return end


def is_item(piece: Piece) -> bool:
    """Whether a piece opens as an entry of a list does: a bullet, a dash, a number."""
    return bool(_ITEM.match(piece.text)) and piece.weight <= _ITEM_WEIGHT


def without_bullet(text: str) -> str:
    """An entry of a list without its bullet or dash; a number or letter stays, it may be read."""
    return _BULLET.sub("", text)


def is_signature(piece: Piece) -> bool:
    """Whether a piece signs a quoted message ("— Name (@name) April 5, 2021")."""
    return bool(_SIGNED.match(piece.text))


def is_subhead(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Whether a phrase between two paragraphs is a subhead: short, alone, no title of a link."""
    count = len(piece.text.split())
    if piece.shape not in (Shape.PHRASE, Shape.LABEL) or count > _SUBHEAD_WORDS or piece.inside:
        return False
    if not re.search(r"[^\W\d_]{2}", piece.text) or piece.relative or piece.stamped:
        return False
    running = (Shape.PROSE, Shape.SENTENCE)
    if after is None or after.shape not in running:
        return False
    if before is not None and before.shape not in running:
        return False
    return count <= _SHORT_SUBHEAD or capitals(piece.text) < _TITLED
