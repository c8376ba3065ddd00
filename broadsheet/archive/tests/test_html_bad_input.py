"""What is no readable article is refused with a sentence that says what to do, soon."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.archive.articles import Article, FormatError
from broadsheet.archive.formats import html
from broadsheet.archive.tests import html_pages
from broadsheet.kit.tests.counts import examples

ZONE = ZoneInfo("UTC")
NOW = datetime(2025, 1, 1, tzinfo=UTC)
SECONDS = 20.0  # far more than any of these takes on a slow machine


def read(data: bytes) -> Article:
    return html.read(data, zone=ZONE, now=NOW)


def codes(article: Article) -> set[str]:
    return {remark.code for remark in article.warnings}


LINKS = "".join(
    f'<li><a href="/s/{n}">Story number {n} of the day in the city</a></li>' for n in range(80)
)
FRONT = (
    f"<html><head><title>City news</title></head><body><h1>City news</h1><ul>{LINKS}</ul></body>"
)
LOGIN = """<html><head><title>Sign in</title></head><body><h1>Sign in</h1><form>
<label>Name</label><input><button>Go</button></form></body></html>"""
SCRIPTED = """<html><head><title>Stairs</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Ferry stairs rebuilt"}</script></head>
<body><div id="app"></div></body></html>"""
REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t ", "empty"),
    "fifty megabytes": (b"<p>x</p>" * (50 * 2**20 // 8), "MB"),
    "a PDF": (b"%PDF-1.7\n" + b"\x00\x01" * 500, "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "picture"),
    "binary": (bytes(range(256)) * 100, "not readable text"),
    "plain text": (b"Ferry stairs to be rebuilt. By Anil Verghese.", "page-text"),
    "nested too deep": (b"<html><body>" + b"<div>" * 100_000 + b"text", "nested"),
    "inline nested too deep": (b"<html><body><p>" + b"<b><i>" * 50_000 + b"text", "nested"),
    "too many elements": (b"<html><body>" + b"<p>x</p>" * 70_000, "elements"),
    "a front": (FRONT.encode(), "article"),
    "a login page": (LOGIN.encode(), "article"),
    "no headline": (b"<html><body></body></html>", "headline"),
    "a page made by scripts": (SCRIPTED.encode(), "none of its text"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_what_to_do(name: str) -> None:
    """One FormatError, in bounded time, that names the fault."""
    data, word = REFUSED[name]
    started = time.monotonic()

    with pytest.raises(FormatError, match=word):
        read(data)

    assert time.monotonic() - started < SECONDS


BOMB = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 107)
)


def test_entities_are_not_expanded() -> None:
    """A bomb of entities stays as small as it was written."""
    page = html_pages.simple(body_end="<p>The bomb is here: &j; and it does not go off at all.</p>")
    article = read(BOMB + b"]>" + page)

    assert sum(len(block.text) for block in article.body) < 10_000


def test_utf8_that_is_declared_as_something_else_is_read_and_said() -> None:
    """Bytes that are valid UTF-8 are UTF-8, whatever the page declares."""
    paragraph = "<p>Café owners cheered “loudly” at the news of the stairs on Tuesday night.</p>"
    article = read(html_pages.simple('<meta charset="iso-8859-1">', paragraph))

    assert any("Café owners" in block.text for block in article.body)
    assert "encoding_mended" in codes(article)


def test_another_encoding_is_read_as_declared() -> None:
    """A page in Windows-1251 that says so is read so."""
    text = html_pages.simple('<meta charset="windows-1251">').decode()
    page = text.replace("Ferry stairs rebuilt", "Лестницу построят заново")

    assert read(page.encode("cp1251")).headline.value == "Лестницу построят заново"


def test_an_undeclared_encoding_is_guessed_and_said() -> None:
    """Where nothing fits, the guess is in the report."""
    page = html_pages.simple().decode().replace("the stone", "the façade, the décor and the stone")

    assert "encoding_guessed" in codes(read(page.encode("cp1252")))


def test_broken_json_is_mended_or_said() -> None:
    """A trailing comma and raw line ends are mended; what is beyond mending is a warning."""
    mended = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stairs'
        ' rebuilt","author":{"name":"Leela\nRaman",},}</script>'
    )
    beyond = '<script type="application/ld+json">{"@type": NewsArticle</script>'

    assert [one.name for one in read(html_pages.simple(mended)).bylines] == ["Leela Raman"]
    assert "jsonld_broken" in codes(read(html_pages.simple(beyond)))


def test_deep_json_is_no_crash() -> None:
    """Brackets nested a hundred thousand deep are broken JSON, nothing worse."""
    deep = f'<script type="application/ld+json">{"[" * 100_000}</script>'

    assert "jsonld_broken" in codes(read(html_pages.simple(deep)))


def test_times_that_contradict_each_other_are_said() -> None:
    """Two moments for one clock: one is taken, both are in the warning."""
    head = (
        '<meta property="article:published_time" content="2024-04-09T10:00:00Z">'
        '<meta name="parsely-pub-date" content="2024-04-09T12:30:00Z">'
    )
    article = read(html_pages.simple(head))

    assert "published_two_candidates" in codes(article)
    assert article.published is not None
    assert article.published.value == datetime(2024, 4, 9, 10, tzinfo=UTC)


def test_a_time_without_a_zone_is_said_to_be_assumed() -> None:
    """The zone that the caller gave is used and named."""
    head = '<meta property="article:published_time" content="2024-04-09 10:00:00">'
    article = html.read(html_pages.simple(head), zone=ZoneInfo("Asia/Kolkata"), now=NOW)

    assert article.published is not None
    assert article.published.assumed_zone == "Asia/Kolkata"
    assert "published_zone_assumed" in codes(article)


def test_a_missing_date_is_said() -> None:
    """No date is made up."""
    article = read(html_pages.simple())

    assert article.published is None
    assert "published_missing" in codes(article)


def test_an_update_before_the_publication_is_left_out_and_said() -> None:
    """The update is no update then."""
    head = (
        '<meta property="article:published_time" content="2024-04-09T10:00:00Z">'
        '<meta property="article:modified_time" content="2024-04-07T10:00:00Z">'
    )
    article = read(html_pages.simple(head))

    assert article.updated is None
    assert "updated_before_published" in codes(article)


def test_a_date_in_the_future_is_said() -> None:
    """The present moment is only used for this."""
    head = '<meta property="article:published_time" content="2031-04-09T10:00:00Z">'

    assert "published_in_future" in codes(read(html_pages.simple(head)))


def test_an_unclosed_element_does_not_swallow_the_page() -> None:
    """A button or drawing that is never closed is looked into."""
    whole = read(html_pages.simple())
    swallowed = html_pages.simple().replace(b"<body>", b"<body><button>Menu")

    assert [block.text for block in read(swallowed).body] == [block.text for block in whole.body]


def test_a_drop_cap_is_put_back() -> None:
    """A first letter in an element of its own belongs to its word."""
    page = html_pages.simple().replace(
        b"<p>The river", b'<p><span class="drop-cap">T</span> he river'
    )

    assert read(page).body[0].text.startswith("The river council")


_MARKUP = """
<p> </p> <div> </div> <h1> </h1> <table><td> <li> <b> </b> <br> <figure><img> </figure> </script>
{ } "@type": "NewsArticle" "author": "image": [ ] , : 1e999 &amp; <!-- --> <svg> <noscript> é 的
"""
_PIECES = st.sampled_from(
    [
        *_MARKUP.split(),
        "<script type='application/ld+json'>",
        "<time datetime='2024-13-45T99:99'>",
        "<meta property='og:title' content='Stairs'>",
        "By Anil Verghese",
        "The river council agreed on Tuesday to rebuild the old ferry stairs before June. ",
        "<a href='http://[bad'>",
        "<link rel=canonical href='http://[::1'>",
        "2 November 2023",
        "\x00",
    ]
)


def outcome(data: bytes) -> str:
    """The headline of the article, or the reason why there is none."""
    try:
        return read(data).headline.value
    except FormatError as error:
        return str(error)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_markup_is_an_article_or_refused(markup: str) -> None:
    """Nothing but an Article or a FormatError comes of any page."""
    assert outcome(markup.encode("utf-8"))


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_an_article_with_any_markup_before_it_is_read_or_refused(markup: str) -> None:
    """The same with an article's page around it, so that every recogniser has work."""
    assert outcome(html_pages.simple(body_start=markup))


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_refused(data: bytes) -> None:
    """Nothing but an Article or a FormatError comes of any bytes."""
    assert outcome(data)
