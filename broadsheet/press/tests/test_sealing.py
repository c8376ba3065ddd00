"""Sealing: what is sent is what was printed, and any other byte has another tag."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.press.printed import Printed, SlotPlace
from broadsheet.press.sealing import QUALITY, SealBroken, pack, recompose, seal, unpack
from broadsheet.press.tests.pages import HTML, MOMENT, printed, sealed

ODD = "/राष्ट्र/a\x00b/%2e%2e/"


def test_every_encoding_is_the_page() -> None:
    """Brotli, gzip and plain give the same bytes back."""
    page = printed(text="भारत " * 4_000)
    found = seal(page)

    assert brotli.decompress(found.br) == gzip.decompress(found.gz) == found.body() == page.body
    assert found.size == len(page.body)


def test_each_encoding_has_a_tag_of_its_own() -> None:
    """A strong tag names bytes, so that no cache mixes two encodings."""
    found = sealed()

    assert len({found.tag("br"), found.tag("gz"), found.tag("")}) == 3


def test_the_same_page_gets_the_same_tag() -> None:
    """Printed again with nothing changed, browsers keep what they have."""
    again = seal(replace(printed(), changed_at=MOMENT + timedelta(hours=1)))

    assert again.etag == sealed().etag


@pytest.mark.parametrize(
    "other",
    [
        printed(text="Rain leaves the coast"),
        printed(status=404),
        printed(headers=(HTML, ("Content-Language", "hi"))),
    ],
)
def test_another_page_gets_another_tag(other: Printed) -> None:
    """A word, the status or a header: each makes it another page."""
    assert seal(other).etag != sealed().etag


def test_another_quality_gets_another_tag() -> None:
    """The tag is strong: other bytes of the same words are other bytes."""
    page = printed(text="Rain reaches the coast, and the coast reaches for its umbrellas. " * 400)

    assert seal(page, quality=11).tag("br") != seal(page, quality=QUALITY).tag("br")


def test_a_sealed_file_is_read_as_it_was_written() -> None:
    """Address, status, headers, keys, slots, times and bytes come back, for strange pages too."""
    moved = replace(printed(ODD, status=301, headers=(("Location", "/a/"),)), body=b"", slots=())

    for page in (printed(), moved):
        found = seal(page)
        assert unpack(pack(found)) == found


@pytest.mark.parametrize("length", [0, 1, 16, 100, -1])
def test_a_sealed_file_that_is_cut_is_refused(length: int) -> None:
    """What a power cut left is not sent to anybody."""
    with pytest.raises(SealBroken):
        unpack(pack(sealed())[:length])


@given(st.data())
def test_a_sealed_file_with_a_changed_byte_is_refused(data: st.DataObject) -> None:
    """Wherever the disk fails, the digest finds it."""
    packed = bytearray(pack(sealed()))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealBroken):
        unpack(bytes(packed))


def test_a_sealed_file_of_another_version_is_refused() -> None:
    """An edition that a later release wrote is missing to this one, not misread by it."""
    with pytest.raises(SealBroken):
        unpack(b"")


def test_a_new_masthead_is_spliced_in_without_the_rest() -> None:
    """Recomposed, a page is what it would be if it had been printed with the new slot."""
    new = b"<header>The Courier, Sunday</header>"
    found = recompose(sealed(), {"masthead": new, "rail": b"nobody's"}, at=MOMENT)
    first, second = found.slots

    assert found.body() == new + sealed().body()[len(b"<header>The Courier</header>") :]
    assert found.body()[first.start : first.end] == new
    assert found.body()[second.start : second.end] == b"<footer>Printed in Pune</footer>"
    assert found.etag != sealed().etag


def test_a_page_without_the_slot_is_left_as_it_is() -> None:
    """Nothing is pressed again for a slot that is not on the page."""
    found = sealed()

    assert recompose(found, {"rail": b"new"}) is found


def test_a_recomposed_page_is_newer() -> None:
    """A browser that asks by date only must get the new masthead."""
    assert recompose(sealed(), {"masthead": b"new"}).changed_at > MOMENT


@given(st.lists(st.binary(max_size=20), min_size=3, max_size=9), st.binary(max_size=30))
def test_slots_can_be_recomposed_again_and_again(pieces: list[bytes], new: bytes) -> None:
    """Offsets stay true whatever the lengths: putting the old text back gives the old page."""
    body = b"".join(pieces)
    ends = [sum(map(len, pieces[: at + 1])) for at in range(len(pieces))]
    slots = tuple(
        SlotPlace(str(at), ends[at] - len(pieces[at]), ends[at]) for at in range(0, len(pieces), 2)
    )
    page = Printed("/", 200, (HTML,), body, frozenset(), slots, MOMENT)
    old = {place.name: body[place.start : place.end] for place in slots}
    changed = recompose(seal(page), dict.fromkeys(old, new), at=MOMENT)

    assert recompose(changed, old, at=MOMENT) == seal(page)


@pytest.mark.parametrize(
    "bad",
    [
        replace(printed(), address="nation/"),
        printed(headers=(("Location", "/a\r\nSet-Cookie: a=b"),)),
        printed(headers=(("Location", "/भारत/"),)),
        replace(printed(), slots=(SlotPlace("far", 0, 10_000),)),
        replace(printed(), slots=(SlotPlace("a", 5, 9), SlotPlace("b", 0, 4))),
    ],
)
def test_what_no_answer_may_have_is_refused(bad: Printed) -> None:
    """A header with a line of its own, an address without a slash, a slot outside the page."""
    with pytest.raises(ValueError, match=r"."):
        seal(bad)
