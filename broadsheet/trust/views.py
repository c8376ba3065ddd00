"""The readers' pages of a request: the form at a story, and the answer at a secret address.

They are of one reader each: the press never prints them, and nobody keeps them.
"""

from __future__ import annotations

from allauth.core.ratelimit import consume, respond_429
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from broadsheet.kit.refusals import Refused
from broadsheet.kit.tokens import digest
from broadsheet.stories.answering import of_one_reader, page
from broadsheet.stories.models import Story
from broadsheet.trust import actions
from broadsheet.trust.forms import AskForm
from broadsheet.trust.models import CorrectionRequest
from broadsheet.trust.rules import LONGEST_SENTENCE


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form for one story, with the words that the reader chose, and take what is sent."""
    story = Story.objects.out().filter(number=int(number)).first()
    if story is None:
        raise Http404
    if request.method != "POST":
        sentence = request.GET.get("sentence", "")[:LONGEST_SENTENCE]
        return _form(request, story, AskForm(initial={"sentence": sentence}))
    if not consume(request, action="correction_request"):
        slow_down: HttpResponse = respond_429(request)
        return slow_down
    with translation.override(story.language):
        form = AskForm(request.POST)
        valid = form.is_valid()
    token = _taken(story, form) if valid else ""
    if not token:
        return _form(request, story, form, status=400)
    return HttpResponseRedirect(reverse("correction_answer", args=[token]))


def _taken(story: Story, form: AskForm) -> str:
    """Take the request; return its secret, or "" with the reasons in the form."""
    said = form.cleaned_data
    try:
        return actions.ask(story, actions.Asked(said["sentence"], said["words"], said["email"]))
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        return ""


def _form(request: HttpRequest, story: Story, form: AskForm, status: int = 200) -> HttpResponse:
    said = {"page": story, "form": form, "days": settings.REQUEST_DAYS}
    return page(request, "trust/ask.html", said, status)


@require_http_methods(["GET", "HEAD"])
@of_one_reader
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever has the secret where their request stands."""
    rows = CorrectionRequest.objects.select_related("story", "correction")
    row = get_object_or_404(rows, secret=digest(token))
    story = row.story
    out = story.live and story.withdrawn_at is None
    return page(request, "trust/answer.html", {"page": story, "request_made": row, "out": out})
