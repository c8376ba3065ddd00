"""Slugs hold words of every script in ASCII."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.kit.slugs import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry terminal’s second delay", "ferry-terminals-second-delay"),
        ("₹1,400 crore — and counting", "rs1-400-crore-and-counting"),
        ("भारत और रूस", "bhart-aur-rus"),
        ("Déjà vu in Łódź", "deja-vu-in-lodz"),
    ],
)
def test_words_of_any_script_become_ascii(text: str, slug: str) -> None:
    """A headline gives the slug that an address can carry."""
    assert slugify(text) == slug


def test_vowel_signs_keep_words_apart() -> None:
    """Words that differ by a vowel sign alone do not become one slug."""
    assert slugify("सेना") != slugify("सोना")


def test_a_long_headline_is_cut_at_a_words_end() -> None:
    """No word is broken where one ends within the limit."""
    slug = slugify("one two three four", max_length=9)

    assert slug == "one-two"


def test_nothing_to_write_gives_the_fallback() -> None:
    """Punctuation alone is no slug."""
    assert slugify("—!?…", fallback="story") == "story"


@given(st.text(max_size=200))
def test_a_slug_is_always_safe_in_an_address(text: str) -> None:
    """Whatever the headline, its slug is lower-case ASCII words joined by single hyphens."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify(text))
