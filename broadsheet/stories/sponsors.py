"""Who paid for a story: how readers are told so, and what is asked before it goes out.

Sources: the code of the Advertising Standards Council of India, and the EU's Directive 2005/29/EC,
annex I, number 11: editorial content that was paid for says so where it is first seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.utils.translation import gettext, pgettext

LONGEST_NAME = 80


class SponsorKind(StrEnum):
    """What the sponsor's part in a story is."""

    SPONSORED = "sponsored"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor as readers see it; ``link`` is its own page, or ""."""

    kind: str
    name: str
    link: str = ""

    @property
    def line(self) -> str:
        """The mark that stands wherever the story does, in the language of the page."""
        if self.kind == SponsorKind.PARTNERSHIP:
            return pgettext("sponsor", "In partnership with %(name)s") % {"name": self.name}
        return pgettext("sponsor", "Sponsored by %(name)s") % {"name": self.name}


def sponsor(kind: str, name: str, link: str) -> Sponsor | None:
    """Return who paid for a story, or ``None`` for one that nobody did.

    A story that is said to be paid for is never without its mark, whatever else was left out.
    """
    if not kind and not name.strip():
        return None
    return Sponsor(kind or SponsorKind.SPONSORED, name.strip(), link)


@dataclass(frozen=True)
class Fault:
    """What is wrong with the words about a sponsor, and in which column."""

    column: str
    words: str


def against(kind: str, name: str, link: str) -> Iterator[Fault]:
    """Yield what speaks against publishing a story that says so of its sponsor."""
    if kind and not name.strip():
        yield Fault("sponsor_name", gettext("The story is paid for: name its sponsor."))
    if not kind and (name.strip() or link):
        yield Fault(
            "sponsor_kind", gettext("Say what the sponsor's part is, or take the sponsor out.")
        )
    if link and urlsplit(link).scheme not in ("http", "https"):
        yield Fault("sponsor_link", gettext("The sponsor's page begins with https://."))
