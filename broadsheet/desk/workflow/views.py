"""The screens of a story's approval: handing it in, and approving it or sending it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.desk.listing.queries import seen
from broadsheet.desk.models import DeskApproval, Part
from broadsheet.desk.workflow import actions, queries, rules
from broadsheet.desk.workflow.forms import HandInForm, LastVerdictForm, VerdictForm
from broadsheet.kit import clock
from broadsheet.stories.models import Story


class ApprovalScreen(DeskScreen, TemplateView):
    """A screen about one story, for those who see it listed."""

    story: Story

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story; it is not there for those who do not see it."""
        self.user = actor_of(request)
        listed = get_object_or_404(seen(self.user, clock.now()), pk=kwargs["pk"])
        self.story = Story.objects.get(pk=listed.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline of the draft."""
        return str(self.story.get_admin_display_title())

    def way_here(self) -> list[dict[str, Any]]:
        """The list."""
        return [{"url": reverse("desk_stories"), "label": _("Stories")}]


class ApprovalsView(ApprovalScreen):
    """Who approved what of a story, what is missing, and the two buttons of an approver."""

    template_name = "desk/workflow/approvals.html"
    page_title = gettext_lazy("Approvals")
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts, what was given, and what the user may give."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        review = queries.review_of(self.story.pk)
        context |= {
            "story": self.story,
            "review": review,
            "history": queries.history(self.story.pk),
            "latest": self.story.latest_revision_id,
            "form": kwargs.get("form") or _verdict(review),
            "may_edit": may(self.user, "story.edit", self.story),
            "may_submit": review is None and may(self.user, "story.submit", self.story),
        }
        return context | (self._of_review(review) if review else {})

    def _of_review(self, review: queries.Review) -> dict[str, Any]:
        signer = queries.signer(self.user, self.story)
        given = rules.counting(review.given, review.words)
        names = {one.by_id: one.by for one in queries.history(self.story.pk)}
        asked = queries.asked_for(review.task_state.workflow_state_id)
        mine = review.part_for(signer)
        return {
            "parts": [
                {
                    "label": Part(part).label,
                    "by": names.get(given[part].user, "") if part in given else "",
                    "asked": asked.get(part, []),
                }
                for part in review.parts
            ],
            "mine": Part(mine).label if mine else "",
            "may_send_back": bool(signer.parts),
            "last": len(review.missing) == 1,
            "task": review.task_state.task_id,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, or send back; refused, the desk's door says why and nothing is changed."""
        review = queries.review_of(self.story.pk)
        back = "send_back" in request.POST
        form = VerdictForm(request.POST) if back else _verdict(review, request.POST)
        here = redirect(reverse("desk_approvals", args=[self.story.pk]))
        if review is None:
            messages.error(request, _("The story is not in review any more."))
            return here
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        note = form.cleaned_data["note"]
        if back:
            actions.send_back(review.task_state, by=self.user, note=note)
            messages.success(request, _("It was sent back to its writer."))
        else:
            read = form.cleaned_data["read"]
            answer = form.answer if isinstance(form, LastVerdictForm) else None
            state = review.task_state
            part = actions.approve(state, by=self.user, note=note, read=read, answer=answer)
            label = Part(part).label
            messages.success(request, _("You approved it: %(part)s.") % {"part": label})
        return here


def _verdict(review: queries.Review | None, data: Any = None) -> VerdictForm:
    """The form of an approval; the draft's own word is what it proposes of the change."""
    if review is None:
        return VerdictForm(data)
    initial = {"read": review.words}
    if not review.asks_change:
        return VerdictForm(data, initial=initial)
    content = review.story.latest_revision.content
    proposed = {"change": content.get("next_change"), "reader_note": content.get("next_note")}
    return LastVerdictForm(data, initial=initial | proposed)


class HandInView(ApprovalScreen):
    """Hands a story in for approval, to whoever may or to somebody by name."""

    template_name = "desk/workflow/hand_in.html"
    page_title = gettext_lazy("Hand in")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever may not hand it in."""
        story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, "story.submit", story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, or why there is none."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "story": self.story,
            "form": kwargs.get("form") or self._form(),
            "in_review": queries.review_of(self.story.pk) is not None,
        }

    def _form(self, data: Any = None) -> HandInForm:
        return HandInForm(data, parts=self._parts(), path=self.story.path)

    def _parts(self) -> tuple[str, ...]:
        workflow = self.story.get_workflow()
        tasks = workflow.tasks.specific() if workflow else ()
        step = next((task for task in tasks if isinstance(task, DeskApproval)), None)
        return queries.parts_of(step, self.story.pk) if step else ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        actions.submit(self.story, by=self.user, chosen=form.chosen())
        messages.success(request, _("It is handed in."))
        return redirect(reverse("desk_approvals", args=[self.story.pk]))
