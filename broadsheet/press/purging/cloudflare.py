"""Cloudflare, by cache tags or by addresses: the purge of its API, 30 a request."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from broadsheet.kit.http import Answer, Door, Garbled
from broadsheet.press.addresses import encoded
from broadsheet.press.purging.driver import (
    LIMITS,
    PurgeFailed,
    Question,
    ask,
    pieces,
    tell_each,
)

API = "https://api.cloudflare.com/client/v4"
MOST = 30
MEND = "Look at CLOUDFLARE_ZONE, and whether CLOUDFLARE_TOKEN may purge the cache of that zone."


@dataclass(frozen=True)
class Cloudflare:
    """Tells one zone. With ``site`` (``https://paper.example``) by addresses, else by tags."""

    zone: str
    token: str = field(repr=False)
    site: str = ""
    api: str = API
    own: Collection[str] = ()
    name: str = "cloudflare"

    @cached_property
    def _door(self) -> Door:
        return Door(own=self.own, limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by what this zone was set to."""
        if self.site:
            what, items = "files", [self.site + encoded(address) for address in sorted(addresses)]
        else:
            what, items = "tags", sorted(tags)
        tell_each([partial(self._tell, what, run) for run in pieces(items, MOST)])

    def _tell(self, what: str, run: Sequence[str]) -> None:
        question = Question(
            "Cloudflare",
            "POST",
            f"{self.api}/zones/{self.zone}/purge_cache",
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            json.dumps({what: list(run)}).encode(),
        )
        faults = _faults(ask(self._door, question, MEND))
        if faults is not None:
            raise PurgeFailed(f"Cloudflare did not purge: {faults} {MEND}")


def _faults(answer: Answer) -> str | None:
    """Return what Cloudflare says went wrong: a success by status may be none by its JSON."""
    try:
        said = answer.json()
    except Garbled as error:
        return str(error)
    if isinstance(said, dict) and said.get("success") is True:
        return None
    errors = said.get("errors") if isinstance(said, dict) else None
    listed = errors if isinstance(errors, list) else []
    told = [str(one.get("message", "")) for one in listed if isinstance(one, dict)]
    return f"{'; '.join(told)[:300] or 'it does not say why'}."
