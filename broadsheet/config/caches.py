"""Settings of what stands in front: caches that are told of changes, a bucket with a copy."""

from __future__ import annotations

from typing import Any

from broadsheet.config.readers import Readers

CACHES_IN_FRONT = ("varnish", "fastly", "cloudflare", "http")
LISTS = {"varnish": "PURGE_VARNISH", "http": "PURGE_HTTP"}


def purge_settings(read: Readers) -> dict[str, Any]:
    """Return the settings of purging; what a chosen cache needs and lacks is a fault."""
    chosen = list(dict.fromkeys(read.words("PURGE_WITH", "purge.with")))

    def missing(cache: str) -> str | None:
        """What stands for a value that is not given: nothing may, if the cache was chosen."""
        return None if cache in chosen else ""

    found = {
        "PURGE_WITH": [name for name in chosen if name in CACHES_IN_FRONT],
        "PURGE_VARNISH": read.origins("PURGE_VARNISH", "purge.varnish"),
        "PURGE_HTTP": read.origins("PURGE_HTTP", "purge.http"),
        "PURGE_METHOD": read.choice("PURGE_METHOD", "purge.method", ("PURGE", "BAN")),
        "PURGE_SECRET": read.text("PURGE_SECRET", "", missing("varnish")),
        "PURGE_SOFT": read.flag("PURGE_SOFT", "purge.soft"),
        "FASTLY_SERVICE": read.text("FASTLY_SERVICE", "purge.fastly_service", missing("fastly")),
        "FASTLY_TOKEN": read.text("FASTLY_TOKEN", "", missing("fastly")),
        "CLOUDFLARE_ZONE": read.text(
            "CLOUDFLARE_ZONE", "purge.cloudflare_zone", missing("cloudflare")
        ),
        "CLOUDFLARE_TOKEN": read.text("CLOUDFLARE_TOKEN", "", missing("cloudflare")),
        "CLOUDFLARE_BY": read.choice("CLOUDFLARE_BY", "purge.cloudflare_by", ("tag", "address")),
    }
    _note_faults(read, chosen, found)
    return found


def _note_faults(read: Readers, chosen: list[str], found: dict[str, Any]) -> None:
    """Note caches that nobody knows, and lists that are empty."""
    for cache in chosen:
        if cache not in CACHES_IN_FRONT:
            known = ", ".join(CACHES_IN_FRONT)
            read.faults.append(f"PURGE_WITH names {cache!r}, which is none of {known}.")
        elif cache in LISTS and not found[LISTS[cache]]:
            read.faults.append(
                f"{LISTS[cache]} is not set. List the caches to tell, like http://127.0.0.1:6081."
            )


def bucket_settings(read: Readers, *, caches: bool) -> dict[str, str]:
    """Return where the edition's copy is kept, or nothing if there is none.

    ``caches``: whether a cache that is told of changes stands in front of it.
    """
    place = read.text("EDITION_STORE", "press.store", "")
    scheme, _, rest = place.partition("://")
    bucket, _, prefix = rest.partition("/")
    if place and (scheme != "s3" or not bucket):
        read.faults.append(
            f"EDITION_STORE={place!r} is no bucket. Write one like s3://bucket/prefix."
        )
    found = {
        "bucket": bucket,
        "prefix": prefix.strip("/"),
        "region": read.text("S3_REGION", "press.s3_region", "us-east-1"),
        "endpoint": next(iter(read.origins("S3_ENDPOINT", "press.s3_endpoint")), ""),
        "access_key": read.text("S3_ACCESS_KEY", "", ""),
        "secret_key": read.text("S3_SECRET_KEY", "", ""),
        # S3 has no header that only caches read: of this word browsers take no notice.
        "cache_control": "max-age=0, must-revalidate" + (", s-maxage=604800" if caches else ""),
    }
    if bool(found["access_key"]) != bool(found["secret_key"]):
        read.faults.append("S3_ACCESS_KEY and S3_SECRET_KEY belong together: set both or none.")
    return found if place else {}
