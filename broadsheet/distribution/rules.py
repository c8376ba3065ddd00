"""What may stand in the files that machines read. Pure: the moment is an argument.

Sources: RFC 9309 (robots.txt), RFC 9116 (security.txt), IAB Tech Lab ads.txt 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.kit.refusals import Reason

NEWS_FOR = timedelta(hours=48)
"""How long a story may stand in a news sitemap: Google's documentation says two days."""
LOOK_EVERY = timedelta(hours=1)
WARN_AHEAD = timedelta(days=30)
LONGEST_HOLDS = timedelta(days=366)
"""RFC 9116, 2.5.5: it is recommended that the end is less than a year ahead."""
LONGEST = 100_000
"""Characters of one file: RFC 9309, 2.5 lets crawlers stop reading after 500 KiB."""

_TOKEN = re.compile(r"\*|[A-Za-z_-]+|[A-Za-z][\w.-]*")
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)
_CONTACT = re.compile(
    r"(?:https://[^\s]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|tel:\+?[\d-]{5,})"
)
_VARIABLES = frozenset(
    {"contact", "subdomain", "inventorypartnerdomain", "ownerdomain", "managerdomain"}
)
_PATHS = frozenset({"allow", "disallow"})


@dataclass(frozen=True)
class Said:
    """What the paper wants to say in the files, as it was typed."""

    robots: str = ""
    ads: str = ""
    app_ads: str = ""
    contacts: str = ""
    policy: str = ""
    expires: datetime | None = None


def against(said: Said, now: datetime) -> tuple[Reason, ...]:
    """Return what is wrong with the files, each fault with its file and line."""
    return (
        *_in_lines("robots.txt", said.robots, against_robots),
        *_in_lines("ads.txt", said.ads, against_ads),
        *_in_lines("app-ads.txt", said.app_ads, against_ads),
        *against_security(said, now),
    )


def _in_lines(
    file: str, text: str, faults: Callable[[str], Iterator[tuple[int, str]]]
) -> Iterator[Reason]:
    if len(text) > LONGEST:
        yield Reason("too_long", f"{file} is longer than {LONGEST:,} characters: shorten it.")
        return
    for line, words in faults(text):
        yield Reason("syntax", f"{file}, line {line}: {words}")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that says something, without its comment, and its number."""
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if said:
            yield number, said


# --- robots.txt ---


def against_robots(text: str) -> Iterator[tuple[int, str]]:
    """Yield what no crawler would understand, or what would shut all of them out."""
    named: list[str] = []
    in_rules = False
    for number, line in _lines(text):
        name, colon, value = (part.strip() for part in line.partition(":"))
        key = name.lower() if colon else ""
        if key == "user-agent":
            named = [value] if in_rules else [*named, value]
        in_rules = key in _PATHS
        if fault := _against_rule(key, name, value, named):
            yield number, fault


def _against_rule(key: str, name: str, value: str, named: list[str]) -> str:
    """Return what is wrong with one line, or "". ``named`` are the crawlers that it is for."""
    if not key:
        return f"“{name}” says nothing: write a name, a colon and a value."
    if key in _PATHS:
        return _against_path(key, value, named)
    if key == "user-agent":
        good = _TOKEN.fullmatch(value)
        return "" if good else f"“{value}” is no crawler's name: letters, “-” and “_”, or “*”."
    if key == "sitemap":
        return "the sitemaps are named already: leave this line out."
    return "" if key == "crawl-delay" else f"“{name}” is no rule: Allow or Disallow."


def _against_path(key: str, value: str, named: list[str]) -> str:
    if not named:
        return "say which crawlers it is for, with a line “User-agent: …” above it."
    if value and not value.startswith(("/", "*")):
        return f"“{value}” is no path: it begins with “/”."
    if not value.isprintable() or " " in value:
        return "a path has no spaces: write them as %20."
    if key == "disallow" and value in ("/", "/*", "*") and "*" in named:
        return (
            "this shuts out every search engine. For a copy that is not public, "
            "set PAPER_PUBLIC to no."
        )
    return ""


# --- ads.txt ---


def against_ads(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are neither a seller's record nor a variable."""
    for number, line in _lines(text):
        fields = [field.strip() for field in line.split(",")]
        name, equals, value = (part.strip() for part in line.partition("="))
        if equals and name.lower() in _VARIABLES:
            if not value:
                yield number, f"“{name}” has no value."
        elif len(fields) not in (3, 4):
            yield number, f"“{line}” is no record: domain, account, DIRECT or RESELLER."
        elif not _DOMAIN.fullmatch(fields[0]):
            yield number, f"“{fields[0]}” is no domain of an advertising system."
        elif not fields[1]:
            yield number, "the account's number is missing."
        elif fields[2].partition(";")[0].strip().upper() not in ("DIRECT", "RESELLER"):
            yield number, f"“{fields[2]}”: write DIRECT or RESELLER."


# --- security.txt ---


def against_security(said: Said, now: datetime) -> Iterator[Reason]:
    """Yield what speaks against security.txt as it would stand."""
    contacts = said.contacts.split()
    for contact in contacts:
        if not _CONTACT.fullmatch(contact):
            words = f"security.txt: “{contact}” is no address: write https://, mailto: or tel:."
            yield Reason("contact", words)
    if said.policy and not said.policy.startswith("https://"):
        yield Reason("policy", "security.txt: the page on reports begins with https://.")
    if not contacts:
        return
    if said.expires is None:
        yield Reason("expires_missing", "security.txt: say until when it holds.")
    elif said.expires <= now:
        yield Reason("expired", "security.txt: it must hold until a day that is still to come.")
    elif said.expires - now > LONGEST_HOLDS:
        yield Reason("expires_late", "security.txt: let it hold for a year at most.")


@dataclass(frozen=True)
class Standing:
    """How security.txt stands: ``days`` until it ends, below zero after it."""

    days: int
    expired: bool


def standing_of(contacts: str, expires: datetime | None, now: datetime) -> Standing | None:
    """Return how security.txt stands if somebody should look at it, else ``None``."""
    if not contacts.strip() or expires is None or expires - now > WARN_AHEAD:
        return None
    return Standing((expires - now).days, expires <= now)


# --- the news sitemap ---


def since(now: datetime) -> datetime:
    """Return from when on stories are news: none is too old before the next look."""
    return now - NEWS_FOR + LOOK_EVERY
