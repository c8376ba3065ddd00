"""The readers' pages. Nothing of one reader and nothing of the clock is on any of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from wagtail.views import serve as serve_tree

from broadsheet.kit.remembering import one_page
from broadsheet.pictures.rules import Use
from broadsheet.press.explaining import explained
from broadsheet.sections import keys as section_keys
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import fronting, lists, queries, reading, structured
from broadsheet.stories.answering import page, reading_once, withdrawn
from broadsheet.stories.linking import links_to
from broadsheet.stories.models import Story

LATEST = 5
DEEPEST = 3


@reading_once
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page, as it is arranged.

    With a query it may be an old system's address of a story, like ``/?p=4711``.
    """
    once = once_here(request) if request.GET else None
    if once is not None:
        return moved(request, once)
    context = {
        "page": tree().front,
        "front": fronting.arranged(fronting.HOME),
        "address": "/",
        "is_home": True,
    }
    return page(request, "fronts/home.html", context)


@reading_once
def story(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """Show the story of that number; every other form of its address redirects to the present one.

    An address that an archive brought with it comes first where both could be meant: its number
    was given by another system.
    """
    found = reading.numbered(int(number))
    if found is not None and request.path == found.address:
        return show(request, found)
    once = once_here(request)
    if once is not None or found is None:
        return elsewhere(request, request.path.lstrip("/"))
    return moved(request, found)


@reading_once
def short(request: HttpRequest, number: str) -> HttpResponseBase:
    """Send whoever came by a story's short address to the story, unless an archive brought it."""
    once = once_here(request)
    found = once or reading.numbered(int(number))
    if found is None:
        return elsewhere(request, request.path.lstrip("/"))
    return moved(request, found)


def once_here(request: HttpRequest) -> Story | None:
    """Return the story that was once found at the address that the reader asks for."""
    return reading.once_at(request.path, request.META.get("QUERY_STRING", ""))


def show(request: HttpRequest, found: Story) -> HttpResponse:
    """Answer at a story's present address, by the state that it is in."""
    if found.withdrawn_at is not None:
        return withdrawn(request, found)
    if not found.live or found.published_at is None:
        raise Http404
    reading.gather(found)
    with links_to(reading.parts_of(found).cards):
        return page(request, "stories/story.html", {"page": found})


def moved(request: HttpRequest, found: Story) -> HttpResponse:
    """Send the reader to a story's present address; a draft's is nobody's business."""
    if found.withdrawn_at is not None:
        return withdrawn(request, found)
    if not found.live or found.published_at is None:
        raise Http404
    return HttpResponsePermanentRedirect(found.address)


@reading_once
def topic(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Show a topic's stories; a merged topic redirects to the one that stands."""
    found = queries.topic_slugged(slug)
    if found is None:
        raise Http404
    standing = found.present
    if standing.pk != found.pk:
        return HttpResponsePermanentRedirect(f"/topic/{standing.slug}/")
    address = f"/topic/{found.slug}/"
    way = structured.breadcrumbs([], (found.name, address))
    context = {"page": found, "address": address, "breadcrumbs": way}
    stories = partial(lists.on_topic, found.pk)
    if number == 1 and (front := fronting.arranged(fronting.TOPIC, found.pk)) is not None:
        return listing(request, "fronts/special.html", {**context, "front": front}, stories, number)
    return listing(request, "stories/topic.html", context, stories, number)


@reading_once
def contributor(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Show a person's, desk's or agency's profile and stories."""
    found = queries.contributor_slugged(slug)
    if found is None:
        raise Http404
    context = {
        "page": found,
        "address": f"/by/{found.slug}/",
        "portrait": Use(picture=found.portrait) if found.portrait else None,
        "profile": structured.profile(found),
    }
    stories = partial(lists.by_contributor, found.pk)
    return listing(request, "stories/contributor.html", context, stories, number)


def section(request: HttpRequest, found: Place, number: int) -> HttpResponse:
    """Show a section's stories, those of its sub-sections among them."""
    children = tree().children(found)
    context = {
        "page": found,
        "address": found.address,
        "trail": tree().trail(found),
        "children": children,
        "plain": not children,
    }
    stories = partial(lists.in_section, found)
    if number == 1 and (front := fronting.arranged(fronting.SECTION, found.pk)) is not None:
        return listing(request, "fronts/section.html", {**context, "front": front}, stories, number)
    return listing(request, "stories/section.html", context, stories, number)


def listing(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    stories: lists.Reader,
    number: int,
) -> HttpResponse:
    """Show one page of a list. The first has one address only; past the end there is nothing.

    What stands on the ``front`` over it is not in it again.
    """
    found = lists.page_of(stories, number)
    if found is None:
        raise Http404
    if "front" in context:
        found = fronting.without(context["front"], found)
    return page(request, template, {**context, "stories": found})


@reading_once
def section_page(request: HttpRequest, path: str, number: int) -> HttpResponseBase:
    """Show a further page of a section."""
    found = tree().at(path)
    if found is None:
        return elsewhere(request, request.path.lstrip("/"))
    if number == 1:
        return HttpResponsePermanentRedirect(found.address)
    return section(request, found, number)


@reading_once
def elsewhere(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer every other address: a section, an old address of a story, the tree's own, or 404."""
    found = tree().at(path)
    if found is not None:
        if request.path != found.address:
            return HttpResponsePermanentRedirect(found.address)
        return section(request, found, 1)
    once = once_here(request)
    if once is not None:
        return moved(request, once)
    with explained(section_keys.SITE, *section_keys.at(path)):
        if "." in path:  # no slug has one: that a story is not there need not search the tree
            raise Http404
        answer: HttpResponseBase = serve_tree(request, path)
    return answer


def nearest(path: str) -> Place | None:
    """Return the section that an unknown address begins with, the innermost there is."""
    parts = path.strip("/").split("/")[:DEEPEST]
    ways = ("/".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((found for way in ways if (found := tree().at(way))), None)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, and help to find the story that was looked for."""
    with one_page():
        context = {
            "guesses": queries.near(request.path),
            "section": nearest(request.path),
            "topics": queries.topics_near(request.path),
            "latest": queries.newest(LATEST, settings.PAPER_LANGUAGE),
        }
        return page(request, "404.html", context, status=404)
