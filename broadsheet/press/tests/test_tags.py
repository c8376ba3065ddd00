from hypothesis import given
from hypothesis import strategies as st

from broadsheet.press.addresses import encoded
from broadsheet.press.tags import MOST_BYTES, page_tag, tag, tags, tags_to_purge


def test_a_page_has_its_own_tag_before_those_of_its_keys() -> None:
    """So that it can be purged alone, and with all that was made from a story."""
    assert tags("/a/", ["topic-9", "story-42"]) == [page_tag("/a/"), "story-42", "topic-9"]


def test_pages_of_different_addresses_have_different_tags() -> None:
    """Case and a last slash are part of an address."""
    assert len({page_tag(address) for address in ["/a/", "/a", "/A/", "/ख़बर/"]}) == 4


@given(st.text())
def test_every_key_has_a_tag_of_one_word(key: str) -> None:
    """Whatever a room calls its keys, a header can hold them, and a list cannot part them."""
    name = tag(key)

    assert name.isascii()
    assert not set(name) & set(" ,\r\n\t")
    assert 1 <= len(name) <= 64


@given(st.sets(st.text(max_size=70), max_size=300))
def test_a_page_of_many_keys_keeps_its_own_tag(keys: set[str]) -> None:
    """What goes beyond a header is left out, and never the page's own."""
    found = tags("/a/", [*keys, *(f"story-number-{n:06}" for n in range(2_000))])

    assert len(" ".join(found)) <= MOST_BYTES
    assert found[0] == page_tag("/a/")


def test_a_purge_names_what_the_pages_carry() -> None:
    """The tag of a changed key and of a swapped page is the one in the page's header."""
    purged = tags_to_purge(["story-42", "a key"], ["/a/"])

    assert set(purged) == set(tags("/a/", ["story-42", "a key"]))


def test_a_key_cannot_pose_as_a_page() -> None:
    """A room that calls a key like a page's tag purges no page."""
    assert tag(page_tag("/a/")) != page_tag("/a/")


def test_an_address_is_sent_in_ascii() -> None:
    """Signs of other scripts are percent-encoded, the rest stays as it is."""
    assert encoded("/a/b-1.html") == "/a/b-1.html"
    assert encoded("/ख/ b?#%") == "/%E0%A4%96/%20b%3F%23%25"
