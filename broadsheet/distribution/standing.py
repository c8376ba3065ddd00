"""How the files for machines stand, for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from broadsheet.distribution import choices, printing
from broadsheet.distribution.addresses import KINDS, FeedAddress
from broadsheet.distribution.feeds import languages
from broadsheet.distribution.models import SectionFeed
from broadsheet.distribution.rules import Standing, standing_of
from broadsheet.press import edition
from broadsheet.press.models import Sheet
from broadsheet.sections.models import Section
from broadsheet.stories.structured import absolute


@dataclass(frozen=True)
class Line:
    """One address: its full form, when it was printed, and its size in bytes; 0 if it waits."""

    address: str
    full: str
    printed_at: datetime | None
    size: int


@dataclass(frozen=True)
class FeedLine:
    """One feed in its formats."""

    title: str
    formats: list[tuple[str, Line]]


def lines(addresses: Iterable[str]) -> list[Line]:
    """Return how these addresses stand in the edition."""
    wanted = list(addresses)
    rows = Sheet.objects.filter(address__in=wanted).values_list("address", "printed_at")
    printed, shelf = dict(rows), edition.present()
    found = []
    for address in wanted:
        seal = shelf.get(address)
        size = seal.size if seal else 0
        found.append(Line(address, absolute(address), printed.get(address), size))
    return found


def feeds() -> list[FeedLine]:
    """Return the feeds of the paper's languages and sections."""
    spoken = dict(settings.LANGUAGES)
    named = [("all", one, spoken.get(one, one)) for one in languages()]
    named += [("section", key, title) for _pk, key, title in sections()]
    addresses = [
        FeedAddress(family, name, kind).path for family, name, _ in named for kind in KINDS
    ]
    there = {line.address: line for line in lines(addresses)}
    return [
        FeedLine(title, [(kind, there[FeedAddress(family, name, kind).path]) for kind in KINDS])
        for family, name, title in named
    ]


def files() -> list[Line]:
    """Return the other files."""
    return lines(
        one.address for one in [*printing.sitemaps(), *printing.files()] if _is_told(one.address)
    )


def _is_told(address: str) -> bool:
    """Say whether a file stands on the screen: of the sitemaps of stories the index does."""
    return not address.startswith("/sitemaps/stories-")


def sections() -> list[tuple[int, str, str]]:
    """Return the live sections in the order of the tree: number, key, title."""
    rows = Section.objects.live().order_by("path")
    return list(rows.values_list("pk", "key", "title"))


def chosen_for_sections() -> dict[int, bool]:
    """Return what sections have chosen for themselves."""
    return dict(SectionFeed.objects.values_list("section_id", "full_text"))


def security(now: datetime) -> Standing | None:
    """Return how security.txt stands, if somebody should look at it."""
    chosen = choices.machines()
    return standing_of(chosen.security_contacts, chosen.security_expires, now)
