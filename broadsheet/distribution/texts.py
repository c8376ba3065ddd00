"""The plain files that machines ask every site for: robots.txt, ads.txt, security.txt."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from broadsheet.distribution import choices
from broadsheet.distribution.addresses import ADS, APP_ADS, INDEX, NEWS, ROBOTS, SECURITY
from broadsheet.distribution.feeds import languages
from broadsheet.distribution.models import Crawlers, Machines
from broadsheet.distribution.xml import moment
from broadsheet.press import plates
from broadsheet.stories.structured import absolute

TYPE = "text/plain; charset=utf-8"
OURS = ("/desk/", "/account/")
"""What no crawler finds anything at: it would only be sent away."""


@cache
def crawlers() -> dict[str, tuple[str, ...]]:
    """Return the crawlers of language models that are known, by what they do."""
    text = Path(__file__).with_name("crawlers.toml").read_text(encoding="utf-8")
    return {does: tuple(entry["tokens"]) for does, entry in tomllib.loads(text).items()}


def text(address: str) -> str | None:
    """Return the file at an address; ``None`` if the paper has none there."""
    chosen = choices.machines()
    found = {
        ROBOTS: robots(chosen),
        ADS: chosen.ads,
        APP_ADS: chosen.app_ads,
        SECURITY: security(chosen),
    }[address].strip()
    return f"{found}\n" if found else None


def robots(chosen: Machines) -> str:
    """Return robots.txt (RFC 9309). A copy that is not public shuts everybody out."""
    if not settings.PAPER_PUBLIC:
        return "User-agent: *\nDisallow: /"
    closed = [*OURS, *sorted(plates.kept_out())]
    groups = ["User-agent: *\n" + "\n".join(f"Disallow: {start}" for start in closed)]
    if refused := _refused(chosen):
        groups.append("\n".join(f"User-agent: {token}" for token in refused) + "\nDisallow: /")
    maps = "\n".join(f"Sitemap: {absolute(one)}" for one in (INDEX, NEWS))
    return "\n\n".join(part for part in (*groups, chosen.robots.strip(), maps) if part)


def _refused(chosen: Machines) -> list[str]:
    known = crawlers()
    refused = {
        Crawlers.WELCOME: (),
        Crawlers.SEARCH: known["train"],
        Crawlers.REFUSED: (*known["train"], *known["answer"]),
    }[Crawlers(chosen.crawlers)]
    return sorted(refused, key=str.casefold)


def security(chosen: Machines) -> str:
    """Return security.txt (RFC 9116), or "" without somebody to write to and an end."""
    if not chosen.security_contacts.strip() or chosen.security_expires is None:
        return ""
    contacts = [f"Contact: {one}" for one in chosen.security_contacts.split()]
    said = [
        f"Expires: {moment(chosen.security_expires)}",
        f"Preferred-Languages: {', '.join(languages())}",
        f"Canonical: {absolute(SECURITY)}",
        f"Policy: {chosen.security_policy}" if chosen.security_policy else "",
    ]
    return "\n".join(filter(None, [*contacts, *said]))
