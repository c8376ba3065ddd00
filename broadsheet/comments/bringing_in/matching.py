"""Which story a conversation from elsewhere belongs to: by its page's address, or its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

from broadsheet.comments.foreign.incoming import ForeignThread
from broadsheet.stories.models import OldAddress, Story

LONGEST_PATH = 600
# Our own form alone: another system's page that ends in a number is not our story of that number.
_OURS = re.compile(r"/\d{4}/[a-z]{3}/\d{2}/[^/]*?-?(\d{1,18})\.html\Z|\A/s/(\d{1,18})/?\Z")
_NUMBER = re.compile(r"\d{1,18}\Z")
_MOST = 2**63 - 1


@dataclass(frozen=True)
class Match:
    """A story, and how it was found: "old address", "address", "number"."""

    story: Story
    how: str


def story_of(thread: ForeignThread, *, numbers: bool) -> Match | None:
    """Return the story that a thread is about, or ``None``.

    ``numbers`` says that the identifiers of the source, or what stands in the place of an
    address, are our own stories' numbers; other systems' numbers are not.
    """
    for address in dict.fromkeys((thread.address, thread.identifier)):
        found = _by_path(address) if address else None
        if found is not None:
            return found
    if not numbers:
        return None
    for said in (thread.identifier, thread.address):
        if _NUMBER.match(said):
            return _by_number(int(said), "number")
    return None


def _by_path(address: str) -> Match | None:
    try:
        parts = urlsplit(address)
        host, path = (parts.hostname or "").lower(), unquote(parts.path)
    except ValueError:
        return None
    if not path.startswith("/"):
        return None
    old = OldAddress.objects.filter(path__in=set(_forms(path, parts.query)))
    found = old.select_related("story").first()
    if found is not None:
        return Match(found.story, "old address")
    ours = _OURS.search(path)
    if ours is None or (host and host not in _own_hosts()):
        return None
    return _by_number(int(ours[1] or ours[2]), "address")


def _forms(path: str, query: str) -> Iterator[str]:
    """Give the forms in which a path may be known: with its query and without, either end."""
    bare = path.rstrip("/") or "/"
    for form in (path, bare, f"{bare}/"):
        for whole in ([f"{form}?{query}"] if query else []) + [form]:
            if 1 < len(whole) <= LONGEST_PATH and "\x00" not in whole:
                yield whole


def _own_hosts() -> set[str]:
    """Return the hosts of the paper, with and without ``www``."""
    own = (urlsplit(settings.SITE_URL).hostname or "").lower().removeprefix("www.")
    return {own, f"www.{own}"}


def _by_number(number: int, how: str) -> Match | None:
    if number > _MOST:
        return None
    found = Story.objects.filter(number=number).first()
    return Match(found, how) if found else None
