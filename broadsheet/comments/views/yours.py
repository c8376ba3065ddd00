"""A reader's own page: all that they wrote, where each stands, why, and how to object."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from broadsheet.accounts.models import User
from broadsheet.comments.actions import mending
from broadsheet.comments.models import Comment, State, Statement, Voice
from broadsheet.comments.views.door import Here, number_in, of_a_reader
from broadsheet.comments.voices import voice_of
from broadsheet.kit import clock
from broadsheet.stories.answering import page
from broadsheet.stories.models import Story

ON_A_PAGE = 20


@of_a_reader
def comments(request: HttpRequest, user: User) -> HttpResponse:
    """Show one's own comments, the newest first, twenty at a time."""
    voice = voice_of(user)
    rows = _rows(voice, number_in(request.GET.get("before", "")))
    context = {
        "page": Here(translation.get_language()),
        "voice": voice,
        "rows": rows[:ON_A_PAGE],
        "next": rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else 0,
        "sent": request.GET.get("sent", ""),
        "statements": _of_sanctions(voice),
    }
    return page(request, "comments/yours.html", context)


def _rows(voice: Voice | None, before: int) -> list[Comment]:
    if voice is None:
        return []
    rows = Comment.objects.filter(voice=voice).exclude(state=State.ERASED).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("thread__story__primary_section")
    found = list(rows.prefetch_related("wordings")[: ON_A_PAGE + 1])
    _add_what_is_said(found)
    return found


def _add_what_is_said(rows: list[Comment]) -> None:
    """Give each what stands beside it: whether it can be mended, and the reasons for a decision."""
    now = clock.now()
    numbers = [row.pk for row in rows]
    reasons = Statement.objects.filter(decision__comment__in=numbers).order_by("pk")
    of = dict(reasons.values_list("decision__comment_id", "pk"))
    stories = {row.thread.story_id for row in rows}
    out = set(Story.objects.out().filter(pk__in=stories).values_list("pk", flat=True))
    for row in rows:
        row.may_edit = mending.may_edit(row, now)  # type: ignore[attr-defined]
        row.may_take_back = row.state in mending.OPEN  # type: ignore[attr-defined]
        row.reasons = of.get(row.pk)  # type: ignore[attr-defined]
        row.out = row.thread.story_id in out  # type: ignore[attr-defined]


def _of_sanctions(voice: Voice | None) -> list[Statement]:
    """Return the newest statements about the account itself."""
    rows = Statement.objects.filter(voice=voice, sanction__isnull=False).order_by("-pk")
    return list(rows.select_related("sanction")[:5]) if voice else []
