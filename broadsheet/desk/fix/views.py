"""The phone's screen: the story as it is read, each piece to be tapped and mended."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views import View

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.desk.fix.actions import KINDS, Mend, OvertakenError, mend
from broadsheet.desk.fix.parts import cleaned, parts_of
from broadsheet.desk.fix.rules import Clash
from broadsheet.kit.html import plain
from broadsheet.kit.refusals import Refused
from broadsheet.kit.wording import changed
from broadsheet.stories.csp import policy
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change

PREFIX = "words-"
LABELS = {
    "kicker": _("Kicker"),
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "caption": _("Caption"),
    "credit": _("Credit"),
    "paragraph": _("Paragraph"),
    "subhead": _("Subhead"),
    "quote": _("Quote"),
    "speaker": _("Speaker"),
}


class FixView(View):
    """Shows what is out, and publishes it mended."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story by the number in its address; refuse whoever may not publish it."""
        self.story = get_object_or_404(Story, number=kwargs["number"])
        if not may(request.user, "story.publish", self.story):
            raise PermissionDenied
        if not self.story.live or self.story.live_revision is None:
            raise Http404
        response: Any = super().dispatch(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy()
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the story as it is out."""
        return self._show({})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish; what is refused, or was overtaken, is shown with all that was typed."""
        words = {
            name.removeprefix(PREFIX): str(value)
            for name, value in request.POST.items()
            if name.startswith(PREFIX)
        }
        try:
            change = Change(request.POST.get("change", Change.TYPO))
            base = int(request.POST.get("base", "0"))
        except ValueError as error:
            raise Http404 from error
        note = request.POST.get("note", "").strip()[:2000]
        try:
            story = mend(self.story, Mend(base, words, change, note), by=actor_of(request))
        except OvertakenError as overtaken:
            return self._show(words, clashes=overtaken.clashes, overtaken=True, status=409)
        except Refused as refused:
            return self._show(words, reasons=refused.reasons, status=400)
        return render(request, "desk/fix/done.html", {"story": story})

    def _show(self, words: dict[str, str], status: int = 200, **more: Any) -> HttpResponse:
        live = self.story.live_revision.as_object()
        found = parts_of(live)
        typed = cleaned(found, words)
        parts = [
            {
                "part": part,
                "name": f"{PREFIX}{part.key}",
                "label": LABELS.get(part.kind, ""),
                "words": typed.get(part.key, part.words),
                "changed": typed.get(part.key, part.words) != part.words,
            }
            for part in found
        ]
        context = {
            "story": self.story,
            "parts": parts,
            "base": self.story.live_revision_id,
            "kinds": KINDS,
            "change": self.request.POST.get("change", Change.TYPO),
            "note": self.request.POST.get("note", ""),
            **more,
            "clashes": [_told(clash) for clash in more.get("clashes", ())],
        }
        return render(self.request, "desk/fix/fix.html", context, status=status)


def _told(clash: Clash) -> dict[str, Any]:
    """Return a clash as the screen shows it: what they changed, and what is sent."""
    return {
        "label": LABELS.get(clash.part.kind, ""),
        "pieces": changed(plain(clash.part.words), plain(clash.now)),
        "mine": plain(clash.mine),
    }
