"""Captions come in as people and programs write them, and go out as we write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recordings.webvtt import CaptionsError, Cue, cues_of, transcript, until, written

STRANGE = """\ufeffWEBVTT - made elsewhere
Kind: captions

STYLE
::cue { background: url(https://elsewhere.example/x) }

NOTE a word to the editor

intro
00:01.000 --> 00:02.500 align:start position:10% region:fred
<v Meera Nair>The <i>Meghala</i> & <c.yellow>her <b>crew</c> <script>x</script>

01:00:03.000 --> 01:00:04.000
-->
"""
SUBRIP = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\nनमस्ते\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000\r\nGo.\r\n"
)


def test_captions_are_written_anew() -> None:
    """Style sheets, regions, classes and scripts stay behind; words, voices and emphasis do not."""
    out = written(cues_of(STRANGE.replace("\n-->\n", "\nTo be → continued\n").encode()))

    assert out == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:02.500 align:start position:10%\n"
        "<v Meera Nair>The <i>Meghala</i> &amp; her <b>crew x</b>\n\n"
        "01:00:03.000 --> 01:00:04.000\n"
        "To be → continued\n"
    )


def test_subrip_is_taken_too() -> None:
    """It is what most programs write."""
    assert [cue.text for cue in cues_of(SUBRIP.encode())] == ["नमस्ते", "Go."]


FAULTS = {
    "not UTF-8": ("नमस्ते".encode("utf-16"), "encoding", 0),
    "no captions": (b"WEBVTT\n\n", "no_cues", 0),
    "words without times": (b"WEBVTT\n\nhello\nthere\n", "no_times", 3),
    "times of another kind": (b"WEBVTT\n\n1s --> 2s\nx\n", "times", 3),
    "an end before its beginning": (b"WEBVTT\n\n00:03.000 --> 00:02.000\nx\n", "backwards", 3),
    "a book in one caption": (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 2_001 + b"\n",
        "too_long",
        3,
    ),
}


@pytest.mark.parametrize(("raw", "code", "line"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_line(raw: bytes, code: str, line: int) -> None:
    """So that whoever wrote the captions can mend them."""
    with pytest.raises(CaptionsError) as refused:
        cues_of(raw)

    assert (refused.value.code, refused.value.line) == (code, line)


def test_captions_of_another_film_are_refused() -> None:
    """The last begins after the end."""
    with pytest.raises(CaptionsError, match="past_the_end"):
        until((Cue(90_000, 91_000, "Late"),), 64.0)


def test_a_transcript_has_a_paragraph_for_each_voice_and_silence() -> None:
    """It reads as running text."""
    cues = (
        Cue(0, 1_000, "One", voice="Asha"),
        Cue(1_000, 2_000, "two.", voice="Asha"),
        Cue(2_000, 3_000, "Three &amp; <i>four</i>.", voice="Ravi"),
    )

    assert transcript(cues) == "Asha: One two.\n\nRavi: Three & four."


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_what_we_wrote_is_read_back_the_same(texts: list[str]) -> None:
    """Whatever the words are: writing twice changes nothing, and no word becomes a mark."""
    raw = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{place}.000 --> 00:0{place}.900\n{words}" for place, words in enumerate(texts)
    )
    try:
        once = written(cues_of(raw.encode("utf-8", "replace")))
    except CaptionsError:
        return

    assert written(cues_of(once.encode())) == once
