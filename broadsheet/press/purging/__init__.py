"""Telling the caches in front which pages have changed: Varnish, Fastly, Cloudflare, plain HTTP."""

from broadsheet.press.purging.chosen import copies, drivers, is_any, purge_all
from broadsheet.press.purging.driver import Driver, PurgeFailed

__all__ = ["Driver", "PurgeFailed", "copies", "drivers", "is_any", "purge_all"]
