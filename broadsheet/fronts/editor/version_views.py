"""Publishing a front, planning it, its versions, rolling back: plain pages that need no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.screens import DeskScreen
from broadsheet.fronts import actions, rules
from broadsheet.fronts import document as doc
from broadsheet.fronts.editor.permission import looking, may_edit, may_publish, who_may
from broadsheet.fronts.editor.telling import told
from broadsheet.fronts.models import Front, Planned, Version
from broadsheet.fronts.queries import document_of, draft_of, plans_of, versions_of
from broadsheet.kit import clock

A_PAGE = 30


class OfOneFront(DeskScreen, TemplateView):
    """A screen of one front, which leads back to its editor."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the front; whoever has to do with fronts may look."""
        self.user = looking(request)
        rows = Front.objects.select_related("live", "section", "topic")
        self.front = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def way_here(self) -> list[dict[str, Any]]:
        """By the list and the editor."""
        return [
            {"url": reverse("fronts"), "label": _("Fronts")},
            {"url": self.editor, "label": str(self.front)},
        ]

    @property
    def editor(self) -> str:
        """The address of the front's editor."""
        return reverse("front", args=[self.front.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the front, and what the user may do."""
        publishes = may_publish(self.user, self.front)
        return super().get_context_data(**kwargs) | {
            "front": self.front,
            "may_publish": publishes,
            "may_edit": may_edit(self.user, self.front),
            "who_publishes": "" if publishes else who_may(rules.PUBLISH, self.front),
        }


class GoOutForm(forms.Form):
    """When the draft goes out, and a word for the versions' list."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("Later"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Moment, in the paper's time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the list of versions"), max_length=rules.NOTE, required=False
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for the moment where one is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        later = cleaned.get("when") == self.LATER
        if later and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say at which moment it goes live."))
        return cleaned


class PublishView(OfOneFront):
    """What will change for readers; then now, or at a moment."""

    template_name = "fronts/editor/publish.html"
    page_title = gettext_lazy("Publish")
    header_icon = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what changes, the form, and what is planned already."""
        now = clock.now()
        draft = draft_of(self.front, now)
        document = doc.read(draft.document).as_of(now)
        form = GoOutForm(initial={"revision": draft.revision, "when": GoOutForm.NOW})
        return (
            super().get_context_data(**kwargs)
            | {
                "draft": draft,
                "form": form,
                "plans": plans_of(self.front),
                "changes": told(document_of(self.front), document, self.user, now),
            }
            | kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish or plan what was seen; a draft that moved on meanwhile is refused in words."""
        if not may_publish(self.user, self.front):
            raise PermissionDenied
        form = GoOutForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        if said["when"] == GoOutForm.LATER:
            row = actions.plan(self.front, self.user, said["at"], said["note"], said["revision"])
            messages.success(request, _("It goes live at %(at)s.") % {"at": _local(row)})
        else:
            made = actions.publish(self.front, self.user, said["note"], said["revision"])
            words = _("Version %(number)s of “%(name)s” is live.")
            messages.success(request, words % {"number": made.number, "name": self.front})
        return redirect(self.editor)


def _local(planned: Planned) -> str:
    from django.utils import formats, timezone  # noqa: PLC0415 short names that forms use as well

    return formats.date_format(timezone.localtime(planned.goes_live_at), "j M Y, H:i")


class CancelView(OfOneFront):
    """Takes a version off the plan."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is shown here."""
        return redirect("front_versions", self.front.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act."""
        planned = get_object_or_404(Planned, pk=kwargs["planned"], front=self.front)
        actions.cancel(planned, self.user)
        messages.success(request, _("It is off the plan."))
        return redirect("front_versions", self.front.pk)


class ThrowAwayView(CancelView):
    """Has the draft say again what is live."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act."""
        actions.throw_away_draft(self.front, self.user)
        messages.success(request, _("The draft says again what is live."))
        return redirect(self.editor)


class VersionsView(OfOneFront):
    """What is planned, and every version, the newest first."""

    template_name = "fronts/editor/versions.html"
    page_title = gettext_lazy("Versions")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the versions."""
        before = self.request.GET.get("before", "")
        number = int(before) if before.isdecimal() and len(before) < 9 else None  # noqa: PLR2004
        rows = versions_of(self.front, number, A_PAGE + 1)
        shown = rows[:A_PAGE]
        return super().get_context_data(**kwargs) | {
            "plans": plans_of(self.front),
            "versions": shown,
            "older": shown[-1].number if len(rows) > A_PAGE else None,
        }


class NoteForm(forms.Form):
    """A word for the list of versions."""

    note = forms.CharField(
        label=gettext_lazy("Why, for the list of versions"), max_length=rules.NOTE, required=False
    )


class VersionView(OfOneFront):
    """One version beside the one before it or what is live; rolls back to it."""

    template_name = "fronts/editor/version.html"
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the version by its number within the front."""
        self.page_title = _("Version %(number)s") % {"number": kwargs["number"]}
        return super().dispatch(request, *args, **kwargs)

    def way_here(self) -> list[dict[str, Any]]:
        """By the versions as well."""
        versions = reverse("front_versions", args=[self.front.pk])
        return [*super().way_here(), {"url": versions, "label": _("Versions")}]

    @property
    def version(self) -> Version:
        """The version that is looked at."""
        return get_object_or_404(Version, front=self.front, number=self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what this version changed, and what going back to it would change."""
        version, now = self.version, clock.now()
        document = doc.read(version.document)
        before = versions_of(self.front, version.number, 1)
        was = doc.read(before[0].document) if before else doc.Document()
        live = document_of(self.front)
        return super().get_context_data(**kwargs) | {
            "version": version,
            "is_live": self.front.live_id == version.pk,
            "before": before[0] if before else None,
            "changed": told(was, document, self.user, now),
            "back": told(live, document.as_of(now), self.user, now),
            "form": NoteForm(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Roll back."""
        form = NoteForm(request.POST)
        if not form.is_valid():
            raise Http404
        made = actions.roll_back(self.front, self.user, self.version, form.cleaned_data["note"])
        words = _("Version %(old)s is live again, as version %(new)s.")
        said = {"old": self.kwargs["number"], "new": made.number}
        messages.success(request, words % said)
        return redirect("front_versions", self.front.pk)
