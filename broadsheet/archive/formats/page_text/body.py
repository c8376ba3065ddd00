"""Where the article's body runs: the stretch of a page with the most running text."""

from __future__ import annotations

import re

from broadsheet.archive.formats.page_text.shapes import Piece, Shape, capitals

_FIRM = ("comments", "comment_policy", "tags", "footer")
_LEAST = 1.2  # score below which a page has no article
_COST = {Shape.LABEL: -0.5, Shape.PHRASE: -0.6}
_SIZE = 160  # weight of a paragraph that counts as one
_MOST = 4.0
_TITLED = 0.75


def score(piece: Piece) -> float:
    """How much a piece speaks for being inside the body (above 0) or outside it (below 0)."""
    if piece.ending:
        return -7.0 if piece.ending in _FIRM else -3.0
    if piece.policy:
        return -3.0
    if piece.inside:
        return -0.7
    if piece.stamped or piece.relative:
        return -1.2 if piece.shape is not Shape.PROSE else 0.5
    if piece.picture and piece.picture.credit:
        return -0.3
    if piece.shape is Shape.PROSE:
        return min(0.7 + piece.weight / _SIZE, _MOST)
    if piece.shape is Shape.SENTENCE:
        return 0.6
    return _COST[piece.shape]


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


def is_subhead(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Whether a phrase between two paragraphs is a subhead: short, alone, no title of a link."""
    words = piece.text.split()
    if piece.shape not in (Shape.PHRASE, Shape.LABEL) or len(words) > 12 or piece.inside:
        return False
    if not re.search(r"[^\W\d_]{2}", piece.text) or piece.relative or piece.stamped:
        return False
    running = (Shape.PROSE, Shape.SENTENCE)
    if after is None or after.shape not in running:
        return False
    if before is not None and before.shape not in running:
        return False
    return len(words) <= 7 or capitals(piece.text) < _TITLED
