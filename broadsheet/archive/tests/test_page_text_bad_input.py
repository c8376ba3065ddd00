"""Whatever a stranger gives as a page of text is read or refused in words, and in time."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from broadsheet.archive import report
from broadsheet.archive.articles import Article, FormatError
from broadsheet.archive.formats import page_text
from broadsheet.archive.tests.page_text_pages import KAVERI, RAGGED, WIRE

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Kolkata")


def read(data: bytes) -> Article:
    return page_text.read(data, zone=ZONE, now=NOW)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (bytes(range(256)) * 40, "binary"),
        (b"x" * 5_000_001, "5,000,000"),
        (b"x " * 310_000, "letters"),
        (b"Home\n" * 10_001, "lines"),
        (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "html"),
        (b"Home\nNews\nSport\nOpinion\n", "No article"),
        ("नदी का पुल बंद रहेगा".encode()[:-1] + b" and more\n", "UTF-8"),
        (b"abc def \x81\x8d\x8f\x90\x9d " * 9, "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    """Each refusal names what is wrong and is a FormatError, never another exception."""
    with pytest.raises(FormatError, match=said):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read_and_said(encoding: str) -> None:
    """A page in another encoding gives the same article, and a warning names the encoding."""
    article = read(WIRE.encode(encoding))

    assert article.headline == read(WIRE.encode()).headline
    assert "utf-16" in next(one.message for one in article.warnings if one.code == "encoding")


def test_western_bytes_are_read_as_windows_1252() -> None:
    """Bytes that are not UTF-8 are taken for windows-1252, and the report says so."""
    article = read(KAVERI.encode("windows-1252"))

    assert "“We measured the flow" in article.body[3].text
    assert "windows-1252" in next(o.message for o in article.warnings if o.code == "encoding")


def test_a_byte_order_mark_is_no_text() -> None:
    """UTF-8 with its mark reads as UTF-8 without, and needs no warning."""
    article = read(b"\xef\xbb\xbf" + WIRE.encode())

    assert not [one for one in article.warnings if one.code == "encoding"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems_count_alike(end: str) -> None:
    """The line numbers of the report are the same whatever ended the lines."""

    assert read(WIRE.replace("\n", end).encode()).headline == read(WIRE.encode()).headline


def test_a_headline_without_paragraphs_is_no_article() -> None:
    """Half a page is refused, not imported as a story without a body."""
    with pytest.raises(FormatError, match="No article"):
        read(KAVERI.split("By Kaveri")[0].encode())


LARGEST = 590_000
SECONDS = 20.0  # far more than any of these takes on a slow machine
HOSTILE = {
    "dates": "7 April 2021 10:30 am IST " * 9 + "\n",
    "brackets": "(" * 200 + "\n",
    "links": "[a](" * 60 + "\n",
    "bars": "A | " * 60 + "\n",
    "capitals": "NEW DELHI " * 20 + "\n",
    "bylines": "By John Smith and Jane Doe | PTI\n",
    "colons": "12:" * 80 + "\n",
    "credits": "Photo: " * 30 + "\n",
    "addresses": "a@" * 110 + "\n",
    "prose": "It is said that the man went to town on 7 April 2021 at 10 am. " * 4 + "\n",
    "one line": "word ",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_is_done_with_in_time(name: str) -> None:
    """The largest file of each hostile kind is read or refused after a bounded time of work."""
    piece = HOSTILE[name]
    count = 9_999 if piece.endswith("\n") else 110_000
    data = (piece * count)[:LARGEST].encode()
    started = time.process_time()
    with contextlib.suppress(FormatError):
        read(data)

    assert time.process_time() - started < SECONDS


WORDS = st.sampled_from(
    [
        *("Home", "TAGS", "Comments", "By Asha Rao", "NEW DELHI:", "Advertisement", "Also read:"),
        *("Published: 7 April 2021 03:56 AM", "7 hours ago", "(Photo | PTI)", "| AP", "Share"),
        *("The board said on Monday that the gates would open at dawn for all four villages.",),
        *("Board to open the gates", "© 2021", "BSE NSE", "यह भी पढ़ें", "नई दिल्ली: यह सच है।"),
        *("By", "and", ",", "—", "“", "1.", "•", "\u00a0", "\u200b", "\x0b", "\ufffd"),
    ]
)
LINES = st.lists(st.lists(WORDS | st.text(max_size=30), max_size=4).map(" ".join), max_size=40)
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@QUIET
@given(LINES)
@example(["Board to open the gates", "The board said on Monday. " * 9, "TAGS", "", "a"])
def test_any_lines_give_a_whole_account_or_a_refusal(lines: list[str]) -> None:
    """Lines in any order: an article whose lines are each in one place, or a FormatError."""
    try:
        article = read("\n".join(lines).encode("utf-8", "replace"))
    except FormatError:
        return

    assert report.uncovered(article) == ()
    assert report.doubled(article) == ()
    assert report.as_text(article)


@QUIET
@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes of any kind raise nothing but FormatError."""
    try:
        article = read(data)
    except FormatError:
        return

    assert report.uncovered(article) == ()


@QUIET
@given(st.sampled_from([KAVERI, WIRE, RAGGED]), st.data())
def test_a_page_with_lines_lost_or_doubled_is_still_accounted_for(
    page: str, data: st.DataObject
) -> None:
    """Cutting and repeating lines of a true page never breaks the account."""
    lines = page.split("\n")
    places = st.integers(0, len(lines) - 1)
    for place in sorted(data.draw(st.sets(places, max_size=12)), reverse=True):
        lines[place : place + 1] = data.draw(st.sampled_from([[], [lines[place]] * 2]))
    try:
        article = read("\n".join(lines).encode())
    except FormatError:
        return

    assert report.uncovered(article) == ()
    assert report.doubled(article) == ()
