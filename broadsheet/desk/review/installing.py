"""What this part asks of other rooms when the app is ready."""

from __future__ import annotations

from broadsheet.press import plates

UNPRINTED = "/review/"


def install() -> None:
    """Have the press print nothing that a secret link leads to."""
    plates.keep_out(UNPRINTED)
