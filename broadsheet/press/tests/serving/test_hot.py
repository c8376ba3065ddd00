"""Pages in memory: at most so many bytes, and never an old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.press.edition import Edition
from broadsheet.press.serving.answers import HEADERS_IN_MEMORY, Manner, answer_of
from broadsheet.press.serving.hot import HotPages
from broadsheet.press.tags import page_tag
from broadsheet.press.tests.pages import printed, sealed

ROOM_FOR_TEN = 10 * (HEADERS_IN_MEMORY + 200)


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """An edition of a hundred pages."""
    found = Edition(tmp_path / "edition", with_tree=False)
    for number in range(100):
        found.put(sealed(f"/{number}/"))
    return found


def test_memory_has_a_bound(edition: Edition) -> None:
    """However many pages are asked for, only so many bytes are kept, and all are answered."""
    hot = HotPages(edition, Manner(), ROOM_FOR_TEN)
    answers = [hot.fetch(f"/{number}/", "br") for number in range(100)]

    assert all(answers)
    assert 5 <= len(hot) <= 10
    assert hot.size <= ROOM_FOR_TEN


def test_what_readers_ask_for_stays(edition: Edition) -> None:
    """A page that is asked for again and again outlives a robot that asks for each once."""
    hot = HotPages(edition, Manner(), ROOM_FOR_TEN)
    hot.fetch("/0/", "br")
    for number in range(1, 100):
        assert hot.at_hand("/0/", "br") is not None
        hot.fetch(f"/{number}/", "br")

    assert hot.at_hand("/0/", "br") is not None
    assert hot.at_hand("/1/", "br") is None


def test_a_page_that_would_fill_the_memory_is_not_kept(edition: Edition) -> None:
    """It is answered from its file each time."""
    edition.put(sealed("/large/", "x" * 100_000))
    hot = HotPages(edition, Manner(), ROOM_FOR_TEN)

    assert hot.fetch("/large/", "") is not None
    assert len(hot) == 0


def test_a_swap_empties_only_its_own_place(edition: Edition) -> None:
    """The number has moved: the changed page is read anew, the others are looked at and stay."""
    hot = HotPages(edition, Manner(), ROOM_FOR_TEN)
    for address in ("/1/", "/2/"):
        hot.fetch(address, "br")
    Edition(edition.root, with_tree=False).put(sealed("/1/", "new"))

    assert hot.at_hand("/1/", "br") is None
    assert hot.at_hand("/2/", "br") is not None


def test_a_cache_in_front_is_told_what_browsers_are_not() -> None:
    """Its own headers and the page's keys, also when the page is unchanged."""
    manner = Manner(cdn=(("surrogate-control", "max-age=60"),), tag_headers=("surrogate-key",))
    answer = answer_of(sealed(), "br", manner)
    keys = dict(answer.headers)["surrogate-key"].split()

    assert set(keys) == {page_tag("/nation/"), "story-1", "list-section-3"}
    assert dict(answer.short)["surrogate-control"] == "max-age=60"
    assert dict(answer.headers)["cache-control"] == "max-age=0, must-revalidate"


def test_without_a_cache_in_front_no_key_is_told() -> None:
    """Bytes that nobody reads are not sent."""
    assert "surrogate-key" not in dict(answer_of(sealed(), "br", Manner()).headers)


def test_the_settings_win_over_what_was_sealed() -> None:
    """A header that the newspaper's settings say now is said once, in their words."""
    page = sealed(headers=(*printed().headers, ("Referrer-Policy", "unsafe-url")))
    answer = answer_of(page, "br", Manner(always=(("referrer-policy", "same-origin"),)))

    assert [value for name, value in answer.headers if name == "referrer-policy"] == ["same-origin"]
