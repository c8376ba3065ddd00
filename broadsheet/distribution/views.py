"""What machines ask for. All of it is printed: nothing of one asker, nothing of the clock."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.utils import translation

from broadsheet.distribution import atom, feeds, jsonfeed, rss
from broadsheet.distribution.addresses import FeedAddress
from broadsheet.distribution.items import Feed
from broadsheet.stories.answering import reading_once

WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "rss": (rss.rss, rss.TYPE),
    "atom": (atom.atom, atom.TYPE),
    "json": (jsonfeed.json_feed, jsonfeed.TYPE),
}


@reading_once
def feed(request: HttpRequest, family: str, name: str, kind: str) -> HttpResponseBase:
    """Answer with a feed in one of its formats; one that was merged into another redirects."""
    at = FeedAddress(family, name, kind)
    found = feeds.channel(family, name)
    if found is None:
        raise Http404
    if isinstance(found, feeds.Moved):
        return HttpResponsePermanentRedirect(at.named(found.name).path)
    write, mime = WRITERS[kind]
    with translation.override(found.language):
        return HttpResponse(write(feeds.feed(found, at)), content_type=f"{mime}; charset=utf-8")
