"""How often a property is tried: few times in `make test`, twenty times as often in `make soak`."""

import os

SOAK = bool(os.environ.get("BROADSHEET_SOAK"))


def examples(short: int) -> int:
    """Return ``short``, or twenty times as many in a soak."""
    return short * 20 if SOAK else short
