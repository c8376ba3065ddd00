"""What the press is told of cards and short addresses: made when somebody asks for one."""

from __future__ import annotations

import re

from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.stories.social.cards import ADDRESS

SELDOM = 8
SHORT = re.compile(r"/s/\d{1,18}")


def watch() -> None:
    """Register the plates; called once, ahead of the room's other plates."""
    for name, pattern in (("social cards", ADDRESS), ("short addresses", SHORT)):
        register(Plate(name, pattern, worth=_seldom, lazy=True))


def _seldom(address: str) -> Wanted:
    return Wanted(address, SELDOM)
