"""What surrounds the article: lines above it, between its paragraphs and below it."""

from __future__ import annotations

from broadsheet.archive.articles import FurnitureKind
from broadsheet.archive.formats.page_text import furniture
from broadsheet.archive.formats.page_text.page import RUNNING, Page
from broadsheet.archive.formats.page_text.shapes import Piece, Shape

_MOST_LINKS = 10  # titles that follow an "Also read" before it is no longer believed
_CUT = 25
_LASTING = (
    FurnitureKind.VIDEOS,
    FurnitureKind.GALLERY,
    FurnitureKind.COMMENTS,
    FurnitureKind.COMMENT_POLICY,
    FurnitureKind.FOOTER,
)


def repeats(page: Page) -> None:
    """The headline, wherever it stands again, is part of the frame."""
    own = page.pieces[page.headline].key
    for place, piece in enumerate(page.pieces):
        if page.free(place) and piece.key == own:
            page.kinds[place] = FurnitureKind.NAVIGATION


def inside(page: Page) -> None:
    """Promotions, advertisements and links between the headline and the body's end."""
    linked = 0
    for place in page.between(page.headline + 1, page.last):
        piece = page.pieces[place]
        if not page.free(place):
            linked = 0
            continue
        kind = _inside_kind(piece)
        if kind is not None:
            page.kinds[place] = kind
            linked = _MOST_LINKS if kind is FurnitureKind.RAIL else 0
        elif linked and piece.shape not in RUNNING:
            page.kinds[place] = FurnitureKind.RAIL
            linked -= 1
        else:
            linked = 0


def _inside_kind(piece: Piece) -> FurnitureKind | None:
    marker = piece.inside or piece.ending
    if marker and marker != furniture.TAGS:
        return furniture.kind_of(marker)
    if piece.policy:
        return FurnitureKind.PROMO
    if piece.relative and piece.shape in (Shape.LABEL, Shape.PHRASE) and len(piece.text) < _CUT * 2:
        return FurnitureKind.OTHER
    if not any(letter.isalpha() for letter in piece.text) and len(piece.text) < _CUT:
        return FurnitureKind.OTHER
    return None


def outside(page: Page) -> None:
    """Everything above the headline and below the body that is not a field."""
    for place in page.between(0, page.headline):
        if page.free(place):
            page.kinds[place] = _above_kind(page.pieces[place])
    current = FurnitureKind.RAIL
    for place in page.between(page.last, len(page.pieces)):
        piece = page.pieces[place]
        if piece.ending and piece.ending != furniture.TAGS:
            kind = furniture.kind_of(piece.ending)
            current = kind if kind in _LASTING else FurnitureKind.RAIL
        if page.free(place):
            page.kinds[place] = _below_kind(piece, current)
    for place in page.between(page.headline, page.last):
        piece = page.pieces[place]
        if page.free(place) and piece.shape is Shape.LABEL and place < page.start:
            page.kinds[place] = FurnitureKind.OTHER


def labels(page: Page, named: set[int]) -> None:
    """Labels that were read ("Last updated", "By") and stand on lines without a value."""
    for place in page.taken:
        if place not in page.kinds and not named.intersection(page.pieces[place].lines):
            page.kinds[place] = FurnitureKind.OTHER


def _above_kind(piece: Piece) -> FurnitureKind:
    if piece.heading == "market_strip" or furniture.is_market_strip(piece.text):
        return FurnitureKind.MARKET_STRIP
    if piece.inside in ("advertisement", "share", "promo"):
        return furniture.kind_of(piece.inside)
    return FurnitureKind.NAVIGATION


def _below_kind(piece: Piece, current: FurnitureKind) -> FurnitureKind:
    if piece.ending:
        return furniture.kind_of(piece.ending)
    if current in (FurnitureKind.COMMENTS, FurnitureKind.COMMENT_POLICY) and piece.policy:
        return FurnitureKind.COMMENT_POLICY
    if piece.inside in ("advertisement", "disclaimer", "promo", "share"):
        return furniture.kind_of(piece.inside)
    if furniture.is_market_strip(piece.text):
        return FurnitureKind.MARKET_STRIP
    return current
