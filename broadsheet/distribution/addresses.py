"""Where machines find what the paper has for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

FAMILIES = ("all", "section", "topic", "by")
KINDS = ("rss", "atom", "json")
FEED = re.compile(rf"/feeds/(?:{'|'.join(FAMILIES)})/[\w-]+\.(?:{'|'.join(KINDS)})")


@dataclass(frozen=True)
class FeedAddress:
    """A feed's address, like ``/feeds/section/nation.atom``."""

    family: str
    name: str
    kind: str

    @property
    def without_kind(self) -> str:
        """What names the feed in whichever format."""
        return f"/feeds/{self.family}/{self.name}"

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{self.without_kind}.{self.kind}"

    def named(self, name: str) -> FeedAddress:
        """Return the address of another feed of the family."""
        return replace(self, name=name)
