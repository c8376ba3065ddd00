"""Where the ledger is read: of the whole paper, or of one section with all below it."""

from __future__ import annotations

from broadsheet.sections.queries import Place

LEDGER, FEED = "/corrections/", "feed.atom"


def ledger_path(section: Place | None = None, before: int | None = None) -> str:
    """Return the path of the newest rows, or of those below a number."""
    of_section = f"in{section.address}" if section else ""
    return f"{LEDGER}{of_section}{f'before/{before}/' if before else ''}"


def feed_path(section: Place | None = None) -> str:
    """Return the path of the feed."""
    return f"{ledger_path(section)}{FEED}"
