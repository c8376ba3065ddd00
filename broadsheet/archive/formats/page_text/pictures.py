"""Captions of pictures about and inside the article, with the alternative text above them."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.archive.articles import FoundPicture
from broadsheet.archive.formats.page_text.page import Page
from broadsheet.archive.formats.page_text.shapes import Piece, Shape
from broadsheet.archive.formats.page_text.words import key
from broadsheet.archive.reading import bylines, credits

_SHORTEST_ALT = 8
_CREDIT_WORDS = 8
_LONGEST_CAPTION = 250


def at(page: Page, place: int) -> FoundPicture | None:
    """The picture whose caption stands at ``place``; takes that piece, and the alt above it."""
    piece = page.pieces[place]
    if piece.picture is None or not page.free(place) or _is_paragraph(piece):
        return None
    if place < page.start and _is_byline(page, place):
        return None
    if not piece.picture.caption and not piece.picture.credit:
        return None
    page.taken.add(place)
    alt, lines = _alt(page, place, piece.picture.caption)
    caption, more = _caption(page, place, piece.picture)
    return replace(
        piece.picture, caption=caption, alt=alt, lines=tuple(sorted({*lines, *more, *piece.lines}))
    )


def _is_byline(page: Page, place: int) -> bool:
    """Whether a line that ends like a credit is a byline ("A | PTI"), and no caption of its alt."""
    text = page.pieces[place].text
    repeated = place > 0 and page.pieces[place - 1].key in page.pieces[place].key
    return not repeated and (bylines.is_titled(text) or bylines.is_desk(text))


def _is_paragraph(piece: Piece) -> bool:
    """Whether a long text whose credit is doubtful is a paragraph and no caption."""
    picture = piece.picture
    if piece.shape is not Shape.PROSE or picture is None:
        return False
    if credits.is_caption(piece.text):
        return False
    return not picture.credit or not (picture.agency or piece.text.endswith((")", "]")))


def _alt(page: Page, place: int, caption: str) -> tuple[str, tuple[int, ...]]:
    """The alternative text just above a caption: the same words without the credit."""
    above = place - 1
    if above < 0 or not page.free(above) or above == page.headline:
        return "", ()
    own, other = page.pieces[above].key, key(caption)
    if len(own) < _SHORTEST_ALT or not (own in other or other in own):
        return "", ()
    page.taken.add(above)
    return page.pieces[above].text, page.pieces[above].lines


def _caption(page: Page, place: int, picture: FoundPicture) -> tuple[str, tuple[int, ...]]:
    """A credit on a line of its own belongs to the caption above it."""
    if picture.caption or len(page.pieces[place].text.split()) > _CREDIT_WORDS:
        return picture.caption, ()
    above = place - 1
    if above < 0 or above == page.headline or not page.free(above):
        return "", ()
    piece = page.pieces[above]
    if piece.shape is Shape.LABEL or piece.weight > _LONGEST_CAPTION:
        return "", ()
    close = piece.unit.gap and not page.pieces[place].unit.gap
    if close or not piece.unit.ended:
        page.taken.add(above)
        return piece.text, piece.lines
    return "", ()
