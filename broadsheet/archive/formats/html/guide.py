"""trafilatura's reading of a page: the paragraphs that it takes for the article's body."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura

from broadsheet.archive.formats.html import wording
from broadsheet.archive.formats.html.door import Page

MOST_ELEMENTS = 20_000  # its time grows with the square of an element's children
_SHORTEST_INSIDE = 15  # characters of a key that is looked for inside longer ones


@dataclass(frozen=True)
class Guide:
    """The body's paragraphs as keys (see ``wording.key``): whole lines, and all of them joined."""

    whole: frozenset[str]
    joined: str
    size: int

    def has(self, key: str) -> bool:
        """Whether a run of the page is in the body."""
        if not key:
            return False
        return key in self.whole or (len(key) >= _SHORTEST_INSIDE and key in self.joined)


def read(page: Page) -> Guide:
    """Ask trafilatura; an empty guide where it finds no body, or would take too long to look."""
    if page.elements > MOST_ELEMENTS:
        return Guide(frozenset(), "", 0)
    found = trafilatura.bare_extraction(page.text.encode("utf-8"), include_comments=False)
    written = "" if found is None else found["text"] if isinstance(found, dict) else found.text
    lines = [line for line in (written or "").split("\n") if line.strip()]
    whole = set()
    for line in lines:
        whole.add(wording.key(line))
        if line.startswith("|"):
            whole.update(wording.key(cell) for cell in line.split("|"))
    joined = "".join(wording.key(line) for line in lines)
    return Guide(frozenset(whole - {""}), joined, len(joined))
