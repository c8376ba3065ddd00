"""Fastly, by surrogate keys: its API's batch purge, of at most 256 keys a request."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, partial

from broadsheet.kit.http import Door
from broadsheet.press.purging.driver import LIMITS, Question, ask, pieces, tell_each

API = "https://api.fastly.com"
MOST = 256
MEND = "Look at FASTLY_SERVICE, and whether FASTLY_TOKEN may purge by key (purge_select)."


@dataclass(frozen=True)
class Fastly:
    """Tells one service. ``soft`` marks pages as stale instead of dropping them."""

    service: str
    token: str = field(repr=False)
    soft: bool = False
    api: str = API
    own: Collection[str] = ()
    name: str = "fastly"

    @cached_property
    def _door(self) -> Door:
        return Door(own=self.own, limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by tags."""
        tell_each(
            [
                partial(ask, self._door, self._question(run), MEND)
                for run in pieces(sorted(tags), MOST)
            ]
        )

    def _question(self, run: Collection[str]) -> Question:
        headers = {
            "Fastly-Key": self.token,
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        if self.soft:
            headers["Fastly-Soft-Purge"] = "1"
        body = json.dumps({"surrogate_keys": list(run)}).encode()
        return Question("Fastly", "POST", f"{self.api}/service/{self.service}/purge", headers, body)
