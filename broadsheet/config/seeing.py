"""The effect ``seen``: asks the paper's own front door until a reader is given what an act says.

It asks at ``SITE_URL``, through whatever stands in front (a CDN, nginx, our own reader server), so
that its receipt holds the time at which a reader could first see the change, and not when we had
printed it. A story's page names its revision in its structured data (schema.org's ``version``).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from broadsheet.kit import clock
from broadsheet.kit.http import Answer, Door, Limits
from broadsheet.outbox import queries
from broadsheet.outbox.kinds import Done, EffectKind, NotYet, Receipt, Sending, register_effect
from broadsheet.outbox.rules import Patience

SEEN = "seen"
ACTS = frozenset(
    {
        "story.publish",
        "story.unpublish",
        "story.withdraw",
        "story.restore",
        "story.move",
        "story.rename",
        "story.correct",
    }
)
OK, MISSING, GONE, BY_LAW = 200, 404, 410, 451
LIMITS = Limits(connect=2, read=5, total=6, redirects=2)
PAUSE = 0.05
"""Seconds between two questions."""
ONE_TURN = 1.0
"""Seconds for which one change is asked for; then others have their turn."""
_STRUCTURED = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Expected:
    """What a reader is to be given at an address: a status, a revision, or a way elsewhere.

    ``names`` is what the page must name besides: a row of the ledger, by its anchor.
    """

    address: str
    status: int = OK
    version: int | None = None
    leads_to: str = ""
    names: str = ""


def install() -> None:
    """Register the effect; called once, when the app is ready."""
    register_effect(
        EffectKind(
            SEEN,
            ACTS,
            see,
            wanted,
            patience=Patience(tries=30, first=timedelta(seconds=1), longest=timedelta(minutes=5)),
            once_per="act",
            label=_("Seen by readers"),
        )
    )


def wanted(done: Done) -> dict[str, Any] | None:
    """Return what readers are to find after the act, or nothing if they see no change."""
    before, after = done.facts["before"], done.facts["after"]
    entry = after.get("correction")
    found = of_correction(after, entry["name"]) if entry else expectations(before, after)
    expected = [asdict(one) for one in found]
    return {"expected": expected} if expected else None


def expectations(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Expected]:
    """Say what readers find at a story's addresses, from its facts before and after an act."""
    if after["withdrawn_at"]:
        status = BY_LAW if after["withdrawn_ground"] == "legal" else GONE
        yield Expected(after["address"], status)
    elif after["live"]:
        yield from _of_what_is_out(before, after)
    elif before["live"] or before["withdrawn_at"]:
        yield Expected(before["address"], MISSING)


def of_correction(after: Mapping[str, Any], name: str) -> Iterator[Expected]:
    """Say where readers find what the paper has said of a story: wherever the story itself is."""
    for address in (after["address"], "/corrections/", "/corrections/feed.atom"):
        yield Expected(address, names=name)


def _of_what_is_out(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Expected]:
    if all(before[name] == after[name] for name in ("live", "revision", "address")):
        return
    yield Expected(after["address"], OK, after["revision"])
    if before["live"] and before["address"] != after["address"]:
        yield Expected(before["address"], leads_to=after["address"])


@cache
def front_door(origin: str) -> Door:
    """The way to the paper's own address, which may well be a private one; connections are kept."""
    return Door(own=[origin], limits=LIMITS)


def see(sending: Sending) -> Receipt | NotYet:
    """Ask for each address until it answers as expected, for about a second.

    Raises ``kit.http.HttpFailed`` if nobody answers there.
    """
    expected = [Expected(**one) for one in sending.payload["expected"]]
    facts: dict[str, Any] = {"addresses": [one.address for one in expected]}
    wrong: list[str] = []
    ends = time.monotonic() + ONE_TURN
    while not wrong or time.monotonic() < ends:
        asked_at = clock.now()
        answers, wrong = _ask(expected)
        if not wrong:
            return Receipt({**facts, **_kept(answers)}, seen_at=clock.now())
        facts["not_before"] = asked_at.isoformat()
        time.sleep(PAUSE)
    if newer := queries.overtaken_by(sending.key):
        return Receipt({**facts, "overtaken_by": newer})
    return NotYet("; ".join(wrong))


def _ask(expected: list[Expected]) -> tuple[list[Answer], list[str]]:
    """Return what each address answers, and in words how that is not what is expected."""
    door = front_door(settings.SITE_URL)
    answers = [door.get(f"{settings.SITE_URL}{one.address}") for one in expected]
    pairs = zip(expected, answers, strict=True)
    return answers, [words for one, got in pairs if (words := _differs(one, got))]


def _kept(answers: list[Answer]) -> dict[str, Any]:
    return {
        "status": [answer.status for answer in answers],
        "etag": [answer.headers.get("etag", "") for answer in answers],
    }


def _differs(expected: Expected, got: Answer) -> str:
    """Return in words how an answer is not what is expected, or nothing."""
    if expected.leads_to:
        path = urlsplit(got.address).path
        return "" if path == expected.leads_to else f"{expected.address} does not redirect yet"
    if got.status != expected.status:
        return f"{expected.address} answers {got.status}, not {expected.status} yet"
    if expected.version is not None and (found := version_of(got.body)) != expected.version:
        return f"{expected.address} shows revision {found}, not {expected.version} yet"
    if expected.names and not re.search(rf"\b{expected.names}\b".encode(), got.body):
        return f"{expected.address} does not name {expected.names} yet"
    return ""


def version_of(page: bytes) -> int | None:
    """Return the revision that a story's page names in its structured data, or ``None``."""
    for script in _STRUCTURED.findall(page):
        try:
            data = json.loads(script)
        except ValueError:
            continue
        if isinstance(data, dict) and isinstance(data.get("version"), int):
            return int(data["version"])
    return None
