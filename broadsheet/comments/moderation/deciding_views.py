"""The buttons of the queues: each answers a form with the next screen, and a script with JSON."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import actor_of
from broadsheet.comments.actions import claiming
from broadsheet.comments.actions.claiming import Done, Seen
from broadsheet.comments.actions.deciding import Decided, undo
from broadsheet.comments.models import CannedReply, Comment, Decision
from broadsheet.comments.moderation import items, queues, rules
from broadsheet.comments.moderation.forms import AWAY, DecideForm, KeepForm, QueueFilters
from broadsheet.comments.moderation.reach import moderates
from broadsheet.comments.moderation.views import sections_of
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

AHEAD = 20
CONFLICT = 409
UNFIT = 422


class _Button(View):
    """A button of the desk: for moderators, by POST alone."""

    http_method_names = ("post", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer moderators; each act asks once more for the section of its comment."""
        self.user = actor_of(request)
        if not moderates(self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def by_script(self) -> bool:
        """Whether a script asks, which wants JSON."""
        return "application/json" in self.request.headers.get("Accept", "")

    def back(self) -> HttpResponse:
        """Return to the screen that the form stood on."""
        there = self.request.POST.get("next", "")
        known = url_has_allowed_host_and_scheme(there, allowed_hosts={self.request.get_host()})
        return redirect(there if known and there.startswith("/") else reverse("moderation"))

    def refuse(self, words: str, status: int) -> HttpResponse:
        """Say why nothing was done."""
        if self.by_script:
            return JsonResponse({"words": words}, status=status)
        messages.error(self.request, words)
        return self.back()


class DecideView(_Button):
    """Decides on one comment or on several alike."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and tell what was done and what was left."""
        form = DecideForm(request.POST, clauses=items.clauses(clock.now()))
        if not form.is_valid():
            said = " ".join(str(word) for words in form.errors.values() for word in words)
            return self.refuse(said, UNFIT)
        now, asked = clock.now(), self._asked(form)
        done = claiming.decide_on_all(asked, by=self.user, at=now)
        if self.by_script:
            return JsonResponse(_told(done), status=200 if done.decisions else CONFLICT)
        for _seen, words in done.left:
            messages.warning(request, words)
        if done.decisions:
            messages.success(request, _counted(done))
        return self.back()

    def _asked(self, form: DecideForm) -> list[tuple[Seen, Decided]]:
        said = form.cleaned_data
        act, clause, note = said["act"], said["clause"], said["note"] or _canned(said["canned"])
        if act != AWAY:
            return [(one, Decided(act, note=note)) for one in form.items]
        numbers = [one.comment for one in form.items]
        rows = Comment.objects.filter(pk__in=numbers).values_list("pk", "state")
        state = dict(rows)
        return [
            (one, Decided(rules.taking_away(state.get(one.comment, "")), clause, note))
            for one in form.items
        ]


def _canned(number: int | None) -> str:
    if number is None:
        return ""
    found = CannedReply.objects.filter(pk=number).values_list("words", flat=True).first()
    return found or ""


def _told(done: Done) -> dict[str, Any]:
    return {
        "decisions": [one.pk for one in done.decisions],
        "items": {one.comment_id: str(Seen(one.comment_id, one.pk)) for one in done.decisions},
        "left": [{"comment": seen.comment, "words": words} for seen, words in done.left],
        "words": " ".join(words for _seen, words in done.left),
    }


def _counted(done: Done) -> str:
    count = len(done.decisions)
    if count == 1:
        one = done.decisions[0]
        said = _("No. %(number)d: %(act)s.")
        return said % {"number": one.comment_id, "act": one.get_act_display()}
    words = ngettext("%(count)d comment decided.", "%(count)d comments decided.", count)
    return words % {"count": count}


class UndoView(_Button):
    """Takes one's own decisions back."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; what was decided on since stays as it is."""
        rows = self._rows()
        undone = undo(rows, by=self.user, at=clock.now())
        if not undone:
            return self.refuse(_("It has been decided on since: nothing was undone."), CONFLICT)
        if self.by_script:
            told = {one.comment_id: str(Seen(one.comment_id, one.pk)) for one in undone}
            return JsonResponse({"items": told})
        words = ngettext("%(count)d decision undone.", "%(count)d decisions undone.", len(undone))
        messages.success(request, words % {"count": len(undone)})
        return self.back()

    def _rows(self) -> list[Decision]:
        named = self.request.POST.getlist("decision")[: claiming.AT_ONCE]
        numbers = [int(one) for one in named if one.isascii() and one.isdecimal()]
        own = Decision.objects.filter(by=self.user, undone_at=None)
        rows = list(own.filter(pk__in=numbers).order_by("-pk"))
        if not rows:
            return []
        batch = rows[0].batch
        whole = "batch" in self.request.POST and batch
        return list(own.filter(batch=batch).order_by("-pk")) if whole else rows


class KeepView(_Button):
    """Keeps a comment for a colleague."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        form = KeepForm(request.POST)
        if not form.is_valid():
            return self.refuse(" ".join(str(word) for word in form.errors.get("person", ())), UNFIT)
        person: User = form.cleaned_data["person"]
        try:
            number = _seen(request).comment
            claiming.keep_for(number, person, by=self.user, at=clock.now())
        except Refused as refused:
            return self.refuse(str(refused), CONFLICT)
        except Comment.DoesNotExist:
            return self.refuse(_("There is no such comment."), UNFIT)
        if self.by_script:
            return JsonResponse({"kept": number})
        messages.success(request, _("Kept for %(person)s.") % {"person": person})
        return self.back()


def _seen(request: HttpRequest) -> Seen:
    try:
        return Seen.read(request.POST.get("item", ""))
    except ValueError as error:
        raise BadRequest("No such comment.") from error


class HandsView(_Button):
    """What a screen that is open asks every few seconds: these are mine; what is new?"""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take in hand what is named, and tell what others have taken and what came."""
        now = clock.now()
        named = [row.pk for row in queues.named(self.user, _numbers(request, "item"))]
        taken = claiming.take(named, by=self.user, at=now)
        asked = self._queue()
        newest = next(iter(_numbers(request, "newest")), 0)
        return JsonResponse(
            {
                "taken": sorted(taken),
                "waiting": queues.how_many(self.user, asked, now),
                "new": queues.newer(self.user, asked, now, newest),
                "last": queues.newest(),
            }
        )

    def _queue(self) -> queues.Asked:
        said = self.request.POST
        name = said.get("queue", queues.ALL)
        sections = sections_of(self.user) if said.get("section") else []
        filters = QueueFilters(said, sections=sections)
        return filters.asked(name if name in queues.NAMES else queues.ALL)


class LeaveView(_Button):
    """Lets go of what one had in hand: sent when a screen is left."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        numbers = _numbers(request, "item")
        claiming.let_go(self.user, numbers or None)
        return HttpResponse(status=204)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    said = request.POST.getlist(name)[:AHEAD]
    return [int(one) for one in said if one.isascii() and one.isdecimal() and len(one) < 19]  # noqa: PLR2004 digits
