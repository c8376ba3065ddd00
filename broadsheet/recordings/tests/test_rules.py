"""Lengths, chapters and credits."""

from __future__ import annotations

import pytest

from broadsheet.recordings.rules import (
    Chapter,
    against_chapters,
    chapters_of,
    clock,
    credit_line,
    iso_duration,
)


def test_a_length_is_said_for_people_and_for_machines() -> None:
    """4:05 and PT4M5S."""
    assert [clock(5), clock(245.9), clock(3_845)] == ["0:05", "4:05", "1:04:05"]
    assert [iso_duration(n) for n in (0, 5, 60, 3_845)] == ["PT0S", "PT5S", "PT1M", "PT1H4M5S"]


def test_chapters_are_read_a_line_each() -> None:
    """A time and a name."""
    assert chapters_of("0:00 Start\n\n1:02:03 The bridge\n") == (
        Chapter(0, "Start"),
        Chapter(3_723, "The bridge"),
    )


FAULTS = {
    "no time": ("The bridge", "chapter"),
    "back in time": ("1:00 Two\n0:30 One", "chapter-order"),
    "after the end": ("9:00 Late", "chapter-late"),
}


@pytest.mark.parametrize(("text", "code"), FAULTS.values(), ids=FAULTS)
def test_chapters_that_lead_nowhere_are_refused(text: str, code: str) -> None:
    """With the line at fault."""
    assert [reason.code for reason in against_chapters(text, 64.0)] == [code]


def test_a_credit_says_how_a_recording_came_to_be() -> None:
    """Unless it was simply recorded."""
    assert credit_line("recorded", "As it was recorded", "PTI") == "PTI"
    assert credit_line("ai_made", "Made with AI", "") == "Made with AI"
    assert credit_line("file", "From the files", "PTI") == "From the files | PTI"
