"""Asking every outlet as somebody, and reading every answer for canaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlencode

from django.http import HttpResponseBase
from django.test import Client

from tests.leaks.outlets import Outlet, UnfilledOutletError, addresses, outlets
from tests.leaks.planted import CANARY, KEY, Planted
from tests.leaks.table import table

# What ends the walk, or is meant to fail.
NOT_WALKED = {
    "wagtailadmin_logout": "it signs out who walks",
    "account_logout": "it signs out who walks",
    "wagtailadmin_error_test": "it fails on purpose",
}
Chosen = Callable[[Outlet], bool]


@dataclass(frozen=True)
class Leak:
    """What was told, and where."""

    outlet: str
    address: str
    told: frozenset[str]

    def __str__(self) -> str:
        return f"{self.outlet} ({self.address}) tells {', '.join(sorted(self.told))}"


def everything(_outlet: Outlet) -> bool:
    """Choose every outlet."""
    return True


def walk(client: Client, planted: Planted, chosen: Chosen = everything) -> list[Leak]:
    """Ask every chosen outlet, plainly and with what one searches for; return what leaked.

    An answer that is a fault of ours counts as a leak: its page may tell anything.
    """
    client.raise_request_exception = False
    filled = table(planted)
    found = []
    for outlet in outlets():
        if outlet.name in NOT_WALKED or not chosen(outlet):
            continue
        try:
            asked = addresses(outlet, filled)
        except UnfilledOutletError as error:
            found.append(Leak(outlet.name, outlet.form, frozenset([str(error)])))
            continue
        for address in asked:
            for query in ("", _searching(outlet, planted)):
                found += _asked(client, outlet, address + query)
    return found


def _asked(client: Client, outlet: Outlet, address: str) -> Iterator[Leak]:
    response = client.get(address)
    told = canaries(response) - frozenset(_words([unquote(address).encode()]))
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        told |= {f"status {response.status_code}"}
    if told:
        yield Leak(outlet.name, address, told)


def _searching(outlet: Outlet, planted: Planted) -> str:
    """Return the query of whoever searches, and of whoever names the rows of an outlet's kind."""
    kinds = {"page": planted.story.pk, "image": planted.picture.pk, "doc": planted.document.pk}
    ids = [number for kind, number in kinds.items() if kind in outlet.name] or kinds.values()
    asked: list[tuple[str, Any]] = [(name, KEY) for name in ("q", "term", "query", "search")]
    asked += [("id", number) for number in ids]
    return f"?{urlencode([*asked, ('page_type', 'stories.story'), ('fields', '*')])}"


def canaries(response: HttpResponseBase) -> frozenset[str]:
    """Return the canaries in an answer: its headers, its text, its bytes."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return frozenset(_words([headers.encode(), _content(response)]))


def _content(response: Any) -> bytes:
    if response.streaming:
        return b"".join(response)
    return bytes(response.content)


def _words(texts: Iterable[bytes]) -> Iterator[str]:
    for text in texts:
        for word in CANARY.findall(text):
            yield word.decode().lower()


def words_in(text: bytes) -> frozenset[str]:
    """Return the canaries in some bytes."""
    return frozenset(_words([text]))
