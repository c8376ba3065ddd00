"""Pages for the tests of the edition and of the reader server."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet.press.printed import Printed, SlotPlace
from broadsheet.press.sealing import Seal, seal

MOMENT = datetime(2026, 11, 22, 6, 30, 15, 400_000, tzinfo=UTC)
HTML = ("Content-Type", "text/html; charset=utf-8")
MASTHEAD = b"<header>The Courier</header>"
FOOT = b"<footer>Printed in Pune</footer>"


def printed(
    address: str = "/nation/",
    text: str = "Rain reaches the coast",
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (HTML,),
    at: datetime = MOMENT,
) -> Printed:
    """A page with a masthead and a foot that other pages share."""
    body = b"%b<h1>%b</h1>" % (MASTHEAD, text.encode())
    places = (
        SlotPlace("masthead", 0, len(MASTHEAD)),
        SlotPlace("foot", len(body), len(body) + len(FOOT)),
    )
    keys = frozenset({"story-1", "list-section-3"})
    return Printed(address, status, headers, body + FOOT, keys, places, at)


def sealed(address: str = "/nation/", text: str = "Rain reaches the coast", **more: object) -> Seal:
    """The same, sealed."""
    return seal(printed(address, text, **more))  # type: ignore[arg-type]
