"""The printed page of ways to follow something."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from broadsheet.distribution import feeds
from broadsheet.distribution.following.ways import follow_path, offered
from broadsheet.distribution.following.what import followed
from broadsheet.stories import csp
from broadsheet.stories.answering import page, reading_once, withdrawn


@reading_once
def follow(request: HttpRequest, family: str, name: str) -> HttpResponseBase:
    """Show how something is followed; what was merged leads on, a withdrawn story's is gone."""
    what = followed(family, name)
    if what is None:
        raise Http404
    if isinstance(what, feeds.Moved):
        return HttpResponsePermanentRedirect(follow_path(family, what.name))
    if isinstance(what, feeds.Withdrawn):
        answer = withdrawn(request, what.story)
    else:
        context = {"page": what, "ways": offered(what)}
        answer = page(request, "distribution/following/follow.html", context)
    answer.headers["Content-Security-Policy"] = csp.policy()
    return answer
