"""What is read from whole saved pages of invented papers."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.archive import report
from broadsheet.archive.articles import Article, BlockKind, BylineKind, TopicKind
from broadsheet.archive.formats import html
from broadsheet.archive.tests import html_pages

KOLKATA = ZoneInfo("Asia/Kolkata")
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def read(data: bytes, address: str = "") -> Article:
    return html.read(data, zone=KOLKATA, address=address, now=NOW)


def codes(article: Article) -> set[str]:
    return {remark.code for remark in article.warnings}


@pytest.fixture(scope="module")
def courier() -> Article:
    return read(html_pages.courier())


def test_the_headline_is_the_shown_one_without_kicker_and_logo(courier: Article) -> None:
    """The headline is the h1 that the page's data agrees with, not the logo nor the kicker."""
    assert courier.headline.value == "Council votes to rebuild Kadavil ferry stairs"


def test_search_and_social_titles_lose_only_the_papers_name(courier: Article) -> None:
    """A title's end is cut where it is the paper's name."""
    assert courier.search_title == "Ferry stairs to be rebuilt before monsoon"
    assert courier.social_title == ""


def test_times_keep_their_zone(courier: Article) -> None:
    """Both clocks come with the zone that the page gives, and nothing is assumed."""
    assert courier.published is not None
    assert courier.updated is not None

    assert courier.published.value.isoformat() == "2024-04-09T18:05:00+05:30"
    assert courier.updated.value.isoformat() == "2024-04-10T07:40:00+05:30"
    assert not courier.published.assumed_zone


def test_bylines_keep_order_and_kind(courier: Article) -> None:
    """A reference in the data is followed, and an agency is no person."""
    assert [(one.name, one.kind) for one in courier.bylines] == [
        ("Anil Verghese", BylineKind.PERSON),
        ("Press Trust of India", BylineKind.AGENCY),
    ]


def test_the_section_path_is_the_breadcrumb_in_its_order(courier: Article) -> None:
    """Positions decide, and the home page is no section."""
    assert [part.value for part in courier.section] == ["City", "Kadavil"]


def test_the_dateline_leaves_the_first_paragraph(courier: Article) -> None:
    """The dateline is a field of its own; the paragraph goes on without it."""
    assert courier.dateline is not None

    assert courier.dateline.value == "KADAVIL"
    assert courier.body[0].text == html_pages.PARAGRAPHS[0]
    assert courier.body[0].html == html_pages.PARAGRAPHS[0]


def test_the_lead_picture_has_caption_credit_and_agency(courier: Article) -> None:
    """The shown picture that the data names leads, with what stands under it told apart."""
    assert courier.lead is not None

    assert courier.lead.caption == "The lower steps at Kadavil on Monday."
    assert (courier.lead.credit, courier.lead.agency) == ("PTI", "pti")
    assert courier.lead.alt == "Stone stairs at a river"


def test_the_body_is_the_articles_own_blocks_in_order(courier: Article) -> None:
    """Kinds survive; promotions, rail, captions, headline and standfirst stay out."""
    assert [str(block.kind) for block in courier.body] == [
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "picture",
        "list",
        "paragraph",
        "quote",
        "table",
        "paragraph",
    ]


def test_a_picture_in_the_body_keeps_its_own_words(courier: Article) -> None:
    """Caption and credit belong to the picture, and are in no paragraph."""
    picture = next(block.picture for block in courier.body if block.picture)

    assert picture.caption == "Engineers during the survey in March."
    assert picture.credit == "Leela Raman"
    assert not any("during the survey in March" in block.text for block in courier.body)


def test_inline_markup_is_cleaned(courier: Article) -> None:
    """Links become whole addresses, other attributes go, and a script is never a link."""
    paragraph = next(block for block in courier.body if "draft levy" in block.text)

    assert '<a href="https://courier.example/docs/levy.pdf">draft levy</a>' in paragraph.html
    assert "<b>public</b>" in paragraph.html
    assert "javascript" not in paragraph.html
    assert "onclick" not in paragraph.html


def test_tables_and_lists_keep_their_rows(courier: Article) -> None:
    """A row is a line, cells are parted by a tab; an item is a line."""
    by_kind = {block.kind: block for block in courier.body}

    assert by_kind[BlockKind.TABLE].text.split("\n")[1] == "Harbour fund\t2.1"
    assert by_kind[BlockKind.LIST].text.split("\n")[1] == "Pontoon opens on 1 May."


def test_topics_come_from_the_tag_links(courier: Article) -> None:
    """Tags are topics; a name that nothing tells more about is a subject."""
    assert [(topic.name, topic.kind) for topic in courier.topics] == [
        ("Kadavil", TopicKind.SUBJECT),
        ("Ferries", TopicKind.SUBJECT),
    ]


def test_the_article_is_known_by_its_canonical_address(courier: Article) -> None:
    """Address, paper and language are the page's own."""
    assert courier.source_id == "https://courier.example/city/ferry-stairs-rebuilt-88123.html"
    assert courier.paper == "The Valley Courier"
    assert courier.language == "en-IN"


def test_every_line_is_accounted_for(courier: Article) -> None:
    """Fields, body and furniture together are the page's lines, each in one category."""
    assert report.uncovered(courier) == ()
    assert report.doubled(courier) == ()


def test_a_page_on_one_line_is_accounted_for() -> None:
    """Where one line gives everything, it is the body's."""
    article = read(html_pages.courier().replace(b"\n", b" "))

    assert article.line_count == 1
    assert report.uncovered(article) == ()
    assert report.doubled(article) == ()


@pytest.fixture(scope="module")
def post() -> Article:
    return read(html_pages.post(), address="https://post.example/news/77")


def test_microdata_gives_the_byline_not_the_menu_or_a_commenter(post: Article) -> None:
    """A generic word in the author's meta element and a reader's name are no bylines."""
    assert [one.name for one in post.bylines] == ["Ruth Adeyemi"]


def test_a_day_stays_a_day(post: Article) -> None:
    """No time of day is made up, and the report says so."""
    assert post.published is not None

    assert post.published.day_only
    assert post.published.value.isoformat() == "2023-11-02T00:00:00+05:30"
    assert "published_day_only" in codes(post)


def test_paragraphs_parted_by_line_breaks_are_told_apart(post: Article) -> None:
    """Two line breaks end a paragraph; comments are no body."""
    wanted = [html_pages.PARAGRAPHS[number] for number in (0, 2, 3, 4)]

    assert [block.text for block in post.body] == wanted


def test_what_is_missing_is_said(post: Article) -> None:
    """A section given once is the section; the given address is the id."""
    assert [part.value for part in post.section] == ["Transport"]
    assert post.source_id == "https://post.example/news/77"
    assert [topic.name for topic in post.topics] == ["bridge", "toll", "Kadavil"]


def page(body: str, head: str = "") -> bytes:
    title = "Ferry stairs rebuilt"
    return f"<html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def test_a_body_in_several_containers_is_read_whole() -> None:
    """Containers of one kind with promotions between them are one body."""
    first, second = html_pages.PARAGRAPHS[:3], html_pages.PARAGRAPHS[3:]
    part = '<div class="part">{}</div>'
    parts = [part.format("".join(f"<p>{text}</p>" for text in texts)) for texts in (first, second)]
    article = read(page('<aside class="promo"><p>Buy our tea towels.</p></aside>'.join(parts)))

    assert [block.text for block in article.body] == list(html_pages.PARAGRAPHS)


def test_a_brief_is_found_by_the_pages_description() -> None:
    """One short paragraph among links is the body where the description begins like it."""
    brief = "Ferries stop at ten on Sunday night while the pontoon is moved into its place."
    links = "".join(
        f'<p><a href="/{n}">Another story of the day, number {n}</a></p>' for n in range(30)
    )
    head = f'<meta name="description" content="{brief}">'
    article = read(page(f"<div><p>{brief}</p></div><div>{links}</div>", head))

    assert [block.text for block in article.body] == [brief]
    assert "standfirst_repeated" in codes(article)


def test_text_that_only_the_data_gives_is_said_to_be_from_there() -> None:
    """Where a page shows no text, JSON-LD's is read, and the report says so."""
    text = "\\n".join(html_pages.PARAGRAPHS[:2]).replace("“", "").replace("”", "")
    data = '{"@type":"NewsArticle","headline":"Ferry stairs rebuilt","articleBody":"' + text + '"}'
    head = f'<script type="application/ld+json">{data}</script>'
    article = read(page('<div id="app"></div>', head))

    assert len(article.body) == 2
    assert "body_from_data" in codes(article)


def test_the_headline_and_byline_are_not_repeated_in_the_body() -> None:
    """Many pages print them again above the text."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in html_pages.PARAGRAPHS)
    article = read(
        page(f"<article><p>Ferry stairs rebuilt</p><p>By Leela Raman</p>{text}</article>")
    )

    assert [block.text for block in article.body] == list(html_pages.PARAGRAPHS)
    assert [one.name for one in article.bylines] == ["Leela Raman"]


def test_reading_twice_gives_the_same() -> None:
    """The same bytes give the same article."""
    assert read(html_pages.courier()) == read(html_pages.courier())
