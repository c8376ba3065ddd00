"""Varnish, by surrogate keys: vmod_xkey of varnish-modules, with docs/hosting/varnish.vcl."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from broadsheet.kit.http import Door
from broadsheet.press.purging.driver import LIMITS, Question, ask, pieces_of_bytes, tell_each

MOST_BYTES = 4_000  # of one header; Varnish takes lines of 8 KB
SECRET = "X-Purge-Secret"  # noqa: S105 - the header's name
MEND = "Compare PURGE_SECRET and the list of purgers in varnish.vcl with this machine's."


@dataclass(frozen=True)
class Varnish:
    """Tells each of several Varnishes, by their origins (``http://127.0.0.1:6081``).

    ``soft`` keeps the old page for the time in which it may be shown while a new one is fetched.
    """

    servers: Sequence[str]
    secret: str = field(repr=False)
    soft: bool = False
    name: str = "varnish"

    @cached_property
    def _door(self) -> Door:
        return Door(own=self.servers, limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by tags: one request for some hundred of them."""
        header = "xkey-softpurge" if self.soft else "xkey-purge"
        questions = [
            Question(
                f"Varnish at {server}",
                "PURGE",
                f"{server}/",
                {SECRET: self.secret, header: " ".join(run)},
            )
            for server in self.servers
            for run in pieces_of_bytes(sorted(tags), MOST_BYTES)
        ]
        tell_each([partial(ask, self._door, question, MEND) for question in questions])
