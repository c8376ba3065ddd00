"""Any cache that takes a method and an address: nginx with a purge module, Squid, Souin, ATS."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet.kit.http import Answer, Door
from broadsheet.press.addresses import encoded
from broadsheet.press.purging.driver import LIMITS, PurgeFailed, Question, ask
from broadsheet.press.purging.varnish import SECRET

METHODS = ("PURGE", "BAN")
MEND = "Does it take {method} from this machine, with the secret of PURGE_SECRET?"
NOT_KEPT = 404  # what nginx and Squid answer for a page that they do not have


@dataclass(frozen=True)
class Plain:
    """Tells one cache (by its origin) of every address, as if asked by ``host``."""

    server: str
    host: str
    method: str = "PURGE"
    secret: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Which cache it is."""
        return f"http {self.server}"

    @cached_property
    def _door(self) -> Door:
        return Door(own=[self.server], limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by addresses, one request each, until it fails."""
        for address in sorted(addresses):
            self._tell(address)

    def _tell(self, address: str) -> Answer | None:
        headers = {"Host": self.host}
        if self.secret:
            headers[SECRET] = self.secret
        question = Question(
            f"The cache at {self.server}", self.method, self.server + encoded(address), headers
        )
        try:
            return ask(self._door, question, MEND.format(method=self.method))
        except PurgeFailed as error:
            if error.status != NOT_KEPT:  # then it has no such page, as was wished
                raise
            return None
