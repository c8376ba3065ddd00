"""The desk's screen "Feeds and machines": every address, and what is chosen for them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.distribution import actions, choices, standing
from broadsheet.distribution.forms import WORD_OF, FeedsForm, FilesForm, SectionsForm
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.sections.models import Section

FORMS = ("feeds", "sections", "files")


def may_see(user: Any) -> bool:
    """Whether a user has anything to do with what machines are told."""
    return may(user, actions.FEEDS) or may(user, actions.FILES)


class MachinesView(DeskScreen, TemplateView):
    """Every address that machines ask for; with the forms of what the user may choose."""

    template_name = "distribution/desk/machines.html"
    page_title = _("Feeds and machines")
    header_icon = "site"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may choose something here."""
        if not may_see(actor_of(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form(self, which: str, data: Any = None) -> Any:
        """Return one of the forms, filled with what is chosen or with what was sent."""
        if which == "sections":
            return self._sections(data)
        kind = FeedsForm if which == "feeds" else FilesForm
        return kind(data, instance=choices.machines(), prefix=which)

    def _sections(self, data: Any) -> SectionsForm:
        chosen = standing.chosen_for_sections()
        there = standing.sections()
        words = {f"section-{pk}": WORD_OF[chosen.get(pk)] for pk, _key, _title in there}
        listed = [(pk, title) for pk, _key, title in there]
        return SectionsForm(data, initial=words, sections=listed)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Give the addresses and the forms."""
        user = actor_of(self.request)
        may_feeds, may_files = may(user, actions.FEEDS), may(user, actions.FILES)
        told: dict[str, Any] = {
            "feed_lines": standing.feeds(),
            "file_lines": standing.files(),
            "security": standing.security(clock.now()),
            "feeds": self.form("feeds") if may_feeds else None,
            "sections": self.form("sections") if may_feeds else None,
            "files": self.form("files") if may_files else None,
        }
        whole: dict[str, Any] = super().get_context_data(**{**told, **context})
        return whole

    def post(self, request: HttpRequest) -> HttpResponse:
        """Choose what one of the forms says; what is wrong stands with it, and nothing is lost."""
        which = request.POST.get("which", "")
        if which not in FORMS:
            raise PermissionDenied
        form = self.form(which, request.POST)
        if form.is_valid():
            try:
                self._act(which, form)
            except Refused as refused:
                form.add_error(None, [reason.words for reason in refused.reasons])
            else:
                messages.success(request, gettext("Saved. The files are printed anew."))
                return redirect("machines")
        messages.error(request, gettext("Nothing is saved: see what is wrong below."))
        return self.render_to_response(self.get_context_data(**{which: form}))

    def _act(self, which: str, form: Any) -> None:
        by = actor_of(self.request)
        if which == "feeds":
            actions.change_feeds(form.cleaned_data, by=by)
        elif which == "files":
            actions.change_files(form.cleaned_data, by=by)
        else:
            chosen = form.chosen()
            for section in Section.objects.filter(pk__in=chosen):
                actions.change_section_feed(section, chosen[section.pk], by=by)
