"""Numbers as newspapers write them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.kit.numbers import Digits, Grouping, Style, grouped, in_words, money, read, size

LAKH, THOUSAND = Grouping.LAKH, Grouping.THOUSAND
LANGUAGES = ("en", "hi", "ta", "ml", "kn", "ur")
numbers = st.integers(min_value=-(10**18), max_value=10**18)
styles = st.builds(
    Style, st.sampled_from(LANGUAGES), st.sampled_from(Grouping), st.sampled_from(Digits)
)


def plain(text: str) -> str:
    """Write spaces as they are typed."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("number", "lakh", "thousand"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1,000", "1,000"),
        (12_345, "12,345", "12,345"),
        (1_23_456, "1,23,456", "123,456"),
        (12_34_567, "12,34,567", "1,234,567"),
        (1_00_00_000, "1,00,00,000", "10,000,000"),
        (-7_50_000, "-7,50,000", "-750,000"),
    ],
)
def test_commas_stand_where_the_papers_readers_expect_them(
    number: int, lakh: str, thousand: str
) -> None:
    """By lakh and crore in India, by thousands elsewhere."""
    found = [plain(grouped(number, Style("en", grouping))) for grouping in (LAKH, THOUSAND)]

    assert found == [lakh, thousand]


@pytest.mark.parametrize(
    ("amount", "style", "words"),
    [
        (14_00_00_00_000, Style("en"), "₹1,400 crore"),
        (14_00_00_00_000, Style("hi"), "₹1,400 करोड़"),
        (14_00_00_00_000, Style("hi", LAKH, Digits.OWN), "₹१,४०० करोड़"),
        (14_00_00_00_000, Style("ta"), "₹1,400 கோடி"),
        (14_00_00_00_000, Style("ml"), "₹1,400 കോടി"),
        (14_00_00_00_000, Style("kn"), "₹1,400 ಕೋಟಿ"),
        (14_00_00_00_000, Style("ur"), "₹1,400 کروڑ"),
        (14_00_00_00_000, Style("en", THOUSAND), "₹14 billion"),
        (12_50_000, Style("en"), "₹12.5 lakh"),
        (12_50_000, Style("en", THOUSAND), "₹1.25 million"),
        (1_40_000_00_00_000, Style("en"), "₹1.4 lakh crore"),
        (47_65_768_00_00_000, Style("en"), "₹47.66 lakh crore"),
        (99_999, Style("en"), "₹99,999"),
        (99_99_999, Style("en"), "₹1 crore"),
        (-2_00_000, Style("en"), "-₹2 lakh"),
    ],
)
def test_an_amount_is_said_as_the_papers_of_its_language_say_it(
    amount: int, style: Style, words: str
) -> None:
    """₹1,400 crore is neither ``₹1KCr`` nor ``14B``."""
    assert plain(money(amount, style)) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 KB"),
        (12, "1 KB"),
        (14_200, "14 KB"),
        (999_600, "1 MB"),
        (1_440_000, "1.4 MB"),
        (86_000_000, "86 MB"),
        (4_700_000_000, "4.7 GB"),
    ],
)
def test_a_files_size_is_said_as_a_device_says_it(count: int, words: str) -> None:
    """Two figures are enough to know whether to load it."""
    assert plain(size(count, Style("en"))) == words


@given(numbers, styles)
def test_grouping_changes_no_number(number: int, style: Style) -> None:
    """Whatever the commas and digits: read again, it is the number."""
    assert read(grouped(number, style)) == number


@given(numbers, st.sampled_from(LANGUAGES))
def test_groups_have_their_sizes(number: int, language: str) -> None:
    """Three digits last; ahead of them twos by lakh, threes by thousand."""
    bare = plain(grouped(abs(number), Style(language, LAKH)))
    thousands = plain(grouped(abs(number), Style(language, THOUSAND)))

    assert re.fullmatch(r"\d{1,3}|\d{1,2}(,\d{2})*,\d{3}", bare)
    assert re.fullmatch(r"\d{1,3}(,\d{3})*", thousands)


@given(st.integers(min_value=0, max_value=10**17), styles, st.integers(0, 3))
def test_a_number_in_words_is_near_the_number(number: int, style: Style, places: int) -> None:
    """Off by half of the last decimal at most, and never 100 lakh where there is a crore."""
    said = in_words(number, style, places=places)
    figure, _, name = said.partition("\N{NO-BREAK SPACE}")
    value = read(figure)
    assert value is not None
    powers = _powers(style)
    factor = Decimal(10) ** powers[name] if name else Decimal(1)
    larger = min((one for one in powers.values() if 10**one > factor), default=99)

    assert abs(value * factor - number) <= factor / 2 / 10**places if name else value == number
    assert not name or value < Decimal(10) ** larger / factor


def _powers(style: Style) -> dict[str, int]:
    """Return the units of a style by asking for one of each."""
    asked = (5, 7, 12) if style.grouping is LAKH else (6, 9, 12)
    return {in_words(10**power, style).partition("\N{NO-BREAK SPACE}")[2]: power for power in asked}


@given(st.text(max_size=12))
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    """A word, a date or two numbers give nothing, and nothing is raised."""
    found = read(text)

    assert found is None or found == Decimal(str(found))
