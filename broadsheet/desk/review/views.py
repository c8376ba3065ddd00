"""The page that a review link opens, and the desk's screen of a story's links."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.desk.models import ReviewLink
from broadsheet.desk.review import actions
from broadsheet.desk.review.actions import Wanted
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.stories import csp
from broadsheet.stories.answering import page
from broadsheet.stories.desk.screens import StoryScreen
from broadsheet.stories.models import Story

WEEK = timedelta(days=7)
SHOWN = 100


@require_safe
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show a story's latest draft as readers would see it, to whoever holds the link.

    Kept by nobody, found by no search engine, told to no other site. A link that is shut and one
    that never was are answered alike.
    """
    link = actions.read(token, at=clock.now())
    if link is None:
        raise Http404
    draft = link.story.get_latest_revision_as_object()
    request.is_preview = request.is_review = True  # type: ignore[attr-defined]
    response = page(request, "desk/review/draft.html", {"page": draft, "link": link})
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Content-Security-Policy"] = csp.policy()
    return response


class LinkForm(forms.Form):
    """A new link."""

    for_whom = forms.CharField(
        label=_("For whom"), max_length=120, help_text=_("The log names them at each reading.")
    )
    expires_at = forms.DateTimeField(
        label=_("Until"), widget=AdminDateTimeInput, help_text=_("At most 30 days ahead.")
    )
    under_embargo = forms.BooleanField(
        label=_("Open while an embargo holds"),
        required=False,
        help_text=_("Only an editor may say so. Without it the link waits until it lifts."),
    )


class LinksView(StoryScreen, FormView[Any]):
    """The links of one story: make one, see who read by which, take one back."""

    template_name = "desk/review/links.html"
    page_title = _("Review links")
    header_icon = "link"
    form_class = LinkForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story, and refuse whoever may not share it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, actions.MAKE, self.story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return str(self.story)

    def get_initial(self) -> dict[str, Any]:
        """A week."""
        return {"expires_at": localtime(clock.now() + WEEK).replace(second=0, microsecond=0)}

    def get_form(self, form_class: Any = None) -> Any:
        """Leave out what the user may not say."""
        form = super().get_form(form_class)
        if not may(self.request.user, actions.ALLOW, self.story):
            del form.fields["under_embargo"]
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the link, or say why not."""
        try:
            return self._made(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            return self.form_invalid(form)

    def _made(self, said: dict[str, Any]) -> HttpResponse:
        """Make the link, and show it: this once, for it is kept nowhere."""
        wanted = Wanted(said["for_whom"], said["expires_at"], said.get("under_embargo", False))
        _link, token = actions.make(self.story, wanted, by=actor_of(self.request), at=clock.now())
        made = self.request.build_absolute_uri(reverse("review", args=[token]))
        fresh = self.form_class(initial=self.get_initial())
        context = self.get_context_data(form=fresh, made=made)
        response = self.render_to_response(context)
        response["Cache-Control"] = "no-store, private"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the story's links, the newest first."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = clock.now()
        rows = ReviewLink.objects.filter(story=self.story).select_related("made_by")
        links = [(row, _state(row, now)) for row in rows.order_by("-made_at")[:SHOWN]]
        return context | {"links": links, "story": self.story, "made": kwargs.get("made", "")}


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back, and show the others."""
    link = get_object_or_404(ReviewLink.objects.select_related("story"), pk=pk)
    if not may(request.user, actions.REVOKE, link.story):
        raise Http404
    actions.revoke(link, by=actor_of(request), at=clock.now())
    messages.success(request, _("The link for %(name)s opens no more.") % {"name": link.for_whom})
    return HttpResponseRedirect(reverse("review_links", args=[link.story_id]))


def _state(link: ReviewLink, now: datetime) -> str:
    """Return what the desk says of a link, for its mark in the list."""
    if link.revoked_at is not None:
        return "revoked"
    return "expired" if link.expires_at <= now else "open"
