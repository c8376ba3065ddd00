"""The drivers that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from broadsheet.press import edition
from broadsheet.press.purging.bucket import Copy, store
from broadsheet.press.purging.cloudflare import Cloudflare
from broadsheet.press.purging.driver import Driver, tell_each
from broadsheet.press.purging.fastly import Fastly
from broadsheet.press.purging.plain import Plain
from broadsheet.press.purging.varnish import Varnish
from broadsheet.press.tags import tags_to_purge

Said = Mapping[str, Any]  # what the settings say


def _varnish(said: Said) -> list[Driver]:
    secret, soft = said["PURGE_SECRET"], said["PURGE_SOFT"]
    return [Varnish(server, secret, soft) for server in said["PURGE_VARNISH"]]


def _fastly(said: Said) -> list[Driver]:
    return [Fastly(said["FASTLY_SERVICE"], said["FASTLY_TOKEN"], said["PURGE_SOFT"])]


def _cloudflare(said: Said) -> list[Driver]:
    site = settings.SITE_URL if said["CLOUDFLARE_BY"] == "address" else ""
    return [Cloudflare(said["CLOUDFLARE_ZONE"], said["CLOUDFLARE_TOKEN"], site)]


def _plain(said: Said) -> list[Driver]:
    host = urlsplit(settings.SITE_URL).netloc
    method, secret = said["PURGE_METHOD"], said["PURGE_SECRET"]
    return [Plain(server, host, method, secret) for server in said["PURGE_HTTP"]]


KNOWN: dict[str, Callable[[Said], list[Driver]]] = {
    "varnish": _varnish,
    "fastly": _fastly,
    "cloudflare": _cloudflare,
    "http": _plain,
}


def is_any() -> bool:
    """Say whether anybody is to be told."""
    return bool(settings.BUCKET or settings.PURGING["PURGE_WITH"])


def copies() -> list[Copy]:
    """Return the edition's copy in a bucket, if there is one: a cache may read from it."""
    return [Copy(store(settings.BUCKET), edition.present)] if settings.BUCKET else []


def drivers() -> list[Driver]:
    """Return a driver for each cache that ``PURGE_WITH`` names: several Varnishes are several."""
    named = settings.PURGING["PURGE_WITH"]
    return [driver for name in named for driver in KNOWN[name](settings.PURGING)]


def purge_all(keys: Collection[str], addresses: Collection[str]) -> None:
    """Tell the copy, then every cache, of changed keys and of swapped or withdrawn pages.

    Each is told though another one fails. Raises ``PurgeFailed`` with what is wrong and what to
    do; all of it may be told again.
    """
    tags = tags_to_purge(keys, addresses)
    tell_each([partial(one.purge, tags, addresses) for one in (*copies(), *drivers())])
