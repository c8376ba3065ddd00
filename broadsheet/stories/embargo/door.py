"""The desk's door for what is under embargo: whoever may not read it finds that it is not there.

One question in front of every screen of the admin, whichever page it names and whatever it does
with it, so that a screen which forgets to ask gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest

from broadsheet.kit import clock
from broadsheet.pictures.embargo import hidden_from as hidden_pictures
from broadsheet.stories.embargo.reading import hidden_from

# The words by which Wagtail's addresses and ours name a page.
NAMED = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id", "story")
# Below these a bare ``pk`` is a page's.
OF_PICTURES = ("desk/images/", "desk/api/main/images/")
OF_PAGES = ("desk/pages/", "desk/story/", "desk/api/main/pages/")
# Here the numbers of pages stand in the query.
ASKED = ("wagtailadmin_choose_page_chosen_multiple", "wagtail_bulk_action")
PAGE_MODELS = (("wagtailcore", "page"), ("stories", "story"))
# They name whichever page of a kind was edited last, and ask no policy.
LAST_EDITED = ("page_types_usage", "page_types_usage_results")


def keep_out(request: HttpRequest, named: dict[str, Any]) -> None:
    """Raise ``Http404`` if the request names what an embargo keeps from who asks."""
    now = clock.now()
    pages, pictures = _numbers(_pages(request, named)), _numbers(_pictures(request, named))
    if pages and hidden_from(request.user, now).filter(pk__in=pages).exists():
        raise Http404
    match = request.resolver_match
    names_last = match is not None and match.url_name in LAST_EDITED
    if names_last and hidden_from(request.user, now).exists():
        raise Http404
    if pictures and hidden_pictures(request.user, now).filter(pk__in=pictures).exists():
        raise Http404


def _pictures(request: HttpRequest, named: dict[str, Any]) -> Iterator[Any]:
    match = request.resolver_match
    if "image_id" in named:
        yield named["image_id"]
    if match is None or not match.route.startswith(OF_PICTURES):
        return
    if "pk" in named:
        yield named["pk"]
    yield from request.GET.getlist("id")


def _numbers(words: Iterable[Any]) -> set[int]:
    return {int(word) for word in words if str(word).isdecimal()}


def _pages(request: HttpRequest, named: dict[str, Any]) -> Iterator[Any]:
    match = request.resolver_match
    yield from (named[name] for name in NAMED if name in named)
    if match is None:
        return
    if "pk" in named and match.route.startswith(OF_PAGES):
        yield named["pk"]
    model = (named.get("app_label"), named.get("model_name"))
    if model in PAGE_MODELS and "object_id" in named:
        yield named["object_id"]
    if match.url_name in ASKED and model in (*PAGE_MODELS, (None, None)):
        yield from request.GET.getlist("id")
