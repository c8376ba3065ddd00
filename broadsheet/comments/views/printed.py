"""The pages of a conversation that everybody reads alike; the press prints each when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from broadsheet.comments import addresses, reading, slots
from broadsheet.comments.addresses import Order
from broadsheet.comments.models import Thread
from broadsheet.comments.reading import Branch, Page
from broadsheet.stories import csp
from broadsheet.stories import reading as stories
from broadsheet.stories.answering import page, reading_once, withdrawn
from broadsheet.stories.models import Story

View = Callable[..., HttpResponse]


def under_a_story(view: View) -> Callable[..., HttpResponseBase]:
    """Have a view get the story of a number, if readers may see it, and its thread."""

    @reading_once
    @wraps(view)
    def answered(request: HttpRequest, number: str, **named: Any) -> HttpResponse:
        story = stories.numbered(int(number))
        if story is None or story.published_at is None:
            raise Http404
        if story.withdrawn_at is not None:
            return withdrawn(request, story)
        if not story.live:
            raise Http404
        response = view(request, story, reading.thread_at(story.pk), **named)
        response["Content-Security-Policy"] = csp.policy()
        return response

    return answered


@under_a_story
def in_order(
    request: HttpRequest, story: Story, thread: Thread | None, order: str, after: str = "0"
) -> HttpResponse:
    """Show a page of a conversation in an order."""
    found = reading.page_of(thread, Order(order), int(after)) if thread else Page(())
    if found is None or (int(after) and not found.branches):
        raise Http404
    number = _number(story)
    following = addresses.order_of(number, order, found.next) if found.next else ""
    context = {
        "found": found,
        "order": order,
        "orders": slots.orders(number),
        "next": following,
        "further": int(after),
        "first": addresses.order_of(number, order),
        "shown": len(found.branches),
    }
    return _shown(request, story, thread, context)


@under_a_story
def branch(
    request: HttpRequest, story: Story, thread: Thread | None, root: str, after: str = "0"
) -> HttpResponse:
    """Show a comment with all its answers, page by page."""
    return _branch(request, story, thread, int(root), int(after))


@under_a_story
def comment(
    request: HttpRequest, story: Story, thread: Thread | None, comment: str
) -> HttpResponse:
    """Show one comment in its branch, with what was said before and after it."""
    place = reading.place_of(thread, int(comment)) if thread else None
    if place is None:
        raise Http404
    return _branch(request, story, thread, *place, of=int(comment))


@under_a_story
def now(request: HttpRequest, story: Story, thread: Thread | None) -> HttpResponse:
    """Say how many comments there are now, for pages that stay open."""
    return JsonResponse(reading.counted(thread.pk) if thread else {"shown": 0, "last": 0})


def _branch(
    request: HttpRequest,
    story: Story,
    thread: Thread | None,
    root: int,
    after: int,
    of: int = 0,
) -> HttpResponse:
    found = reading.branch_of(thread, root, after) if thread else None
    if found is None or (after and not found[0].answers):
        raise Http404
    shown, following = found
    number = _number(story)
    context = {
        "found": Page((Branch(shown.head, shown.answers),)),
        "branch": shown,
        "of": of,
        "next": addresses.branch_of(number, root, following) if following else "",
        "further": after,
        "first": addresses.branch_of(number, root),
    }
    return _shown(request, story, thread, context)


def _shown(
    request: HttpRequest, story: Story, thread: Thread | None, context: dict[str, Any]
) -> HttpResponse:
    mode = (thread.mode if thread else "") or slots.mode_in(story.primary_section_id)
    everywhere = {"page": story, "number": story.number, "thread": thread, "mode": mode}
    return page(request, "comments/thread.html", {**everywhere, **context})


def _number(story: Story) -> int:
    number: int = story.number
    return number
