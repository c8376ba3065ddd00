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

from broadsheet.distribution import (
    atom,
    feeds,
    icons,
    jsonfeed,
    named_sitemaps,
    rss,
    sitemaps,
    texts,
)
from broadsheet.distribution.addresses import FeedAddress
from broadsheet.distribution.items import Feed
from broadsheet.stories.answering import reading_once, withdrawn

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
    if isinstance(found, feeds.Withdrawn):
        return withdrawn(request, found.story)
    write, mime = WRITERS[kind]
    with translation.override(found.language):
        return HttpResponse(write(feeds.feed(found, at)), content_type=f"{mime}; charset=utf-8")


@reading_once
def sitemap(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the index, the sections or the news."""
    body = {"index": sitemaps.index, "sections": sitemaps.sections, "news": sitemaps.news}[name]()
    return HttpResponse(body, content_type=sitemaps.TYPE)


@reading_once
def sitemap_of_stories(request: HttpRequest, file: str) -> HttpResponse:
    """Answer with one file of stories."""
    body = sitemaps.stories(int(file))
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=sitemaps.TYPE)


@reading_once
def sitemap_of_names(request: HttpRequest, family: str, file: str) -> HttpResponse:
    """Answer with one file of topics, or of people."""
    body = named_sitemaps.pages(family, int(file))
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=sitemaps.TYPE)


@reading_once
def text(request: HttpRequest) -> HttpResponse:
    """Answer with a plain file; one that the paper has nothing to say in is not there."""
    body = texts.text(request.path)
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=texts.TYPE)


@reading_once
def manifest(request: HttpRequest) -> HttpResponse:
    """Answer with the web application manifest."""
    return HttpResponse(icons.manifest(), content_type="application/manifest+json; charset=utf-8")


@reading_once
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with an icon."""
    return HttpResponse(icons.png(name), content_type="image/png")


@reading_once
def touch(request: HttpRequest) -> HttpResponse:
    """Answer with the icon for a phone's first screen."""
    return HttpResponse(icons.touch(), content_type="image/png")


@reading_once
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the icon that browsers ask for by themselves."""
    return HttpResponse(icons.favicon(), content_type="image/vnd.microsoft.icon")
