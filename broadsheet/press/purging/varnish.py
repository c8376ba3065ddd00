"""Varnish, by surrogate keys: vmod_xkey of varnish-modules, with docs/hosting/varnish.vcl."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, partial

from broadsheet.kit.http import Door
from broadsheet.press.purging.driver import LIMITS, Question, ask, pieces_of_bytes, tell_each

MOST_BYTES = 4_000  # of one header; Varnish takes lines of 8 KB
SECRET = "X-Purge-Secret"  # noqa: S105 - the header's name
MEND = "Compare PURGE_SECRET and the list of purgers in varnish.vcl with this machine's."


@dataclass(frozen=True)
class Varnish:
    """Tells one Varnish, by its origin (``http://127.0.0.1:6081``).

    ``soft`` keeps the old page for the time in which it may be shown while a new one is fetched.
    """

    server: str
    secret: str = field(repr=False)
    soft: bool = False

    @property
    def name(self) -> str:
        """Which Varnish it is."""
        return f"varnish {self.server}"

    @cached_property
    def _door(self) -> Door:
        return Door(own=[self.server], limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by tags: one request for some hundred of them."""
        header = "xkey-softpurge" if self.soft else "xkey-purge"
        questions = [
            Question(
                f"Varnish at {self.server}",
                "PURGE",
                f"{self.server}/",
                {SECRET: self.secret, header: " ".join(run)},
            )
            for run in pieces_of_bytes(sorted(tags), MOST_BYTES)
        ]
        tell_each([partial(ask, self._door, question, MEND) for question in questions])
