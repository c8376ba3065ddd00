"""Reads one page of text into an article: the order of the work, and the accounts of its lines."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import (
    Article,
    Block,
    BlockKind,
    FormatError,
    Found,
    FoundByline,
    FoundPicture,
    Furniture,
    FurnitureKind,
)
from broadsheet.archive.formats.page_text import (
    around,
    body,
    decode,
    head,
    meta,
    pictures,
    sections,
    shapes,
    tags,
    units,
)
from broadsheet.archive.formats.page_text.page import RUNNING, Page
from broadsheet.archive.formats.page_text.words import key
from broadsheet.archive.reading import datelines, languages

_NO_ARTICLE = (
    "No article was found in this text: there is no run of paragraphs under a headline. "
    "Save the whole page of one article, with its headline, and import it again."
)


def read(data: bytes, *, zone: ZoneInfo, address: str = "", now: datetime) -> Article:
    """The article on one page that was flattened to text.

    ``zone`` is the paper's own zone, assumed where the page names none; ``address`` the page's
    address if it is known; ``now`` the present moment, after which no article can have appeared.

    Raises:
        FormatError: the file is empty, too large, binary or tagged, or has no article in it.
    """
    decoded = decode.decode(data)
    lines = decode.numbered(decoded.text)
    page = _page(lines, zone)
    page.warnings += decoded.warnings
    return _Reader(page, lines, address, now).article(data)


def _page(lines: list[str], zone: ZoneInfo) -> Page:
    pieces = [shapes.piece(unit, zone) for unit in units.units(lines)]
    run = body.span(pieces)
    if run is None:
        raise FormatError(_NO_ARTICLE)
    page = Page(pieces, zone, *body.refine(pieces, run))
    headline = head.find_headline(page)
    if headline is None:
        raise FormatError(_NO_ARTICLE)
    page.headline = headline
    page.taken.add(headline)
    return page


_LONGEST_LIST = 15
_LEAST_TEXT = 120  # weight of all paragraphs below which there is no article


class _Reader:
    """One page being read; each step takes its lines so that the next does not see them."""

    def __init__(self, page: Page, lines: list[str], address: str, now: datetime) -> None:
        self.page = page
        self.lines = lines
        self.address = address
        self.now = now
        self.dateline: Found | None = None

    def article(self, data: bytes) -> Article:
        page = self.page
        standfirst = self._standfirst()
        around.repeats(page)
        found = meta.find_times(page)
        self._future(found)
        lead = self._lead()
        bylines = meta.find_bylines(page)
        section = sections.find(page, self.address)
        blocks = self._body()
        text = "\n".join(block.text for block in blocks)
        topics = tags.find(page, self._article_text())
        if shapes.weight(_paragraphs(blocks)) < _LEAST_TEXT:
            raise FormatError(_NO_ARTICLE)
        self._say(standfirst, blocks, bylines)
        piece = page.pieces[page.headline]
        article = Article(
            source_id=self.address or f"sha256:{hashlib.sha256(data).hexdigest()}",
            headline=Found(piece.text, piece.lines),
            standfirst=standfirst,
            published=found.published,
            updated=found.updated,
            section=section,
            bylines=bylines,
            dateline=self.dateline,
            lead=lead,
            body=blocks,
            topics=topics,
            language=languages.of(text),
            address=self.address,
            line_count=len(self.lines),
        )
        return self._accounted(article)

    def _article_text(self) -> str:
        pieces = self.page.pieces[self.page.headline : self.page.last]
        return "\n".join(piece.text for piece in pieces)

    def _standfirst(self) -> Found | None:
        place = head.find_start(self.page)
        if place is None:
            return None
        self.page.taken.add(place)
        piece = self.page.pieces[place]
        return Found(piece.text, piece.lines)

    def _future(self, found: meta.Times) -> None:
        for time in (found.published, found.updated):
            if time is not None and time.value > self.now:
                self.page.warn("date-in-future", "The time lies in the future.", time.lines)

    def _lead(self) -> FoundPicture | None:
        """The first picture between the headline and the first paragraph."""
        for place in self.page.between(self.page.headline - 1, self.page.start):
            if place != self.page.headline and (picture := pictures.at(self.page, place)):
                return picture
        return None

    def _body(self) -> tuple[Block, ...]:
        page = self.page
        around.inside(page)
        blocks: list[Block] = []
        for place in page.between(page.headline + 1, page.last):
            if not page.free(place):
                continue
            opened = any(block.kind is BlockKind.PARAGRAPH for block in blocks)
            block = self._block(place, first=not opened)
            if block is not None:
                page.taken.add(place)
                blocks.append(block)
        return tuple(_lists_joined(blocks))

    def _block(self, place: int, *, first: bool) -> Block | None:
        page, piece = self.page, self.page.pieces[place]
        picture = pictures.at(page, place)
        if picture is not None:
            return Block(BlockKind.PICTURE, picture.caption, picture=picture, lines=picture.lines)
        if place < page.start:
            self._only_dateline(place)
            return None
        text = self._without_dateline(piece) if first else piece.text
        kind = self._kind(place)
        return Block(kind, text, lines=piece.lines) if kind else None

    def _kind(self, place: int) -> BlockKind | None:
        """The kind of a piece in the body; None where it is not certain to be of it."""
        page, piece = self.page, self.page.pieces[place]
        if body.is_signature(piece):
            return BlockKind.EMBED
        if body.is_item(piece) or self._goes_with_list(place):
            return BlockKind.LIST
        if piece.shape in RUNNING:
            return BlockKind.PARAGRAPH
        before = page.pieces[place - 1] if place > page.start else None
        after = page.pieces[place + 1] if place + 1 < page.last else None
        return BlockKind.SUBHEAD if body.is_subhead(piece, before, after) else None

    def _without_dateline(self, piece: shapes.Piece) -> str:
        dateline, rest = datelines.split(piece.text)
        if not dateline or self.dateline is not None:
            return piece.text
        self.dateline = Found(dateline, piece.lines)
        return rest

    def _goes_with_list(self, place: int) -> bool:
        """Whether phrases stand in a row here after a paragraph that ends with a colon."""
        if self.page.pieces[place].shape in RUNNING:
            return False
        above = place - 1
        while above > self.page.start and above > place - _LONGEST_LIST:
            if self.page.pieces[above].shape in RUNNING or not self.page.free(above):
                break
            above -= 1
        return self.page.pieces[above].text.endswith(":") and above >= self.page.start

    def _only_dateline(self, place: int) -> None:
        """A dateline on a line of its own above the first paragraph ("NEW DELHI:")."""
        piece = self.page.pieces[place]
        dateline, _ = datelines.split(f"{piece.text} x")
        if self.dateline is None and dateline and len(piece.text) <= len(dateline) + 30:
            self.dateline = Found(dateline, piece.lines)
            self.page.taken.add(place)

    def _say(
        self, standfirst: Found | None, blocks: tuple[Block, ...], bylines: tuple[FoundByline, ...]
    ) -> None:
        page = self.page
        if not bylines:
            page.warn("byline-missing", "No byline was found near the headline.")
        if standfirst is None:
            return
        own = key(standfirst.value)
        again = next((block for block in blocks if key(block.text) == own), None)
        if again is not None:
            page.warn(
                "standfirst-repeated",
                "The standfirst repeats a paragraph of the body.",
                (*standfirst.lines, *again.lines),
            )

    def _accounted(self, article: Article) -> Article:
        """The article with the lines that are not of it, so that each line is in one place."""
        page = self.page
        around.outside(page)
        around.labels(page, _lines_of(article))
        furniture = [
            Furniture(kind, page.pieces[place].lines, page.pieces[place].text)
            for place, kind in sorted(page.kinds.items())
        ]
        unplaced = tuple(
            Found(piece.text, piece.lines)
            for place, piece in enumerate(page.pieces)
            if page.free(place)
        )
        if unplaced:
            lines = tuple(n for found in unplaced for n in found.lines)
            page.warn("unplaced", "Some lines inside the article could not be placed.", lines)
        covered = {n for piece in page.pieces for n in piece.lines}
        blank = tuple(n for n in range(1, len(self.lines) + 1) if n not in covered)
        if blank:
            furniture.append(Furniture(FurnitureKind.BLANK, blank))
        return replace(
            article,
            furniture=tuple(furniture),
            unplaced=unplaced,
            warnings=tuple(page.warnings),
        )


def _lists_joined(blocks: list[Block]) -> list[Block]:
    """Entries of one list as one block: an entry on each line of its text, without its bullet."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.LIST:
            joined.append(block)
            continue
        entry = body.without_bullet(block.text)
        last = joined[-1] if joined and joined[-1].kind is BlockKind.LIST else None
        if last is None:
            joined.append(replace(block, text=entry))
        else:
            joined[-1] = replace(
                last, text=f"{last.text}\n{entry}", lines=(*last.lines, *block.lines)
            )
    return joined


def _paragraphs(blocks: tuple[Block, ...]) -> str:
    return "".join(block.text for block in blocks if block.kind is BlockKind.PARAGRAPH)


def _lines_of(article: Article) -> set[int]:
    """The lines that the article's fields and body name."""
    single = (article.headline, article.standfirst, article.published, article.updated)
    many = (article.section, article.bylines, article.topics, article.body)
    named = [one for one in (*single, article.dateline, article.lead) if one is not None]
    found = {n for one in named for n in one.lines}
    return found | {n for group in many for one in group for n in one.lines}
