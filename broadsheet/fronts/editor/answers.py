"""What the board's scripts send and ask: steps, news, who is here, stories, names."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View

from broadsheet.accounts.models import User
from broadsheet.fronts import actions
from broadsheet.fronts.editor import facts
from broadsheet.fronts.editor.permission import looking
from broadsheet.fronts.editor.state import Look
from broadsheet.fronts.models import Front
from broadsheet.fronts.queries import draft_of
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Topic
from broadsheet.stories.finding import Among, Asked, find

MOST_BYTES = 200_000
MOST_NAMES = 20
MOST_NUMBER = 2**63 - 1
DIGITS = len(str(MOST_NUMBER))
_NAMED: dict[str, Any] = {"topic": Topic, "contributor": Contributor}


class Answer(View):
    """Something that a script asks of one front; what is refused is told in words, as JSON."""

    user: User
    front: Front

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the front; only whoever has to do with fronts gets an answer."""
        self.user = looking(request)
        self.front = get_object_or_404(Front.objects.select_related("live", "section"), **kwargs)
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    @property
    def look(self) -> Look:
        """The front as it is now, for who asks."""
        return Look(self.front, self.user, clock.now())

    def sent(self) -> dict[str, Any]:
        """Return the JSON object that was sent; raises ``Refused`` for anything else."""
        body = self.request.body
        try:
            data = json.loads(body) if len(body) <= MOST_BYTES else None
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise Refused(Reason("not-json", _("This is not what the board sends.")))
        return data


class StepsView(Answer):
    """Takes steps, each for itself, and answers with the front as it is then."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Take them; those that cannot be taken come back with words."""
        data = self.sent()
        steps, base = data.get("steps"), data.get("base")
        if not isinstance(steps, list) or not isinstance(base, int) or base < 0:
            raise Refused(Reason("no-steps", _("This is not what the board sends.")))
        taken = actions.take_step(self.front, self.user, steps, base)
        refused = [{"token": one.token, "words": one.words} for one in taken.refused]
        return JsonResponse(self.look.whole(taken.draft) | {"refused": refused})


class StateView(Answer):
    """Says what is new since a revision."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Say little if nothing is; all of it for whoever knows no revision."""
        look = self.look
        draft = draft_of(self.front, look.at)
        known = request.GET.get("revision", "")
        same = known == str(draft.revision)
        return JsonResponse(look.short(draft) if same else look.whole(draft))


class HereView(Answer):
    """Says that somebody is here, and which card they hold."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Keep it, and say who else is."""
        card = self.sent().get("card")
        look = self.look
        held = card if isinstance(card, str) else ""
        actions.here(self.front, self.user, held, at=look.at)
        return JsonResponse({"here": look.here()})


class StoriesView(Answer):
    """Finds stories to take."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Return a page of them, with what the board says of each."""
        asked, now = request.GET, clock.now()
        among = asked.get("among", "")
        section = asked.get("section", "")
        wanted = Asked(
            text=asked.get("q", "")[:200],
            section=_number(section) if section else None,
            language=asked.get("language", "")[:8],
            among=Among(among) if among in set(Among) else Among.OUT,
            after=asked.get("after", "")[:80],
        )
        found = find(self.user, wanted, now)
        told = facts.stories(found.stories, self.user, now)
        rows = [pk for pk in found.stories if str(pk) in told]
        return JsonResponse({"rows": rows, "stories": told, "older": found.older})


class NamesView(Answer):
    """Finds topics and bylines by the beginning of their names."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Return a few, by name."""
        model = _NAMED.get(request.GET.get("kind", ""))
        text = request.GET.get("q", "").strip()[:80]
        if model is None or not text or "\x00" in text:
            return JsonResponse({"names": []})
        rows = model.objects.filter(name__istartswith=text).order_by("name")
        return JsonResponse({"names": list(rows.values_list("pk", "name")[:MOST_NAMES])})


def _number(text: str) -> int:
    """Return a row's number; 0, which is nobody's, for anything else."""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
    return found if found <= MOST_NUMBER else 0
