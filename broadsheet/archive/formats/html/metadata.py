"""The ``meta`` elements of a page (Open Graph, ``article:*``, Parse.ly, Dublin Core, Sailthru)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from broadsheet.archive.formats.html import wording

_MAX_LENGTH = 5_000


@dataclass(frozen=True)
class Meta:
    """Values by name in lower case, each with its line, in the order of the page."""

    values: dict[str, tuple[tuple[str, tuple[int, ...]], ...]]

    def all(self, *names: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every non-empty value under the names, in the order of the names."""
        for name in names:
            yield from self.values.get(name, ())

    def first(self, *names: str) -> str:
        """The first value under the names, or an empty string."""
        return next((value for value, _ in self.all(*names)), "")


def read(tree: etree._Element) -> Meta:
    """Collect the page's ``meta`` elements; ``itemprop`` ones belong to the microdata."""
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for element in tree.iter("meta"):
        content = wording.strip_tags((element.get("content") or "")[:_MAX_LENGTH])
        if not content:
            continue
        line = (element.sourceline,) if isinstance(element.sourceline, int) else ()
        for attribute in ("property", "name", "http-equiv"):
            for name in (element.get(attribute) or "").casefold().split():
                found.setdefault(name, []).append((content, line))
    return Meta({name: tuple(values) for name, values in found.items()})
