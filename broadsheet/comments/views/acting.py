"""What readers do beside writing: recommend, report, ignore, take back; each a small form."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments import addresses, policies
from broadsheet.comments.actions import ignoring, liking, mending, reporting
from broadsheet.comments.actions.reporting import Reported
from broadsheet.comments.forms import ReportForm
from broadsheet.comments.models import Comment, Ignored, Recommendation, Report, Voice
from broadsheet.comments.views.door import (
    Here,
    comment_shown,
    of_a_reader,
    slow_down,
    wants_data,
)
from broadsheet.comments.views.writing import own_comment
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.stories.answering import page


@of_a_reader
def recommend(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Recommend a comment, or take it back."""
    row = comment_shown(number)
    mine = Recommendation.objects.filter(comment=row, by=user).exists()
    if request.method != "POST":
        return _asked(request, row, "comments/recommend.html", mine=mine)
    if not consume(request, action="comment_recommend"):
        return slow_down(_asked(request, row, "comments/recommend.html", mine=mine, slow=True))
    wanted = not mine if request.POST.get("wanted") is None else request.POST["wanted"] == "1"
    try:
        with translation.override(row.language):
            count = liking.recommend(user, row.pk, wanted=wanted)
    except Refused as refused:
        return _refused(request, row, refused, "comments/recommend.html", mine=mine)
    if wants_data(request):
        return JsonResponse({"recommended": count, "mine": wanted})
    return HttpResponseRedirect(_place(row))


@of_a_reader
def report(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Take what a reader has against a comment; from here they can also leave its author unread."""
    row = comment_shown(number)
    there = Report.objects.filter(comment=row, by=user).first()
    with translation.override(row.thread.language):
        clauses = _clauses(row.thread.language)
        form = ReportForm(request.POST or None, clauses=clauses)
        status = 200
        if request.method == "POST" and there is None:
            status = 400
            if not consume(request, action="comment_report"):
                form.add_error(None, _("That is very much at once: try again in an hour."))
                return slow_down(_asked(request, row, "comments/report.html", form=form))
            if form.is_valid() and _reported(user, row, form):
                return HttpResponseRedirect(request.path)
        ignored = Ignored.objects.filter(by=user, voice=row.voice).exists()
        return _asked(
            request,
            row,
            "comments/report.html",
            status=status,
            form=form,
            there=there,
            own=row.voice.user_id == user.pk,
            ignored=ignored,
        )


def _clauses(language: str) -> list[tuple[str, str]]:
    policy = policies.in_force(clock.now())
    return [(one.key, one.in_words(language).name) for one in policy.conduct()]


def _reported(user: User, row: Comment, form: ReportForm) -> bool:
    said = form.cleaned_data
    try:
        reporting.report(user, row.pk, Reported(said["clause"], said["words"]))
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        return False
    return True


@of_a_reader
def ignore(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Leave a person unread, or read them again."""
    voice = get_object_or_404(Voice, pk=int(number))
    if request.method == "POST":
        ignoring.ignore(user, voice, wanted=request.POST.get("wanted") != "0")
        if wants_data(request):
            return JsonResponse({"voices": ignoring.ignored_by(user)})
    return HttpResponseRedirect(addresses.IGNORED)


@of_a_reader
def ignored(request: HttpRequest, user: User) -> HttpResponse:
    """Show whom a reader leaves unread; a script keeps the list on the device."""
    if wants_data(request):
        return JsonResponse({"voices": ignoring.ignored_by(user)})
    rows = Ignored.objects.filter(by=user).select_related("voice").order_by("voice__name")
    context = {"page": Here(translation.get_language()), "rows": rows[: ignoring.MOST]}
    return page(request, "comments/ignored.html", context)


@of_a_reader
def take_back(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Delete one's own comment, once it was asked whether that is meant."""
    row = own_comment(user, number)
    if request.method != "POST":
        return _asked(request, row, "comments/take_back.html")
    try:
        with translation.override(row.language):
            mending.take_back(row.voice, row.pk)
    except Refused as refused:
        return _refused(request, row, refused, "comments/take_back.html")
    return HttpResponseRedirect(addresses.MINE)


def _place(row: Comment) -> str:
    """Return where a comment stands, for whoever goes on reading."""
    story = row.thread.story
    number = story.number if story else 0
    return f"{addresses.comment_of(number, row.pk)}#{addresses.place_of(row.pk)}"


def _asked(
    request: HttpRequest, row: Comment, template: str, status: int = 200, **more: object
) -> HttpResponse:
    """Show a comment with a question about it."""
    story = row.thread.story
    context = {"page": story, "comment": row, "number": story.number if story else 0, **more}
    return page(request, template, context, status)


def _refused(
    request: HttpRequest, row: Comment, refused: Refused, template: str, **more: object
) -> HttpResponse:
    words = [reason.words for reason in refused.reasons]
    if wants_data(request):
        return JsonResponse({"refused": words}, status=400)
    return _asked(request, row, template, 400, refused=words, **more)
