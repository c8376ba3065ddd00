"""Reading a page's head as those do who make a card of it."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO

from django.test import Client
from PIL import Image


class _Head(HTMLParser):
    """Collects the properties of a page's head, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, list[str]] = {}
        self.links: list[dict[str, str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a ``meta`` or ``link`` of the head."""
        given = {name: value or "" for name, value in attrs}
        self.inside = self.inside or tag == "head"
        if self.inside and tag == "meta" and (name := given.get("property") or given.get("name")):
            self.told.setdefault(name, []).append(given.get("content", ""))
        if self.inside and tag == "link":
            self.links.append(given)

    def handle_endtag(self, tag: str) -> None:
        """Leave the head."""
        self.inside = self.inside and tag != "head"


def head(client: Client, address: str) -> _Head:
    """The head of a page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = _Head()
    found.feed(answer.content.decode())
    return found


def told(client: Client, address: str) -> dict[str, list[str]]:
    """What the head tells, by property."""
    return head(client, address).told


def picture(content: bytes) -> Image.Image:
    """A picture that came over HTTP."""
    return Image.open(BytesIO(content))
