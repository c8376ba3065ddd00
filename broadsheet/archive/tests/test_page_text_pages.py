"""Whole pages of invented papers, each flattened in another way, come out as articles."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.archive import report
from broadsheet.archive.articles import Article, BlockKind, BylineKind, FurnitureKind, TopicKind
from broadsheet.archive.formats import page_text
from broadsheet.archive.tests import page_text_pages as pages

NOW = datetime(2026, 1, 1, tzinfo=UTC)
INDIA = ZoneInfo("Asia/Kolkata")
BRITAIN = ZoneInfo("Europe/London")


def read(page: str, zone: ZoneInfo = INDIA, address: str = "") -> Article:
    return page_text.read(page.encode(), zone=zone, address=address, now=NOW)


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body if block.kind is BlockKind.PARAGRAPH]


def codes(article: Article) -> set[str]:
    return {warning.code for warning in article.warnings}


def furniture(article: Article, kind: FurnitureKind) -> str:
    return "\n".join(one.text for one in article.furniture if one.kind is kind)


@pytest.fixture(scope="module")
def kaveri() -> Article:
    return read(pages.KAVERI)


def test_headline_and_standfirst_stand_apart(kaveri: Article) -> None:
    """The headline is the title over the times, the sentence under it the standfirst."""

    assert kaveri.headline.value.startswith("River board to open the Melur sluice")
    assert kaveri.headline.lines == (4,)
    assert kaveri.standfirst is not None
    assert kaveri.standfirst.lines == (6,)


def test_both_times_are_read_and_the_zone_is_said_to_be_assumed(kaveri: Article) -> None:
    """A page that names no zone gets the paper's own, and the report says so."""

    assert kaveri.published is not None
    assert kaveri.updated is not None
    assert kaveri.published.value == datetime(2022, 2, 11, 4, 10, tzinfo=INDIA)
    assert kaveri.updated.value == datetime(2022, 2, 11, 9, 45, tzinfo=INDIA)
    assert kaveri.published.assumed_zone == "Asia/Kolkata"
    assert "zone-assumed" in codes(kaveri)


def test_a_breadcrumb_gives_the_section(kaveri: Article) -> None:
    """“Home States” is the way to the section States."""

    assert [one.value for one in kaveri.section] == ["States"]


def test_a_news_service_is_no_person(kaveri: Article) -> None:
    """A byline that names a service is an organisation's, and it is the only one."""

    assert [one.name for one in kaveri.bylines] == ["Kaveri News Service"]
    assert kaveri.bylines[0].kind is BylineKind.AGENCY


def test_the_body_is_the_articles_own_paragraphs(kaveri: Article) -> None:
    """Every paragraph in order, the divided speech kept, no furniture, the dateline taken off."""

    assert tuple(paragraphs(kaveri)) == pages.KAVERI_BODY
    assert kaveri.dateline is not None
    assert kaveri.dateline.value == "MELUR"


def test_pictures_in_use_have_caption_credit_and_agency(kaveri: Article) -> None:
    """The lead takes its repeated alternative text, and a caption wrapped in two is one."""
    inside = [block.picture for block in kaveri.body if block.picture]

    assert kaveri.lead is not None
    assert (kaveri.lead.caption, kaveri.lead.credit) == (
        "River board chairman Anand Pillaiyar",
        "PTI",
    )
    assert kaveri.lead.kind == "file_photo"
    assert kaveri.lead.lines == (10, 12)
    assert [(one.caption, one.agency) for one in inside if one] == [
        ("Anand Pillaiyar and the engineer Devika Sundar at the sluice", "pti")
    ]


def test_topics_without_marks_are_split_by_the_bodys_names(kaveri: Article) -> None:
    """The report says that the line was split, and that the kinds are proposals."""

    assert [(one.name, one.kind) for one in kaveri.topics] == [
        ("Anand Pillaiyar", TopicKind.PERSON),
        ("Devika Sundar", TopicKind.PERSON),
    ]
    assert {"tags-split", "topic-kinds-proposed"} <= codes(kaveri)


def test_a_standfirst_that_repeats_a_paragraph_is_said(kaveri: Article) -> None:
    """The warning names both lines."""
    warning = next(one for one in kaveri.warnings if one.code == "standfirst-repeated")

    assert warning.lines == (6, 27)


def test_furniture_is_told_apart(kaveri: Article) -> None:
    """Market strip, promo, rail, comments, policy, videos, gallery and share row each by name."""

    assert "BSE NSE" in furniture(kaveri, FurnitureKind.MARKET_STRIP)
    assert "Telegram" in furniture(kaveri, FurnitureKind.PROMO)
    assert "Buses to run" in furniture(kaveri, FurnitureKind.RAIL)
    assert "abusive" in furniture(kaveri, FurnitureKind.COMMENT_POLICY)
    assert "two minutes" in furniture(kaveri, FurnitureKind.VIDEOS)
    assert "Evening on the lower canal" in furniture(kaveri, FurnitureKind.GALLERY)
    assert furniture(kaveri, FurnitureKind.SHARE) == "flipboard facebook twitter whatsapp"
    assert kaveri.unplaced == ()


@pytest.mark.parametrize(
    "page", [pages.KAVERI, pages.WIRE, pages.BRITISH, pages.HINDI, pages.RAGGED]
)
def test_every_line_is_accounted_for_once(page: str) -> None:
    """Fields, body, furniture and unplaced lines cover 1..N, and no line stands in two of them."""
    article = read(page)

    assert report.uncovered(article) == ()
    assert report.doubled(article) == ()


def test_a_wrapped_agency_page_is_put_together() -> None:
    """Lines broken at a hundred columns become paragraphs; links between them are left out."""
    article = read(pages.WIRE, BRITAIN)

    assert article.headline.value.startswith("Harbour talks in Port Ellery end")
    assert article.dateline is not None
    assert article.dateline.value == "PORT ELLERY"
    assert [one.name for one in article.bylines] == ["Mara Quist", "Tom Oduya"]
    assert article.published is not None
    assert article.published.value == datetime(2023, 10, 3, 18, 5, tzinfo=UTC)
    assert article.updated is not None
    assert article.updated.value == datetime(2023, 10, 4, 7, 20, tzinfo=UTC)
    assert paragraphs(article)[1].endswith(
        "reviewed after six months, the authority said in a statement."
    )
    assert not any("Ferry line" in text or "Cyclone" in text for text in paragraphs(article))
    assert "zone-assumed" not in codes(article)


def test_a_british_page_with_subhead_and_related_link() -> None:
    """Breadcrumb with marks, role after the name, subhead in the body, topics with commas."""
    article = read(pages.BRITISH, BRITAIN)

    assert article.headline.value == "Village shop reopens after neighbours buy the freehold"
    assert article.standfirst is not None
    assert article.standfirst.value.startswith("Sixty households")
    assert [one.value for one in article.section] == ["News", "Cambridgeshire"]
    assert [one.name for one in article.bylines] == ["Harriet Cole"]
    assert article.published is not None
    assert article.published.value == datetime(2022, 3, 9, 18, 40, tzinfo=UTC)
    assert article.lead is not None
    assert article.lead.credit == "Dan Marsh/The Fenland Echo"
    assert [b.text for b in article.body if b.kind is BlockKind.SUBHEAD] == [
        "'We wanted the bench'"
    ]
    assert len(paragraphs(article)) == 6
    assert [one.name for one in article.topics] == ["Upwick", "Post Office", "Margaret Dunn"]


def test_a_hindi_page() -> None:
    """Devanagari headline, dateline, byline, credit and topics are read like any other."""
    article = read(pages.HINDI)

    assert article.language == "hi"
    assert article.headline.value.startswith("गोमती के किनारे")
    assert article.dateline is not None
    assert article.dateline.value == "लखनऊ"
    assert [one.name for one in article.bylines] == ["राम सहाय"]
    assert article.published is not None
    assert article.published.value == datetime(2023, 8, 15, 10, 30, tzinfo=INDIA)
    assert article.lead is not None
    assert article.lead.agency == "pti"
    assert [one.value for one in article.section] == ["देश", "उत्तर प्रदेश"]
    assert len(paragraphs(article)) == 4
    assert [one.name for one in article.topics] == ["लखनऊ", "पुस्तकालय", "नगर निगम"]


def test_paragraphs_broken_at_links_are_mended() -> None:
    """A converter that puts every link on a line of its own does not break the sentences."""
    article = read(pages.RAGGED, ZoneInfo("America/New_York"))

    assert [one.name for one in article.bylines] == ["Ola Brandt"]
    assert paragraphs(article)[0].startswith("The mayor of Seldon, Rita Marlowe, told a full hall")
    assert paragraphs(article)[1].startswith("Marlowe said the harbour line would come first")
    assert len(paragraphs(article)) == 3


def test_entries_of_a_list_are_one_block() -> None:
    """Bullets are dropped, each entry keeps its own line, and the block names all of them."""
    entries = "The board promised:\n\n• weekly figures\n\n• two more gates\n\nEngineers will lift"
    article = read(pages.KAVERI.replace("Engineers will lift", entries))
    lists = [block for block in article.body if block.kind is BlockKind.LIST]

    assert [block.text for block in lists] == ["weekly figures\ntwo more gates"]
    assert len(lists[0].lines) == 2


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Asha Rao and Tom Oduya", ["Asha Rao", "Tom Oduya"]),
        ("Asha Rao | TNN", ["Asha Rao", "TNN"]),
        ("Asha Rao, Correspondent", ["Asha Rao"]),
        ("PTI", ["PTI"]),
        ("Staff Reporter", ["Staff Reporter"]),
        ("asha.rao@kaveri.example", []),
    ],
)
def test_a_byline_needs_no_label_above_the_first_paragraph(byline: str, names: list[str]) -> None:
    """A name, an agency or a desk alone between the times and the body is the byline."""
    article = read(pages.KAVERI.replace("By Kaveri News Service", byline))

    assert [one.name for one in article.bylines] == names
    assert tuple(paragraphs(article)) == pages.KAVERI_BODY


@pytest.mark.parametrize("blank", ["\n", "\n\n\n\n"])
def test_blank_lines_may_be_lost_or_doubled(blank: str) -> None:
    """The same article comes out with no blank line at all, and with one after every line."""
    lines = [line for line in pages.KAVERI.split("\n") if line.strip()]
    article = read(blank.join(lines))

    assert tuple(paragraphs(article)) == pages.KAVERI_BODY
    assert [one.name for one in article.topics] == ["Anand Pillaiyar", "Devika Sundar"]
    assert len([block for block in article.body if block.picture]) == 1


def test_a_page_wrapped_at_eighty_columns_is_the_same_article() -> None:
    """Lines broken by a mail program or a terminal are put together again."""
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, 80)) if line.strip() else ""
        for line in pages.KAVERI.split("\n")
    )
    article = read(wrapped)

    assert tuple(paragraphs(article)) == pages.KAVERI_BODY


def test_the_address_gives_a_section_only_where_the_page_gives_none() -> None:
    """A section read from the address is said to be."""
    article = read(pages.WIRE, address="https://wire.example/world/europe/harbour-talks-1")

    assert [one.value for one in article.section] == ["World", "Europe"]
    assert article.source_id == "https://wire.example/world/europe/harbour-talks-1"
    assert "section-from-address" in codes(article)


def test_the_same_page_has_the_same_identity() -> None:
    """Without an address the digest of its bytes tells a second run that it is the same page."""

    assert read(pages.WIRE).source_id == read(pages.WIRE).source_id
    assert read(pages.WIRE).source_id != read(pages.BRITISH).source_id


def test_a_relative_time_is_never_guessed() -> None:
    """“7 hours ago” gives no moment; the report says why."""
    article = read(pages.BRITISH.replace("Wednesday 9 March 2022 18.40 GMT", "7 hours ago"))

    assert article.published is None
    assert {"time-relative", "date-missing"} <= codes(article)


def test_two_times_with_one_label_are_said() -> None:
    """Of two published times one is taken and the other is named in a warning."""
    page = pages.KAVERI.replace(
        "By Kaveri News Service",
        "By Kaveri News Service\n\nFirst Published: 10 February 2022 22:00",
    )

    assert "two-candidates" in codes(read(page))


def test_a_time_in_the_future_is_said() -> None:
    """A page cannot have appeared after the present moment."""

    assert "date-in-future" in codes(read(pages.KAVERI.replace("2022", "2031")))
