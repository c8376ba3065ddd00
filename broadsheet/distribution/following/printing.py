"""What the press is told of the pages of ways: printed when a reader asks for one."""

from __future__ import annotations

import re

from broadsheet.distribution.addresses import FAMILIES
from broadsheet.press.plates import Plate, Wanted, register

ADDRESS = re.compile(rf"/follow/(?:{'|'.join(FAMILIES)})/[\w-]+/")
SELDOM = 8


def watch() -> None:
    """Register the plate, ahead of the sections': these addresses would pass for theirs."""
    register(
        Plate("ways to follow", ADDRESS, worth=lambda at: Wanted(at, SELDOM), lazy=True, first=True)
    )
