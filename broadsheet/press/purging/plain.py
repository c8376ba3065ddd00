"""Any cache that takes a method and an address: nginx with a purge module, Squid, Souin, ATS."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from broadsheet.kit.http import Answer, Door
from broadsheet.press.addresses import encoded
from broadsheet.press.purging.driver import LIMITS, PurgeFailed, Question, ask, tell_each
from broadsheet.press.purging.varnish import SECRET

METHODS = ("PURGE", "BAN")
MEND = "Does it take {method} from this machine, with the secret of PURGE_SECRET?"
NOT_KEPT = 404  # what nginx and Squid answer for a page that they do not have


@dataclass(frozen=True)
class Plain:
    """Tells each of several caches (by origin) of every address, as if asked by ``host``."""

    servers: Sequence[str]
    host: str
    method: str = "PURGE"
    secret: str = field(default="", repr=False)
    name: str = "http"

    @cached_property
    def _door(self) -> Door:
        return Door(own=self.servers, limits=LIMITS)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Purge by addresses, one request each; a server that does not answer is asked once."""
        tell_each([partial(self._tell, server, sorted(addresses)) for server in self.servers])

    def _tell(self, server: str, addresses: Sequence[str]) -> None:
        for address in addresses:
            self._tell_one(server, address)

    def _tell_one(self, server: str, address: str) -> Answer | None:
        headers = {"Host": self.host}
        if self.secret:
            headers[SECRET] = self.secret
        question = Question(
            f"The cache at {server}", self.method, server + encoded(address), headers
        )
        try:
            return ask(self._door, question, MEND.format(method=self.method))
        except PurgeFailed as error:
            if error.status != NOT_KEPT:  # then it has no such page, as was wished
                raise
            return None
