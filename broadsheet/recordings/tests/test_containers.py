"""What a file is, is read from its bytes; what it says of places and people does not go out."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recordings.containers.ogg import check_sum
from broadsheet.recordings.containers.recognising import findings_of
from broadsheet.recordings.containers.window import Findings, UnfitError, cleaned
from broadsheet.recordings.tests import made

FILES = {
    "mp4": (made.mp4(), "film", "mp4", 64.0),
    "webm": (made.webm(), "film", "webm", 64.0),
    "webm, as it ran": (made.webm(running=True), "film", "webm", 64.0),
    "wav": (made.wav(), "sound", "wav", 2.0),
    "mp3": (made.mp3(), "sound", "mp3", 100 * 1152 / 44_100),
    "ogg": (made.ogg(), "sound", "ogg", 2.0),
}


def read(content: bytes) -> Findings:
    return findings_of(io.BytesIO(content))


def kept(content: bytes) -> bytes:
    return b"".join(cleaned(io.BytesIO(content), read(content)))


@pytest.mark.parametrize(("content", "kind", "extension", "seconds"), FILES.values(), ids=FILES)
def test_the_kind_and_the_length_are_read(
    content: bytes, kind: str, extension: str, seconds: float
) -> None:
    """By what is in the file, whatever its name."""
    found = read(content)

    assert (found.kind, found.extension) == (kind, extension)
    assert found.seconds == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize("name", FILES)
def test_no_place_goes_out(name: str) -> None:
    """What a camera wrote beside the film is zeros, and the film still reads the same."""
    content = FILES[name][0]
    assert made.PLACE in content

    assert made.PLACE not in kept(content)
    assert read(kept(content)).seconds == read(content).seconds


def test_a_track_of_positions_is_emptied_with_its_samples() -> None:
    """A drone's film keeps its picture and its sound, and nothing else."""
    out = kept(made.mp4(positions=True))

    assert made.PLACE not in out
    assert b"PICTURE" in out
    assert b"gpmd" not in out


def test_the_sides_of_a_film_are_read() -> None:
    """In pixels, so that a page keeps room for it."""
    assert [(read(one).width, read(one).height) for one in (made.mp4(), made.webm())] == [
        (640, 360),
        (640, 360),
    ]


def test_pages_of_ogg_have_their_check_sums_again() -> None:
    """A player that checks them plays what is kept."""
    out = kept(made.ogg())
    start = out.index(b"OggS", 1)
    end = out.index(b"OggS", start + 1)
    page = out[start:end]

    assert check_sum(page[:22] + bytes(4) + page[26:]) == int.from_bytes(page[22:26], "little")


REFUSED = {
    "nothing": (b"", "empty"),
    "words": (b"This is a letter to the editor.", "unknown_format"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(40), "unknown_format"),
    "QuickTime": (made.box(b"ftyp", b"qt  ", bytes(8)), "wrong_format"),
    "Matroska": (made.element(0x1A45DFA3, made.element(0x4282, b"matroska")), "wrong_format"),
    "HEVC": (made.mp4(codec=b"hvc1"), "codec"),
    "no length": (made.mp4(0), "no_length"),
    "cut short": (made.mp4()[:-40], "broken"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_no_browser_plays_is_refused(content: bytes, code: str) -> None:
    """With a code that stands for a sentence."""
    with pytest.raises(UnfitError) as refused:
        read(content)

    assert refused.value.code == code


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """Never anything else: no crash, no endless walk."""
    content = bytearray(FILES[name][0])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(0, len(content)))])

    try:
        found = findings_of(io.BytesIO(damaged))
    except UnfitError:
        return
    assert len(b"".join(cleaned(io.BytesIO(damaged), found))) == found.end - found.start
