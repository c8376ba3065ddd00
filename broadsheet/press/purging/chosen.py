"""The drivers that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from broadsheet.press.purging.cloudflare import Cloudflare
from broadsheet.press.purging.driver import Driver, tell_each
from broadsheet.press.purging.fastly import Fastly
from broadsheet.press.purging.plain import Plain
from broadsheet.press.purging.varnish import Varnish
from broadsheet.press.tags import tags_to_purge

Said = Mapping[str, Any]  # what the settings say


def _varnish(said: Said) -> Driver:
    return Varnish(
        said["PURGE_VARNISH"],
        said["PURGE_SECRET"],
        said["PURGE_SOFT"],
    )


def _fastly(said: Said) -> Driver:
    return Fastly(
        said["FASTLY_SERVICE"],
        said["FASTLY_TOKEN"],
        said["PURGE_SOFT"],
    )


def _cloudflare(said: Said) -> Driver:
    site = settings.SITE_URL if said["CLOUDFLARE_BY"] == "address" else ""
    return Cloudflare(said["CLOUDFLARE_ZONE"], said["CLOUDFLARE_TOKEN"], site)


def _plain(said: Said) -> Driver:
    host = urlsplit(settings.SITE_URL).netloc
    return Plain(
        said["PURGE_HTTP"],
        host,
        said["PURGE_METHOD"],
        said["PURGE_SECRET"],
    )


KNOWN: dict[str, Callable[[Said], Driver]] = {
    "varnish": _varnish,
    "fastly": _fastly,
    "cloudflare": _cloudflare,
    "http": _plain,
}


def drivers() -> list[Driver]:
    """Return a driver for each cache that ``PURGE_WITH`` names, in its order."""
    return [KNOWN[name](settings.PURGING) for name in settings.PURGING["PURGE_WITH"]]


def purge_all(keys: Collection[str], addresses: Collection[str]) -> None:
    """Tell every cache of changed keys and of swapped or withdrawn pages.

    Each is told though another one fails. Raises ``PurgeFailed`` with what is wrong and what to
    do; all of it may be told again.
    """
    tags = tags_to_purge(keys, addresses)
    tell_each([partial(driver.purge, tags, addresses) for driver in drivers()])
