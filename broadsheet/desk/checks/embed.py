"""A post from elsewhere is moderated elsewhere, or by nobody; a live one by nobody yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from broadsheet.desk.checks.draft import DraftFacts, Finding

# Hosts that keep a post where it was put and take down what breaks their published rules.
KNOWN_HOSTS = frozenset(
    {
        "youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com",
        "x.com", "twitter.com", "facebook.com", "instagram.com", "threads.net", "threads.com",
        "bsky.app", "linkedin.com", "t.me", "tiktok.com", "reddit.com", "soundcloud.com",
        "spotify.com", "datawrapper.de", "flourish.studio", "documentcloud.org",
    }
)  # fmt: skip
_LIVE = re.compile(r"(?:^|[/_.-])live(?:$|[/_.-])", re.IGNORECASE)


def unmoderated_embed(draft: DraftFacts) -> Iterator[Finding]:
    """Find embeds of hosts that nobody here knows, and those that show what is yet to happen."""
    for embed in draft.embeds:
        parts = urlsplit(embed.address)
        host = (parts.hostname or "").removeprefix("www.")
        if not _known(host):
            yield Finding(
                f"Embed from {host or embed.address}: nobody moderates it for us. Quote it, or "
                "link to it.",
                embed.at,
            )
        elif _LIVE.search(parts.path):
            yield Finding(
                f"Live embed from {host}: somebody has to watch it while it runs.", embed.at
            )


def _known(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in KNOWN_HOSTS for start in range(len(labels)))
