"""Single fields of saved pages, in the shapes in which papers write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from broadsheet.archive.articles import Article, BlockKind
from broadsheet.archive.formats import html
from broadsheet.archive.formats.html import headline, inline, jsonld, stamps, wording
from broadsheet.archive.tests import html_pages

ZONE = ZoneInfo("Asia/Kolkata")
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def read(*parts: str) -> Article:
    return html.read(html_pages.simple(*parts), zone=ZONE, now=NOW)


def names(article: Article) -> list[str]:
    return [one.name for one in article.bylines]


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Stairs rebuilt | Valley Courier", "Stairs rebuilt"),
        ("Stairs rebuilt - Valley Courier", "Stairs rebuilt"),
        ("Valley Courier: Stairs rebuilt", "Valley Courier: Stairs rebuilt"),
        ("Valley Courier | Stairs rebuilt", "Stairs rebuilt"),
        ("Win or lose | Our verdict", "Win or lose | Our verdict"),
        ("Stairs rebuilt | City | Valley Courier", "Stairs rebuilt | City"),
    ],
)
def test_only_the_papers_own_name_is_cut_from_a_title(title: str, bare: str) -> None:
    """A bar is often the editor's own."""
    assert headline.without_paper(title, ["Valley Courier"]) == bare


def test_a_title_that_json_cut_is_read_whole_from_the_page() -> None:
    """The shown headline goes before one that ends in dots."""
    article = read(linked('{"@type":"NewsArticle","headline":"Ferry stairs…"}'))

    assert article.headline.value == "Ferry stairs rebuilt"


def test_a_headline_in_capitals_is_written_as_the_data_writes_it() -> None:
    """Capitals are the page's style, not the headline's."""
    page = html_pages.simple('<meta property="og:title" content="Ferry stairs rebuilt">')
    page = page.replace(b"<h1>Ferry stairs rebuilt", b"<h1>FERRY STAIRS REBUILT")

    assert html.read(page, zone=ZONE, now=NOW).headline.value == "Ferry stairs rebuilt"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<p>By Leela Raman on 4 May 2024</p>", ["Leela Raman"]),
        ("<div>4 May 2024 · By Leela Raman and PTI</div>", ["Leela Raman", "PTI"]),
        ("<span>Written by</span><div>Leela Raman</div>", ["Leela Raman"]),
        ('<a rel="author" href="/author/1">Leela Raman</a>', ["Leela Raman"]),
        ('<div class="post-author"><a href="/staff/lr">Leela Raman</a></div>', ["Leela Raman"]),
        ("<p>Leela Raman</p><p>May 4, 2024</p>", ["Leela Raman"]),
        ('<aside><div class="author">Angry Gull</div></aside>', []),
        ('<div class="author">SECTIONS</div>', []),
        ("<p>By using this site you agree to our terms.</p>", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_shown_byline_is_found_and_none_is_made_up(shown: str, expected: list[str]) -> None:
    """Where the data names nobody, what the page shows near its headline counts."""
    assert names(read("", shown)) == expected


def test_an_accounts_name_is_no_byline() -> None:
    """A login that no reader sees is not printed as a name."""
    assert names(read(linked('{"@type":"Article","author":{"name":"lraman-2"}}'))) == []


def test_a_person_who_is_shown_goes_before_the_papers_name() -> None:
    """Systems write the paper's name as the author of everything."""
    data = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"Valley Courier"},"publisher":{"name":"Valley Courier"}}'  # noqa: E501 - one line as pages have it

    assert names(read(linked(data), "<p>By Leela Raman</p>")) == ["Leela Raman"]
    assert names(read(linked(data))) == ["Valley Courier"]


def test_names_in_lower_case_are_written_as_names() -> None:
    """Some systems keep names in lower case."""
    data = '{"@type":"NewsArticle","author":{"name":"leela raman and anil Verghese"}}'

    assert names(read(linked(data))) == ["Leela Raman", "Anil Verghese"]


@pytest.mark.parametrize(
    ("text", "moment", "zoned", "day_only"),
    [
        ("2024-04-09T10:05:00+05:30", "2024-04-09T10:05:00+05:30", True, False),
        ("2024-04-09T10:05:00.123+0530", "2024-04-09T10:05:00+05:30", True, False),
        ("2024-04-09T10:05Z", "2024-04-09T10:05:00+00:00", True, False),
        ("2024-04-09 10:05:00", "2024-04-09T10:05:00+05:30", False, False),
        ("2024-04-09", "2024-04-09T00:00:00+05:30", False, True),
        ("2024-04-09T00:00:00", "2024-04-09T00:00:00+05:30", False, True),
        ("20240409", "2024-04-09T00:00:00+05:30", False, True),
        ("1712635500", "2024-04-09T04:05:00+00:00", True, False),
        ("Tue, 09 Apr 2024 04:05:00 GMT", "2024-04-09T04:05:00+00:00", True, False),
    ],
)
def test_a_written_moment_is_read(text: str, moment: str, zoned: bool, day_only: bool) -> None:
    """Zones are kept; a missing one is the caller's, and a day is a day."""
    found = stamps.read(text, ZONE)

    assert found is not None
    assert found.value.isoformat() == moment
    assert bool(found.assumed_zone) is not zoned
    assert found.day_only is day_only


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13-45", "0000-00-00T00:00:00", "99999999999999"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert stamps.read(text, ZONE) is None


@given(st.text(max_size=80))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    """No text makes the reader of moments fail."""
    found = stamps.read(text, ZONE)

    assert found is None or found.value.tzinfo is not None


@pytest.mark.parametrize(
    "text",
    ['{"a": 1}', '<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '{"a": 1,}', '{"a": 1};',
     "{&quot;a&quot;: 1}", '// note\n{"a": 1}', '[{"a": 1},]'],
)  # fmt: skip
def test_json_is_mended_within_reason(text: str) -> None:
    """Comments, trailing marks and entities are what papers get wrong."""
    assert jsonld.load(text) in ({"a": 1}, [{"a": 1}])


def test_the_sections_of_another_articles_list_are_not_this_ones() -> None:
    """Nodes inside a list of stories are about those stories."""
    other = '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","author":{"name":"Not Me"}}]}'  # noqa: E501 - one line as pages have it

    assert names(read(linked(other))) == []


def test_a_breadcrumb_that_says_nothing_gives_way_to_the_section() -> None:
    """A list of everything is no section where the data has one."""
    crumbs = '<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/n">All News</a></li></ul>'  # noqa: E501 - one line as pages have it
    article = read('<meta property="article:section" content="Transport">', crumbs)

    assert [part.value for part in article.section] == ["Transport"]


def test_a_caption_without_any_mark_is_not_body() -> None:
    """The only words beside a picture in its own element are its caption."""
    picture = '<div class="photo"><img src="/a.jpg"><p>Stone steps at low water. AFP</p></div>'
    article = read("", picture)

    assert article.lead is not None
    assert article.lead.caption.startswith("Stone steps at low water")
    assert not any("low water" in block.text for block in article.body)


def test_an_icon_is_no_picture() -> None:
    """Logos and small images are left out."""
    article = read("", '<img src="/logo.png"><img src="/a.jpg" width="16">')

    assert article.lead is None
    assert all(block.kind is not BlockKind.PICTURE for block in article.body)


def test_an_embed_keeps_its_address() -> None:
    """A frame between paragraphs is an embed, of a safe address only."""
    frame = '<iframe src="https://video.example/embed/7"></iframe>'
    page = html_pages.simple().replace(b"</p><p>", b"</p>" + frame.encode() + b"<p>", 1)
    blocks = html.read(page, zone=ZONE, now=NOW).body

    assert [one.html for one in blocks if one.kind is BlockKind.EMBED] == [
        "https://video.example/embed/7"
    ]


_ALLOWED = {"b", "i", "em", "strong", "a", "sup", "sub", "br"}


@given(st.text(alphabet="<>/abi\"'= &;hrefjvscpt:", max_size=60))
def test_inline_markup_is_only_ever_the_allowed(text: str) -> None:
    """Whatever goes in, only allowed elements and safe links come out."""
    element = lxml_html.fragment_fromstring(text, create_parent="p")
    written = inline.render([element.text or "", *element], "https://courier.example/")
    found = lxml_html.fragment_fromstring(written, create_parent="p")

    for inner in found.iterdescendants():
        assert inner.tag in _ALLOWED
        assert set(inner.keys()) <= {"href"}
        assert (inner.get("href") or "https:").split(":")[0] in {"http", "https", "mailto"}


@pytest.mark.parametrize(
    ("written", "start", "left"),
    [
        ("<strong>KADAVIL:</strong> The <b>stairs</b>", "KADAVIL: ", "The <b>stairs</b>"),
        ("<b>KADAVIL: The</b> stairs", "KADAVIL: ", "<b>The</b> stairs"),
        ("KADAVIL &amp; MUNNAR: The stairs", "KADAVIL & MUNNAR: ", "The stairs"),
        ("The stairs", "KADAVIL: ", ""),
    ],
)
def test_a_dateline_leaves_the_markup_whole(written: str, start: str, left: str) -> None:
    """What the dateline stood in is closed or opened again."""
    assert inline.without_start(written, start) == left


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A cleaned line without entities is clean."""
    once = wording.clean(text.replace("&", ""))

    assert wording.clean(once) == once


def test_the_language_is_written_as_its_standard_says() -> None:
    """Region in capitals, with a hyphen."""
    page = html_pages.simple().replace(b"<html>", b'<html lang="hi_in">')

    assert html.read(page, zone=ZONE, now=NOW).language == "hi-IN"
