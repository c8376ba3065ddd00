"""Settings of the caches in front: which are told what has changed, and by what secrets."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from broadsheet.config.readers import Readers

CACHES_IN_FRONT = ("varnish", "fastly", "cloudflare", "http")


def purge_settings(read: Readers) -> dict[str, Any]:
    """Return the settings of purging; what a chosen cache needs and lacks is a fault."""
    chosen = read.words("PURGE_WITH", "purge.with")
    for name in sorted(set(chosen) - set(CACHES_IN_FRONT)):
        options = ", ".join(CACHES_IN_FRONT)
        read.faults.append(f"PURGE_WITH names {name!r}, which is none of {options}.")

    def needed(cache: str, name: str, key: str = "") -> str:
        """A text that must be there if the cache was chosen."""
        return read.text(name, key, None if cache in chosen else "")

    return {
        "PURGE_WITH": [name for name in dict.fromkeys(chosen) if name in CACHES_IN_FRONT],
        "PURGE_VARNISH": _servers(read, "varnish", "PURGE_VARNISH", "purge.varnish", chosen),
        "PURGE_HTTP": _servers(read, "http", "PURGE_HTTP", "purge.http", chosen),
        "PURGE_METHOD": read.choice("PURGE_METHOD", "purge.method", ("PURGE", "BAN")),
        "PURGE_SECRET": needed("varnish", "PURGE_SECRET"),
        "PURGE_SOFT": read.flag("PURGE_SOFT", "purge.soft"),
        "FASTLY_SERVICE": needed("fastly", "FASTLY_SERVICE", "purge.fastly_service"),
        "FASTLY_TOKEN": needed("fastly", "FASTLY_TOKEN"),
        "CLOUDFLARE_ZONE": needed("cloudflare", "CLOUDFLARE_ZONE", "purge.cloudflare_zone"),
        "CLOUDFLARE_TOKEN": needed("cloudflare", "CLOUDFLARE_TOKEN"),
        "CLOUDFLARE_BY": read.choice("CLOUDFLARE_BY", "purge.cloudflare_by", ("tag", "address")),
    }


def _servers(read: Readers, cache: str, name: str, key: str, chosen: Collection[str]) -> list[str]:
    """Return the origins of the caches to tell; a chosen one without any is a fault."""
    found = read.origins(name, key)
    if cache in chosen and not found:
        read.faults.append(
            f"{name} is not set (or {key} in broadsheet.toml). "
            "List the caches to tell, like http://127.0.0.1:6081."
        )
    return found
