"""Writing: the form at a story, the preview, the hint before a comment is held, and mending."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments import addresses, limits, phrases, policies
from broadsheet.comments.actions import mending, posting
from broadsheet.comments.actions.posting import Posted, Sent
from broadsheet.comments.checks.submission import Mode
from broadsheet.comments.door import Unfit, clean
from broadsheet.comments.forms import MendForm, WriteForm
from broadsheet.comments.models import Comment, State, Voice
from broadsheet.comments.places import Holding, holding_at
from broadsheet.comments.rules import Outcome
from broadsheet.comments.spans import parted
from broadsheet.comments.views.door import (
    number_in,
    of_a_reader,
    slow_down,
    story_numbered,
    wants_data,
)
from broadsheet.comments.voices import name_oneself, voice_of
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.stories.answering import page
from broadsheet.stories.models import Story

PACE = frozenset({"slow", "flood"})
MADE = 201


@dataclass
class Writing:
    """One reader at the form of one story."""

    request: HttpRequest
    story: Story
    voice: Voice | None
    form: WriteForm
    parent: Comment | None = None
    preview: str = ""
    hints: tuple[dict[str, Any], ...] = ()
    nudge: str = ""

    def shown(self, status: int = 200) -> HttpResponse:
        """Return the page with the form, and all that is to be said about it."""
        holding, at = holding_at(self.story), clock.now()
        context = {
            "page": self.story,
            "writing": self,
            "form": self.form,
            "voice": self.voice,
            "closed": why_closed(holding, self.voice, at),
            "follows": what_follows(holding),
            "until": holding.open_until,
            "number": self.story.number,
        }
        return page(self.request, "comments/write.html", context, status)


@of_a_reader
def write(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Show the form, or take what is sent."""
    story = story_numbered(number)
    voice = voice_of(user)
    with translation.override(story.language):
        if request.method != "POST":
            given = {"token": secrets.token_urlsafe(16), "to": request.GET.get("to", "")}
            form = WriteForm(initial=given, named=voice is not None)
            return Writing(request, story, voice, form, _answered(story, given["to"])).shown()
        form = WriteForm(request.POST, named=voice is not None)
        parent = _answered(story, request.POST.get("to", ""))
        return _take(user, Writing(request, story, voice, form, parent))


def _answered(story: Story, number: str) -> Comment | None:
    """Return what is answered, to be seen beside the form."""
    rows = Comment.objects.filter(pk=number_in(number), thread__story=story, state=State.SHOWN)
    found: Comment | None = rows.select_related("voice").first()
    return found


def _take(user: User, writing: Writing) -> HttpResponse:
    form = writing.form
    if not form.is_valid():
        return writing.shown(400)
    if "preview" not in writing.request.POST and limits.too_many(writing.request, "comment"):
        form.add_error(None, _("Much is written from your network just now: send it again soon."))
        return slow_down(writing.shown())
    try:
        return _done(user, writing)
    except Unfit as unfit:
        form.add_error("text", [phrases.mend(fault) for fault in unfit.faults])
        return writing.shown(400)
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        answer = writing.shown(400)
        return slow_down(answer) if PACE & set(refused.codes) else answer


def _done(user: User, writing: Writing) -> HttpResponse:
    """Show how it will look, or send it, whichever was asked for."""
    given = writing.form.cleaned_data
    if "preview" not in writing.request.POST:
        return _sent(user, writing, given)
    writing.preview = mark_safe(clean(given["text"]).html)  # noqa: S308 the door's own markup
    return writing.shown()


def _sent(user: User, writing: Writing, given: dict[str, Any]) -> HttpResponse:
    """Post it: back to the form with a hint, or to where the comment stands."""
    if given["to"] and writing.parent is None:
        raise Refused(Reason("parent", _("What you answer is not there any more.")))
    voice = writing.voice or name_oneself(user, given["name"])
    writing.voice = voice
    thread = posting.thread_of(writing.story)
    if limits.too_fast(thread, clock.now()):
        words = _("Very much is written here at this moment: send it again soon.")
        raise Refused(Reason("slow", words))
    sent = Sent(given["text"], given["token"], given["to"])
    posted = posting.post(voice, thread, sent)
    if posted.comment is None:
        return _nudged(writing, posted.outcome)
    return _posted(writing, posted, posted.comment)


def _nudged(writing: Writing, outcome: Outcome) -> HttpResponse:
    """Tell the author which rule it is about, and which words, and let them decide."""
    text = clean(writing.form.cleaned_data["text"]).text
    policy = policies.in_force(clock.now())
    language = writing.story.language
    hints = []
    for signal in outcome.because:
        clause = policy.get(signal.clause)
        pieces = parted(text, [signal.span]) if signal.span else []
        hints.append(
            {
                "clause": clause.in_words(language) if clause else None,
                "said": phrases.said(signal),
                "pieces": _around(pieces),
            }
        )
    writing.nudge, writing.hints = phrases.follows(outcome), tuple(hints)
    # The name is theirs by now, and is not asked for again.
    writing.form.fields.pop("name", None)
    return writing.shown()


def _around(pieces: list[tuple[str, bool]], most: int = 60) -> list[tuple[str, bool]]:
    """Return marked words with a little of what stands around them."""
    if not any(marked for _text, marked in pieces):
        return []
    first, last = pieces[0], pieces[-1]
    found = list(pieces)
    if not first[1] and len(first[0]) > most:
        found[0] = ("…" + first[0][-most:], False)
    if not last[1] and len(last[0]) > most:
        found[-1] = (last[0][:most] + "…", False)
    return found


def _posted(writing: Writing, posted: Posted, comment: Comment) -> HttpResponse:
    number = writing.story.number
    shown = comment.state == State.SHOWN
    where = addresses.comment_of(number, comment.pk)
    mine = f"{addresses.MINE}?sent={comment.pk}#{addresses.place_of(comment.pk)}"
    if wants_data(writing.request):
        again = comment.get_state_display()
        words = again if posted.again else phrases.follows(posted.outcome)
        data = {"comment": comment.pk, "shown": shown, "words": words, "mine": mine}
        return JsonResponse({**data, "there": where}, status=MADE)
    return HttpResponseRedirect(f"{where}#{addresses.place_of(comment.pk)}" if shown else mine)


def why_closed(holding: Holding, voice: Voice | None, at: datetime) -> str:
    """Return why nothing can be written here now, or ""."""
    if holding.mode is Mode.CLOSED:
        return _("The conversation is closed.")
    if holding.open_until is not None and holding.open_until <= at:
        return _("The time to write under this story is over.")
    if holding.mode is Mode.STAFF_ONLY and not (voice and voice.staff):
        return _("Here only the paper’s own people write.")
    return ""


def what_follows(holding: Holding) -> str:
    """Return what becomes of a comment that is sent here."""
    if holding.mode is Mode.PRE:
        return _("A moderator reads your comment before it is shown.")
    if holding.mode is Mode.QUESTIONS:
        return _("Your question is shown when it is taken up.")
    return _("Your comment is shown at once, unless something in it is for a moderator to read.")


@of_a_reader
def edit(request: HttpRequest, user: User, number: str) -> HttpResponse:
    """Let authors mend their comment within its minutes."""
    row = own_comment(user, number)
    with translation.override(row.language):
        form = MendForm(request.POST or None, initial={"text": row.text})
        status = 200
        if request.method == "POST":
            status = 400
            if form.is_valid() and _mended(row, form):
                mine = f"{addresses.MINE}#{addresses.place_of(row.pk)}"
                return HttpResponseRedirect(mine)
        may = mending.may_edit(row, clock.now())
        context = {"page": row.thread.story, "comment": row, "form": form, "may_edit": may}
        return page(request, "comments/edit.html", context, status)


def _mended(row: Comment, form: MendForm) -> bool:
    try:
        mending.edit(row.voice, row.pk, form.cleaned_data["text"])
    except Unfit as unfit:
        form.add_error("text", [phrases.mend(fault) for fault in unfit.faults])
        return False
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        return False
    return True


def own_comment(user: User, number: str) -> Comment:
    """Return a reader's own comment; another's is not there for them."""
    rows = Comment.objects.select_related("voice", "thread__story")
    found: Comment = get_object_or_404(rows, pk=int(number), voice__user=user)
    return found
