"""What the room has noted of its own pages."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from broadsheet.distribution import keys
from broadsheet.distribution.models import SitemapChange, SitemapFile
from broadsheet.press.explaining import explained


def changed() -> dict[int, datetime]:
    """Return the sitemaps that have stories, by their numbers in order: when each last changed."""
    with explained(keys.SITEMAPS):
        found = dict(SitemapFile.objects.values_list("number", "changed_at"))
        lately = SitemapChange.objects.order_by().values("file").annotate(last=Max("at"))
        for file, at in lately.values_list("file", "last"):
            found[file] = max(at, found.get(file, at))
    return dict(sorted(found.items()))
