"""The pages by which a reader follows a conversation, and ends it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.views.decorators.http import require_http_methods

from broadsheet.accounts.models import User
from broadsheet.comments.actions import following
from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.models import Follow
from broadsheet.comments.views.door import Here, of_a_reader, story_numbered
from broadsheet.stories.answering import of_one_reader, page


@of_a_reader
def follow(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Follow the conversation under a story, or end it."""
    story = story_numbered(number)
    if request.method == "POST":
        wanted = request.POST.get("wanted") != "0"
        following.follow(user, thread_of(story), wanted=wanted)
        return HttpResponseRedirect(request.path)
    mine = Follow.objects.filter(by=user, thread__story=story).exists()
    context = {"page": story, "number": story.number, "mine": mine}
    return page(request, "comments/follow.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """End what a letter's own link names; nobody has to sign in for that."""
    there = Follow.objects.filter(pk=following.number_of(token)).exists()
    ended = not there
    if request.method == "POST":
        following.unfollow(token)
        ended = True
    context = {"page": Here(translation.get_language()), "mine": there, "ended": ended}
    return page(request, "comments/follow.html", context)
