"""Names in the order in which a reader of the language looks them up."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.kit.collation import in_order, key

LANGUAGES = ("en", "hi", "ta", "ml", "kn", "ur")


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("en", "aarti Élan Elan/Vital Ward/2 Zakir"),
        ("hi", "अंक अकबर आम कंगन कबीर काम कौआ क्या ख़बर खेत हाथ"),
        ("ta", "அஃது அக்கம் அகம் கடல் ஙப் சங்கம் நகரம் மழை வழி வளி வறி வனி"),
        ("ml", "അമ്മ ആന കടൽ കാറ്റ് കൊച്ചി ഭാഷ മരം യന്ത്രം രവി ലത വനം ഹരി ളോഹ റാണി"),
        ("kn", "ಅಮ್ಮ ಆನೆ ಕಡಲು ಕಾಡು ಮನೆ ಲತಾ ವನ ಹರಿ ಳ"),
        ("ur", "ادب بارش پانی تاریخ ٹیکس جمہوریت چاند ڈاک ڑ ژالہ کتاب گھر نظم وقت ہوا یاد ے"),
    ],
)  # fmt: skip
def test_an_index_has_the_alphabets_own_order(language: str, listed: str) -> None:
    """However they are shuffled before."""
    names = listed.replace("/", "\N{NO-BREAK SPACE}").split(" ")
    shuffled = names[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311 a fixed shuffle, no secret

    assert in_order(shuffled, language) == names


def test_a_pages_own_script_comes_first() -> None:
    """Then Latin, then the others, each together."""
    names = ["Zakir", "अकबर", "کتاب", "கடல்", "Asha", "काम"]

    assert in_order(names, "hi") == ["अकबर", "काम", "Asha", "Zakir", "کتاب", "கடல்"]
    assert in_order(names, "en") == ["Asha", "Zakir", "کتاب", "अकबर", "काम", "கடல்"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("കടല്\N{ZERO WIDTH JOINER}", "കടൽ"),
        ("क़लम", "कलम"),
        ("كتاب", "کتاب"),
        ("Ümit", "umit"),
    ],
)
def test_two_ways_to_write_a_letter_are_one_place_in_the_index(one: str, other: str) -> None:
    """Keyboards differ; the reader looks in one place."""
    assert key(one, "ml")[0] == key(other, "ml")[0]


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.sampled_from(LANGUAGES))
def test_it_is_an_order(one: str, two: str, three: str, language: str) -> None:
    """Any texts at all: nothing is raised, and the order of three is that of each two."""
    found = in_order([one, two, three], language)

    assert found == in_order([three, one, two], language)
    assert all(key(a, language) <= key(b, language) for a, b in pairwise(found))
