"""What the story editor asks while somebody writes: findings and suggestions, saved or not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import formats, timezone
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from broadsheet.desk.checks.gathering import facts_of_draft
from broadsheet.desk.checks.house import found_in, weights
from broadsheet.desk.editor.queries import suggested_related, suggested_topics
from broadsheet.kit import clock
from broadsheet.sections.models import Topic
from broadsheet.stories.cards import Card
from broadsheet.stories.models import Story
from broadsheet.stories.objections import Objection

# The editor's script puts the body into the form after the rest; Wagtail reads no form without.
WHOLE = "body-count"


class Answers:
    """Reads the editor's form as a preview does, writes nothing, and answers in JSON."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the findings and suggestions; ``valid`` is false if the form cannot be read."""
        if WHOLE not in request.POST:
            return JsonResponse({"valid": False})
        form = self.get_form(request.POST)  # type: ignore[attr-defined]
        if not self.validate_form(form):  # type: ignore[attr-defined]
            return JsonResponse({"valid": False})
        form.cleaned_data.pop("embargo_until", None)  # its change is an act, and this is none
        form.save(commit=False)
        return JsonResponse({"valid": True} | _answer(self.object))  # type: ignore[attr-defined]


class AnswersOnEdit(Answers, PreviewOnEditView):
    """For a story that was saved before."""


class AnswersOnCreate(Answers, PreviewOnCreateView):
    """For one that was not."""


def _answer(draft: Story) -> dict[str, Any]:
    now = clock.now()
    facts = facts_of_draft(draft, max(now, draft.go_live_at or now))
    found = sorted(found_in(facts, weights()), key=lambda one: not one.blocking)
    return {
        "findings": [_finding(one) for one in found],
        "topics": [_topic(one) for one in suggested_topics(draft, facts)],
        "related": [_related(one) for one in suggested_related(draft)],
    }


def _finding(one: Objection) -> dict[str, Any]:
    weight = "block" if one.blocking else "warn"
    return {"check": one.code, "words": one.words, "weight": weight, "at": one.at}


def _topic(topic: Topic) -> dict[str, Any]:
    edit = reverse("wagtailsnippets_sections_topic:edit", args=[topic.pk])
    return {"id": topic.pk, "title": topic.name, "kind": topic.get_kind_display(), "edit": edit}


def _related(card: Card) -> dict[str, Any]:
    day = timezone.localtime(card.published_at).date()
    return {
        "id": card.pk,
        "title": card.title,
        "kind": formats.date_format(day),
        "edit": reverse("wagtailadmin_pages:edit", args=[card.pk]),
    }
