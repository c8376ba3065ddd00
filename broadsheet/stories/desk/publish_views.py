"""Publishing is one act: what is asked before it, on a screen of its own.

The draft is saved before this screen is shown, so nothing is lost whatever is answered, and it
works without a script, by keyboard and on a phone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Revision

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.kit import clock
from broadsheet.kit.forms import RefusalInForm
from broadsheet.kit.refusals import Reason
from broadsheet.stories import objections
from broadsheet.stories.actions.publishing import Wish, carry_out
from broadsheet.stories.desk.publish_form import LATER, NOW, PublishForm
from broadsheet.stories.desk.screens import StoryScreen
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change, against_publishing, clocks_after
from broadsheet.stories.standing import of_row, standing_of

# The answer to “when?” settles it.
EMBARGO = "embargo"


def question(story: Story, next_url: str = "") -> Any:
    """Lead to the question that is asked before a story is published."""
    address = reverse("story_publish", args=[story.pk])
    return redirect(f"{address}?{urlencode({'next': next_url})}" if next_url else address)


class Publishes(FormView[PublishForm]):
    """Publishes a story's latest draft as its form says."""

    story: Story
    revision: Revision
    draft: Story

    def publish(self, form: PublishForm) -> Story:
        """Do the act; a time that the form gives is written into the draft before."""
        by = actor_of(self.request)
        revision = self.revision
        if form.go_live_at != self.draft.go_live_at:
            self.draft.go_live_at = form.go_live_at
            revision = self.draft.save_revision(user=by, clean=False)
        said = form.cleaned_data
        wish = Wish(
            self.story.pk,
            revision.pk,
            by,
            change=form.change_meant,
            note=said.get("note", "").strip(),
            acknowledged=said.get("acknowledged", False),
        )
        return carry_out(wish)

    def form_valid(self, form: PublishForm) -> HttpResponse:
        """Publish between Wagtail's hooks, say what became of it, and go on."""
        for hook in hooks.get_hooks("before_publish_page"):
            if hasattr(answer := hook(self.request, self.draft), "status_code"):
                return answer  # type: ignore[no-any-return]
        story = self.publish(form)
        for hook in hooks.get_hooks("after_publish_page"):
            if hasattr(answer := hook(self.request, story), "status_code"):
                return answer  # type: ignore[no-any-return]
        messages.success(self.request, _what_became(story), buttons=_buttons(story))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Where the user came from, else the story's section."""
        after = get_valid_next_url_from_request(self.request)
        return after or reverse("wagtailadmin_explore", args=[self.story.primary_section_id])


class PublishView(RefusalInForm, StoryScreen, Publishes):
    """Asks what the change is, shows what the checks found, and publishes."""

    template_name = "desk/editor/publish.html"
    page_title = gettext_lazy("Publish")
    header_icon = "upload"
    form_class = PublishForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story and its latest draft, and refuse whoever may not publish it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, "story.publish", self.story):
            raise PermissionDenied
        revision = self.story.get_latest_revision()
        revision = revision or self.story.save_revision(user=request.user, changed=False)
        self.revision = of_row(revision, self.story)
        self.draft = self.revision.as_object()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def at(self) -> datetime:
        """The moment of the question."""
        return clock.now()

    @cached_property
    def found(self) -> tuple[objections.Objection, ...]:
        """What the checks have against the draft."""
        return objections.against(self.draft, max(self.at, self.draft.go_live_at or self.at))

    @property
    def first(self) -> bool:
        """Whether readers never saw the story."""
        return self.story.published_at is None

    @property
    def seen(self) -> str:
        """The very text that is looked at: an autosave writes over a revision."""
        return f"{self.revision.pk}@{self.revision.created_at.isoformat()}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what there is to ask."""
        return super().get_form_kwargs() | {
            "first": self.first,
            "found": self.found,
            "at": self.at,
        }

    def get_initial(self) -> dict[str, Any]:
        """What the draft says of itself: a reporter may have proposed the answer.

        Under embargo the time proposed is the one at which it lifts.
        """
        times = (self.draft.go_live_at, self.story.embargo_until)
        later = max((one for one in times if one and one > self.at), default=None)
        return {
            "seen": self.seen,
            "change": self.draft.next_change,
            "note": self.draft.next_note,
            "when": LATER if later else NOW,
            "moment": later,
        }

    def form_valid(self, form: PublishForm) -> HttpResponse:
        """Publish what was looked at, and nothing that somebody has written since."""
        if form.cleaned_data["seen"] != self.seen:
            form.data = {**form.data.dict(), "seen": self.seen}  # type: ignore[attr-defined]
            form.add_error(None, self._written_since())
            return self.form_invalid(form)
        published: HttpResponse = super().form_valid(form)
        return published

    def _written_since(self) -> str:
        who = self.revision.user.get_full_name() if self.revision.user else ""
        return _(
            "%(who)s changed the draft while you were looking: look at it again, then publish."
        ) % {"who": who or _("Somebody")}

    def headline(self) -> str:
        """Return the draft's: it may be another than the one that is out."""
        return str(self.draft.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the checks and the rules say, and what each answer does to the clocks."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "story": self.story,
            "draft": self.draft,
            "first": self.first,
            "last_updated": self.story.updated_at or self.story.published_at,
            "refused": self._refused(),
            "blocking": [one for one in self.found if one.blocking],
            "warnings": [one for one in self.found if not one.blocking],
            "answers": [] if self.first else _answers(context["form"], self.story, self.at),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.story.pk]),
            "compare_url": self._compare_url(),
            "next": get_valid_next_url_from_request(self.request),
        }

    def _refused(self) -> list[Reason]:
        """What speaks against publishing, whatever is answered here."""
        standing = standing_of(self.story, self.draft)
        change = Change.NEW if self.first else Change.TYPO
        found = against_publishing(standing, change, "", self.at)
        return [reason for reason in found if reason.code != EMBARGO]

    def _compare_url(self) -> str:
        if self.first or not self.story.live_revision_id:
            return ""
        name = "wagtailadmin_pages:revisions_compare"
        return reverse(name, args=[self.story.pk, "live", self.revision.pk])


def _answers(form: PublishForm, story: Story, at: datetime) -> list[tuple[Any, bool]]:
    """Return each answer with whether it moves “last updated”."""
    before = standing_of(story).clocks
    return [
        (radio, clocks_after(before, Change(radio.data["value"]), at) != before)
        for radio in form["change"]
    ]


def _what_became(story: Story) -> str:
    title = story.get_admin_display_title()
    if story.approved_schedule:
        return _("“%(title)s” is on the schedule.") % {"title": title}
    return _("“%(title)s” is published.") % {"title": title}


def _buttons(story: Story) -> list[Any]:
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[story.pk]), _("Edit"))
    return [messages.button(story.url, _("View live")), edit] if story.live else [edit]
