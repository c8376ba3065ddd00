"""What a request asks for, decided without a server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.press.serving import asking


@given(st.text(max_size=60))
def test_any_accept_encoding_is_answered(accept: str) -> None:
    """Nonsense is no fault: one of four answers comes out."""
    assert asking.encoding_for(accept) in ("br", "gz", "", asking.NONE_ACCEPTABLE)


@given(st.text(max_size=80))
def test_any_condition_is_taken(header: str) -> None:
    """Whatever stands in a header, a page is answered."""
    moment = datetime(2026, 11, 22, tzinfo=UTC)

    assert isinstance(asking.names_tag(header, '"a"'), bool)
    assert isinstance(asking.unchanged_since(header, moment), bool)
    assert isinstance(asking.only_tracking(header), bool)


@given(
    st.text(alphabet="bytes=0123456789-, ", max_size=30).map("bytes={}".format), st.integers(0, 99)
)
def test_a_range_is_never_outside_the_file(header: str, size: int) -> None:
    """A part has bytes, or cannot be satisfied, or is ignored."""
    part = asking.part_of(header, size)

    assert part is None or part == (size, size) or 0 <= part[0] < part[1] <= size


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("utm_source=a&utm_medium=b&gclid=c", True),
        ("fbclid=IwAR0", True),
        ("utm_source", True),
        ("p=4711", False),
        ("utm_source=a&p=4711", False),
        ("", False),
        ("utm_source=" + "a" * 3_000, False),
        ("&".join(["utm_source=a"] * 80), False),
    ],
)
def test_a_query_that_only_tracks_is_known(query: str, ignored: bool) -> None:
    """One word that is not of this kind may ask for something."""
    assert asking.only_tracking(query) == ignored
