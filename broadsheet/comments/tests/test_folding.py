"""Folding: spellings of a word made one, with the way back to the text as written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from broadsheet.comments.checks.tests.nasty import CORPUS, texts
from broadsheet.comments.door import fold
from broadsheet.comments.folding import Folded
from broadsheet.comments.spans import Span, joined, parted
from broadsheet.kit.tests.counts import examples


def readings(folded: Folded) -> set[str]:
    """Return every word that a text is read as."""
    others = {one for some in folded.variants.values() for one in some}
    return {*folded.words, *others, *(one.word for one in folded.spelled)}


@pytest.mark.parametrize(
    "text",
    [
        "fool",
        "FOOL",
        "Fóól",
        "f\u0336o\u0336ol",
        "f00l",
        "foo1",
        "fo0l",
        "\uff46\uff4f\uff4f\uff4c",
        "\U0001d4ef\U0001d4f8\U0001d4f8\U0001d4f5",
        "ⓕⓞⓞⓛ",
        "🅵🅾🅾🅻",
        "fооl",
        "f\u03bf\u03bfl",
        "f\u200bo\u00adol",
        "f o o l",
        "f.o.o.l",
        "f-o-o-l",
        "f*o*o*l",
        "fo*ol",
        "foooooool",
        "fooool00",
        "fool123",
        "🇫🇴🇴🇱",
    ],
)
def test_dodged_spellings_are_read_as_the_word(text: str) -> None:
    """Case, marks, figures, wide and foreign letters, spaces, drawing out: all fool."""
    assert "fool" in readings(fold(text, "en"))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("क़लम", "कलम", "hi"),
        ("हूँ", "हूं", "hi"),
        ("അവൻ", "അവന്‍", "ml"),
        ("ക്ഷ", "ക്‌ഷ", "ml"),
        ("كتاب", "کتاب", "ur"),
        ("مُحَمَّد", "محمد", "ur"),
        ("آپ", "اپ", "ur"),
        ("கொ", "கெ\u0bbe", "ta"),
        ("९८", "98", "hi"),
        ("ಕೊ", "ಕ\u0cc6\u0cc2", "kn"),
    ],
)
def test_one_word_written_in_two_ways_is_one(one: str, other: str, language: str) -> None:
    """Nuktas, chandrabindu, chillus, Arabic letters, vowel marks, digits."""
    assert fold(one, language).words == fold(other, language).words


@pytest.mark.parametrize(
    ("one", "other"),
    [("कम", "काम"), ("சேனை", "சோனை"), ("सेना", "सोना"), ("ಕಲ", "ಕಾಲ"), ("as", "ass")],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    """Vowel signs are letters, and two letters are not one."""
    assert not readings(fold(one)) & readings(fold(other))


def test_russian_stays_russian() -> None:
    """Where a language has such letters of its own, only a mixed word is read as Latin."""
    assert fold("сосна", "ru").words == ("сосна",)
    assert fold("fооl", "ru").words == ("fool",)


@pytest.mark.parametrize(
    "text", ["covid19", "100rs", "mp3 4k", "1947", "H1N1", "US$ 100", "50% @ 3"]
)
def test_numbers_stay_themselves(text: str) -> None:
    """What is a number with a word is also read as it stands."""
    assert text.lower().split()[0].strip("$%") in readings(fold(text))


def assert_leads_back(text: str) -> None:
    """Every word, and every spelled one, has its place in the text as written."""
    folded = fold(text, "en")
    spans = [folded.word_span(number) for number in range(len(folded.words))]
    spans += [folded.span(one.start, one.end) for one in folded.spelled]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
    assert fold(text, "en") == folded


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_the_corpus_leads_back(text: str) -> None:
    """No nasty text leads out of itself."""
    assert_leads_back(text)


@settings(max_examples=examples(100))
@given(texts())
def test_every_text_leads_back(text: str) -> None:
    """No text leads out of itself, and folds the same twice."""
    assert_leads_back(text)


def test_a_word_is_found_where_it_stands() -> None:
    """The span is of the text as written, whatever folding left out or put in."""
    text = "ß ﷺ \u200bHéllo, f\u0336o\u0336o\u0336l! F O O L"
    folded = fold(text)

    assert text[slice(*folded.word_span(folded.words.index("hello")))] == "Héllo"
    assert text[slice(*folded.word_span(folded.words.index("fool")))].startswith("f\u0336o\u0336o")
    assert text[slice(*folded.span(folded.spelled[0].start, folded.spelled[0].end))] == "F O O L"


@pytest.mark.parametrize("unit", ["a ", "a1", "aaaa ", "*a", "क ", "é̶", "1! ", "a.", "$h1t "])
def test_folding_takes_time_with_the_text_only(unit: str) -> None:
    """Sixteen times the text takes no more than some thirty times as long."""

    def seconds(count: int) -> float:
        text = unit * count
        began = time.process_time()
        fold(text)
        return time.process_time() - began

    small = min(seconds(1_000) for _ in range(3))

    assert seconds(16_000) < 32 * small + 0.2


def test_a_text_is_parted_at_its_spans() -> None:
    """What spans cover is told from the rest, and joined it is the text."""
    spans = [Span(4, 6), Span(0, 2), Span(1, 3), Span(9, 99)]

    assert parted("abcdefghij", spans) == [
        ("abc", True), ("d", False), ("ef", True), ("ghi", False), ("j", True),
    ]  # fmt: skip
    assert joined(spans) == [(0, 3), (4, 6), (9, 99)]
