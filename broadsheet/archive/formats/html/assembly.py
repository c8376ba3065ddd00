"""Puts the recognisers' answers together into one article, with what a person should know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from broadsheet.archive.articles import (
    Article,
    Block,
    BlockKind,
    FormatError,
    Found,
    FoundPicture,
    Remark,
)
from broadsheet.archive.formats.html import (
    blocks,
    body,
    clocks,
    clutter,
    coverage,
    headline,
    identity,
    inline,
    people,
    pictures,
    sections,
    segments,
    topics,
    wording,
)
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import datelines

_BEFORE_HEAD, _BEFORE_BODY = 6, 40  # segments in which the lead picture is looked for
_OPENING = 2  # paragraphs in which a dateline stands: a summary may come first
_SHORTEST_BODY = 12  # words


class Story(NamedTuple):
    """The body's blocks, the dateline taken from the first, and the lead picture."""

    blocks: tuple[Block, ...]
    dateline: Found | None
    lead: FoundPicture | None


def article(source: Source, now: datetime) -> Article:
    """The article of an opened page.

    Raises:
        FormatError: the page has no headline or no body.
    """
    source = replace(source, address=identity.address(source))
    titles = headline.read(source)
    if titles.headline is None:
        raise FormatError("The page has no headline: it is no article. Import an article's page.")
    standfirst = headline.standfirst(source, titles.headline.value)
    cut = segments.cut(source.tree)
    bylines = people.read(source, cut, titles.headline.value)
    known = clutter.Known(
        titles.headline.value,
        standfirst.value if standfirst else "",
        tuple(one.name for one in bylines),
    )
    kept = body.choose(source, cut, known)
    _refuse_no_article(source, kept)
    story = _story(source, cut, kept, titles.headline.value)
    times = clocks.read(source, cut, titles.headline.value, now)
    content = "\n".join([titles.headline.value, *(block.text for block in story.blocks)])
    found = Article(
        source_id=identity.source_id(source.address, content),
        headline=titles.headline,
        standfirst=standfirst,
        published=times.published,
        updated=times.updated,
        section=sections.read(source, titles),
        bylines=bylines,
        dateline=story.dateline,
        lead=story.lead,
        body=story.blocks,
        search_title=titles.search,
        social_title=titles.social,
        warnings=(*source.page.remarks, *source.linked.remarks, *titles.remarks, *times.remarks),
    )
    return coverage.accounted(_remarked(_of_page(found, source), kept), source.page)


def _of_page(found: Article, source: Source) -> Article:
    """The article with what the page as a whole says: topics, language, paper, its own address."""
    return replace(
        found,
        topics=topics.read(source),
        language=identity.language(source),
        address=source.address,
        paper=identity.paper(source),
        line_count=source.page.line_count,
    )


def _refuse_no_article(source: Source, kept: list[Segment]) -> None:
    text = body.text_of(kept)
    if not text and source.linked.articles:
        raise FormatError(
            "The page names an article but holds none of its text (a paywall, a film, or a page"
            " made by scripts?): open it in full, save it and import that file."
        )
    if len(wording.words(text)) < _SHORTEST_BODY and not source.linked.articles:
        raise FormatError(
            "No article is on this page (a front, a login page or a page made by scripts?): open"
            " the article itself, let it load, save it and import that file."
        )
    if body.is_list(kept):
        raise FormatError("This page lists articles and is none: import each article's own page.")


def _story(source: Source, cut: list[Segment], kept: list[Segment], headline: str) -> Story:
    built = blocks.build(kept, source.address)
    ahead = list(_ahead(source, cut, kept, headline))
    opening = [block.picture for block in built[:1] if block.picture]
    lead = pictures.lead(source, [*ahead, *opening])
    shown = [Block(BlockKind.PICTURE, picture=one, lines=one.lines) for one in ahead]
    rest = list(_without_repeats([*shown, *built], lead))
    dateline, rest = _datelined(rest)
    return Story(tuple(rest), dateline, lead)


def _ahead(
    source: Source, cut: list[Segment], kept: list[Segment], headline: str
) -> Iterator[FoundPicture]:
    """Pictures that stand by the headline or between it and the body."""
    first = next((at for at, one in enumerate(cut) if kept and one is kept[0]), 0)
    wanted = wording.key(headline)
    heads = [at for at, one in enumerate(cut[:first]) if one.key == wanted]
    start = heads[-1] - _BEFORE_HEAD if heads else first - _BEFORE_BODY
    for one in cut[max(0, start) : first]:
        if one.picture is not None and not clutter.outside(one):
            found = pictures.of_segment(one, source.address)
            if found:
                yield found


def _without_repeats(built: list[Block], lead: FoundPicture | None) -> Iterator[Block]:
    """The blocks without the lead picture, and with each other picture once."""
    seen = [lead] if lead else []
    for block in built:
        if block.picture is None:
            yield block
        elif not any(pictures.same(block.picture, one) for one in seen):
            seen.append(block.picture)
            yield block


def _datelined(built: list[Block]) -> tuple[Found | None, list[Block]]:
    """The dateline that opens one of the first paragraphs, and the blocks without it."""
    opening = [at for at, block in enumerate(built) if block.kind is BlockKind.PARAGRAPH]
    for at in opening[:_OPENING]:
        block = built[at]
        place, rest = datelines.split(block.text)
        if place and rest:
            start = block.text.removesuffix(rest)
            html = inline.without_start(block.html, start) if start != block.text else ""
            left = replace(block, text=rest, html=html)
            return Found(place, block.lines), [*built[:at], left, *built[at + 1 :]]
    return None, built


def _remarked(found: Article, kept: list[Segment]) -> Article:
    remarks = list(found.warnings)
    repeated = body.repeats(found.standfirst.value, kept) if found.standfirst else None
    if repeated and found.standfirst:
        message = "The standfirst repeats a paragraph of the body."
        lines = found.standfirst.lines + repeated.lines
        remarks.append(Remark("standfirst_repeated", message, lines))
    if kept[0].given_lines:
        message = "The text is not shown on the page: it was read from the page's data."
        remarks.append(Remark("body_from_data", message, kept[0].given_lines))
    if not found.bylines:
        remarks.append(Remark("byline_missing", "The page gives no byline."))
    if not found.section:
        remarks.append(Remark("section_missing", "The page gives no section."))
    if not found.address:
        message = "The page gives no address: it is told by its content, so an edited copy is new."
        remarks.append(Remark("address_missing", message))
    return replace(found, warnings=tuple(remarks))
