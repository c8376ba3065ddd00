"""The door: nothing hidden, nothing unescaped, and the same again when it comes again."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given, settings
from lxml import etree

from broadsheet.comments.characters import MARKS_MOST, graphemes
from broadsheet.comments.checks.tests.nasty import CORPUS, ENGLAND, FAMILY, texts
from broadsheet.comments.door import TextLimits, Unfit, Written, clean
from broadsheet.kit.tests.counts import examples

WIDE = TextLimits(graphemes=10**6, bytes=10**7, lines=10**6, links=10**6)
_LINK = r'a href="https?://[^"<>\s]*" dir="ltr" rel="nofollow ugc noopener"'
_OURS = re.compile(rf'<(?:p dir="auto"|/p|br|blockquote|/blockquote|em|/em|{_LINK}|/a)>')
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = {"Cc", "Cs", "Co"}


def taken(raw: str) -> Written | None:
    """Return what the door makes of a text, ``None`` where it takes it not."""
    try:
        return clean(raw, WIDE)
    except Unfit:
        return None


def assert_safe(written: Written) -> None:
    """Nothing stands there but our own tags and escaped text; every tag is closed."""
    rest = _OURS.sub("", written.html)
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest
    assert all(unescape(one) != one for one in re.findall(r"&[^;\s]*;?", rest))
    seen = written.html.replace("<br>", "<br/>")
    etree.fromstring(f"<div>{seen}</div>".encode(), etree.XMLParser(resolve_entities=False))


def assert_known_characters(text: str) -> None:
    """Nothing invisible is left that turns, hides or heaps; it is NFC, and can be stored."""
    assert text == unicodedata.normalize("NFC", text)
    assert not {unicodedata.category(one) for one in text.replace("\n", " ")} & _UNSEEN
    assert not re.search(r"[\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufdd0-\ufdef\ufffe\uffff]", text)
    assert text.encode().decode() == text
    for line in text.split("\n"):
        depth = 0
        for turn in _TURNS.findall(line):
            depth += -1 if turn == "\u2069" else 1
            assert depth >= 0
        assert depth == 0
    assert heap(text) <= MARKS_MOST


def heap(text: str) -> int:
    """Return how many marks stand on one letter at most."""
    most = here = 0
    for letter in text:
        here = here + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        most = max(most, here)
    return most


def hold_to_everything(raw: str) -> None:
    """Whatever the door promises of any text."""
    written = taken(raw)
    if written is None:
        return
    assert_known_characters(written.text)
    assert_safe(written)
    assert taken(written.text) == written
    for link in written.links:
        assert written.text[link.span.start : link.span.end] == link.address


@pytest.mark.parametrize("raw", CORPUS, ids=range(len(CORPUS)))
def test_nothing_of_the_corpus_comes_through_unclean(raw: str) -> None:
    """Each nasty text is refused with a reason, or known, safe and stable."""
    hold_to_everything(raw)


@settings(max_examples=examples(150))
@given(texts())
def test_no_text_comes_through_unclean(raw: str) -> None:
    """Whatever is sent is refused with a reason, or known, safe and stable."""
    hold_to_everything(raw)


@pytest.mark.parametrize(
    "text",
    [
        "नहीं, क्‍या? न्‌य",
        "ക്ഷ ന്‍ ർ",
        "می‌خواهم",
        "ශ්‍රී",
        "ภาษาไทย",
        "Tiếng Việt",
        FAMILY,
        ENGLAND,
        "שָׁלוֹם",
        "مُحَمَّدٌ",
        "U+FE0F: ❤️",
        "ಕನ್ನಡ ಶಾಸ್ತ್ರ‌ಗಳು",
        "தமிழ் க்ஷ ஸ்ரீ",
        "a\u00a0b",
        "x\u2067ש\u2069y",
    ],
)
def test_what_has_a_meaning_stays_as_it_was_written(text: str) -> None:
    """Joiners in Indic and Arabic scripts, emoji, vowel marks, and paired isolates stay."""
    assert clean(text).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\u200db\u200cc", "abc"),
        ("pay\u00adpal\ufeff", "paypal"),
        ("\u202eevil\u202c", "evil"),
        ("a\u202bש\u202cb", "a\u2067ש\u2069b"),
        ("x\u2067y", "xy"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a \t  b \n\n\n\n c", "a b\n\nc"),
        ("\u3164hello", "hello"),
        ("\U000e0068\U000e0069 hi", "hi"),
    ],
)
def test_what_only_hides_or_turns_goes(raw: str, text: str) -> None:
    """Joiners in Latin, soft hyphens, overrides, stray tags and line ends of all kinds."""
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        (
            "> said\n>> more\nI say",
            "<blockquote><p>said</p><blockquote><p>more</p></blockquote></blockquote><p>I say</p>",
        ),
        ("a *b c*, *d*!", "<p>a <em>b c</em>, <em>d</em>!</p>"),
        ("2 * 3 * 4, a*b*c, **x**", "<p>2 * 3 * 4, a*b*c, **x**</p>"),
        ("<b> & \"'", "<p>&lt;b&gt; &amp; &quot;&#x27;</p>"),
        ("*open", "<p>*open</p>"),
    ],
)
def test_the_small_markup_is_read(raw: str, html: str) -> None:
    """Paragraphs, line ends, quotes in quotes, and stars only where they lead a word."""
    assert clean(raw).html.replace(' dir="auto"', "") == html


@pytest.mark.parametrize(
    ("raw", "address", "host"),
    [
        ("(see https://example.org/a_(b)).", "https://example.org/a_(b)", "example.org"),
        ("https://example.org/?a=1&b=*c*", "https://example.org/?a=1&b=*c", "example.org"),
        ("HTTPS://Example.ORG", "HTTPS://Example.ORG", "example.org"),
        ("देखिएhttps://उदाहरण.भारत।", "https://उदाहरण.भारत", "xn--p1b6ci4b4b3a.xn--h2brj9c"),
    ],
)
def test_an_address_becomes_a_link_without_its_sentence(raw: str, address: str, host: str) -> None:
    """The full stop and the bracket around it stay outside; the host is told in ASCII."""
    written = clean(raw)

    assert [(link.address, link.host) for link in written.links] == [(address, host)]
    assert 'rel="nofollow ugc noopener"' in written.html


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://bank.example@evil.example/",
        "https://evil.example\\.good.example/",
        "https://localhost/",
        "//example.org",
        "https://a..b",
        "https://example.org:x/",
        "xhttps://example.org/",
    ],
)
def test_what_deceives_or_leads_nowhere_is_no_link(raw: str) -> None:
    """Other schemes, a name ahead of the host, a host that is none: text."""
    assert clean(raw).links == ()


def test_an_address_that_may_not_be_linked_stays_as_text() -> None:
    """With the paper's own list, others' addresses are written and lead nowhere."""
    written = clean("https://a.example/ https://b.example/", allows=lambda host: host[0] == "a")

    assert written.html.count("<a ") == 1
    assert len(written.links) == 2


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("", ["empty"]),
        ("\u200b \n > *", []),
        (" > \u200b", ["empty"]),
        ("x" * 2001, ["too-long"]),
        ("क्षा" * 2001, ["too-long"]),
        ("x\n" * 121 + "x", ["too-many-lines"]),
        ("x" * 50_000, ["too-many-bytes"]),
        ("https://a.example/ " * 21, ["too-many-links"]),
        (("e" + "\u0301\u0316" * 3) * 1900, ["too-many-bytes"]),
    ],
)
def test_what_is_too_much_is_refused_with_its_reason(raw: str, codes: list[str]) -> None:
    """Every bound is told by itself; what is invisible counts for nothing."""
    try:
        clean(raw)
        found = []
    except Unfit as unfit:
        found = [fault.code for fault in unfit.faults]

    assert found == codes


def test_letters_are_counted_as_a_reader_counts_them() -> None:
    """A family is one, a consonant with its vowel is one."""
    assert [graphemes(one) for one in ("abc", "नमस्ते", FAMILY, "é", ENGLAND)] == [3, 3, 1, 1, 1]
