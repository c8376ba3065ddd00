"""Every outlet that the site has, by its own word: the address resolver's patterns, filled."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize

_CONVERTER = re.compile(r"<(?:[a-z]+:)?(\w+)>")


class UnfilledOutletError(LookupError):
    """A new address that nobody has said how to ask for: it would not be walked."""


@dataclass(frozen=True)
class Outlet:
    """One pattern: its name with its namespaces, its form, and what stands in it."""

    name: str
    form: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name or '(no name)'} at /{self.form}"


def outlets() -> list[Outlet]:
    """Return every pattern that is registered, the admin's included."""
    return list(_walked(get_resolver().url_patterns, "", (), ()))


def _walked(
    patterns: Sequence[Any], form: str, words: tuple[str, ...], spaces: tuple[str, ...]
) -> Iterator[Outlet]:
    for found in patterns:
        more, named = _form_of(found.pattern)
        if isinstance(found, URLResolver):
            within = (*spaces, found.namespace) if found.namespace else spaces
            yield from _walked(found.url_patterns, form + more, (*words, *named), within)
        elif isinstance(found, URLPattern):
            name = ":".join(word for word in (*spaces, found.name) if word)
            yield Outlet(name, form + more, (*words, *named))


def _form_of(pattern: Any) -> tuple[str, tuple[str, ...]]:
    """Return a pattern as a format string, with the words in it."""
    if isinstance(pattern, RoutePattern):
        route = str(pattern)
        return _CONVERTER.sub(r"%(\1)s", route.replace("%", "%%")), tuple(_CONVERTER.findall(route))
    form, words = normalize(str(pattern))[0]
    return form, tuple(words)


Table = Mapping[str, Mapping[str, Sequence[object]]]


def addresses(outlet: Outlet, table: Table) -> list[str]:
    """Return an outlet's addresses, with every combination of what ``table`` says of its words.

    ``table`` is by the beginning of an outlet's name or form, the longest counting; under ``""``
    stand the words that mean the same everywhere. Raises ``UnfilledOutletError``.
    """
    if not outlet.words:
        return [f"/{outlet.form % {}}"]
    found: dict[str, Sequence[object]] = {}
    mine = (key for key in table if outlet.name.startswith(key) or outlet.form.startswith(key))
    for start in sorted(mine, key=len):
        found |= table[start]
    if lacking := [word for word in outlet.words if word not in found]:
        raise UnfilledOutletError(
            f"{outlet}: nobody has said what to put for {', '.join(lacking)}; say so in "
            "tests/leaks/table.py, so that it is walked."
        )
    choices = [[(word, value) for value in found[word]] for word in outlet.words]
    return [f"/{outlet.form % dict(chosen)}" for chosen in itertools.product(*choices)]
