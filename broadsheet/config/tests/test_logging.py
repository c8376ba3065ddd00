"""The log tells what went wrong and never what a frame held."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from broadsheet.config.logging import renderers


def sign_in(password: str) -> None:
    """Fail, with a password in the frame."""
    raise ValueError(f"no such account ({len(password)})")


def line_of_a_fault(chosen: str) -> str:
    """The log line of a fault in a function that holds a password."""
    event: Any = {"event": "sign_in_failed"}
    try:
        sign_in("correct-" + "horse")
    except ValueError:
        event["exc_info"] = sys.exc_info()
    for step in renderers(chosen, on_terminal=False):
        event = step(None, "error", event)
    return str(event)


@pytest.mark.parametrize("chosen", ["json", "console"])
def test_a_fault_is_told_without_the_values_around_it(chosen: str) -> None:
    """The error and its place are in the line; a password that stood in the frame is not."""
    line = line_of_a_fault(chosen)

    assert "no such account" in line
    assert "sign_in" in line
    assert "correct-horse" not in line
