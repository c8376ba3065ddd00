"""Who comes in to the pages of one reader: whoever is signed in, and what they are led to else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from broadsheet.accounts.models import User
from broadsheet.comments.limits import RETRY_AFTER
from broadsheet.comments.models import Comment, State
from broadsheet.stories.answering import of_one_reader
from broadsheet.stories.models import Story

View = Callable[..., HttpResponse]
TOO_MANY = 429
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Here:
    """A page that is about no story, in a language."""

    language: str


def of_a_reader(view: View) -> View:
    """Have a view get the reader who is signed in; others sign in first, and come back."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @of_one_reader
    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.is_active:
            return view(request, user, **named)
        sign_in = redirect_to_login(request.get_full_path(), reverse("account_login"))
        if wants_data(request):
            return JsonResponse({"sign_in": sign_in.url}, status=401)
        return sign_in

    return answered


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, which puts the answer into the page that is open."""
    return request.headers.get("Accept", "").startswith("application/json")


def number_in(text: str) -> int:
    """Return the number that a stranger wrote, 0 for what is none of ours."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def story_numbered(number: str) -> Story:
    """Return a story that readers see."""
    found: Story | None = Story.objects.out().filter(number=int(number)).first()
    if found is None:
        raise Http404
    return found


def comment_shown(number: str) -> Comment:
    """Return a comment that readers see, under a story that they see."""
    rows = Comment.objects.filter(pk=int(number), state=State.SHOWN)
    found: Comment | None = rows.select_related("voice", "thread__story").first()
    if found is None or not is_open(found):
        raise Http404
    return found


def is_open(comment: Comment) -> bool:
    """Whether readers see the story that a comment stands under."""
    story = comment.thread.story
    return story is not None and Story.objects.out().filter(pk=story.pk).exists()


def slow_down(response: HttpResponse) -> HttpResponse:
    """Say that it was too much at once, and when to come again."""
    response.status_code = TOO_MANY
    response["Retry-After"] = str(RETRY_AFTER)
    return response
