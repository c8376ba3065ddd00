"""What the press is told: lite pages are printed for whoever asks, and never ahead of that."""

from __future__ import annotations

import re

from broadsheet.press.plates import Plate, Wanted, register

LAST = 9
# Beside the plates of full pages: their patterns would have these addresses too.
PLATE = Plate(
    "lite pages",
    re.compile(r"/lite/.*"),
    worth=lambda address: Wanted(address, LAST),
    lazy=True,
    first=True,
)


def watch() -> None:
    """Register the plate; it has no addresses of its own, each comes with its first reader."""
    register(PLATE)
