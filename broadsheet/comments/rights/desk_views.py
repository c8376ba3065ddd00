"""The desk's screens of appeals and of notices: what waits, the most urgent first, and each one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from broadsheet.comments import policies
from broadsheet.comments.actions import appealing, noticing
from broadsheet.comments.models import Appeal, Notice
from broadsheet.comments.models.decisions import Settling
from broadsheet.comments.moderation.reach import moderates
from broadsheet.comments.moderation.screens import PARTS, ConversationScreen, Part
from broadsheet.comments.rights import waiting
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

APPEALS, NOTICES = "comment_appeals", "comment_notices"
PARTS += [
    Part(APPEALS, _("Appeals"), moderates),
    Part(NOTICES, _("Notices"), waiting.settles_notices),
]


class SettleForm(forms.Form):
    """What is answered, and whether it is granted."""

    granted = forms.ChoiceField(
        label=_("What do you decide?"), choices=(), widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer, as they read it"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, yes: Any, no: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choice = self.fields["granted"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101
        choice.choices = [("yes", yes), ("no", no)]


class Waiting(ConversationScreen, TemplateView):
    """What waits, or what was settled last."""

    template_name = "comments/desk/waiting.html"
    one = ""

    def rows(self) -> Any:
        """Return what the user may see."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows."""
        done = self.request.GET.get("settled") == "yes"
        rows = waiting.settled(self.rows()) if done else waiting.waiting(self.rows())
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "done": done,
            "here": reverse(self.part),
            "one": self.one,
            "now": clock.now(),
        }


class AppealsView(Waiting):
    """Appeals of the sections that are the user's."""

    page_title = _("Appeals")
    part, one = APPEALS, "comment_appeal"

    def rows(self) -> Any:
        """Return them."""
        return waiting.appeals_of(self.user)


class NoticesView(Waiting):
    """Notices of illegal content."""

    page_title = _("Notices of illegal content")
    part, one = NOTICES, "comment_notice_one"

    def rows(self) -> Any:
        """Return them."""
        return waiting.notices()


class Settles(ConversationScreen, FormView[SettleForm]):
    """One of them, with the form that settles it."""

    template_name = "comments/desk/settle.html"
    form_class = SettleForm
    yes: Any = ""
    no: Any = ""
    row: Any

    def rows(self) -> Any:
        """Return what the user may see."""
        raise NotImplementedError

    def settle(self, *, granted: bool, answer: str) -> None:
        """Do the act. Raises ``Refused``."""
        raise NotImplementedError

    def comment(self) -> Any:
        """Return the comment that it is about, or ``None``."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """Put the words of the two answers in."""
        return super().get_form_kwargs() | {"yes": self.yes, "no": self.no}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row, its comment, and why it stands as it does."""
        row = self.found()
        policy = policies.in_force(clock.now())
        comment = self.comment()
        clause = policy.get(comment.clause) if comment and comment.clause else None
        return super().get_context_data(**kwargs) | {
            "row": row,
            "comment": comment,
            "clause": clause.in_words(policy.language).name if clause else "",
            "waiting": row.outcome == Settling.Outcome.WAITING,
            "now": clock.now(),
        }

    def found(self) -> Any:
        """Return the row among those that are the user's."""
        row = self.rows().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise PermissionDenied
        self.row = row
        return row

    def form_valid(self, form: SettleForm) -> HttpResponse:
        """Settle it and go back; a refusal is shown with what was typed."""
        self.found()
        said = form.cleaned_data
        try:
            self.settle(granted=said["granted"] == "yes", answer=said["answer"])
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            return self.form_invalid(form)
        messages.success(self.request, gettext("It is settled; whoever sent it is told."))
        return redirect(self.part)


class AppealView(Settles):
    """One appeal."""

    page_title = _("Appeal")
    part = APPEALS
    yes = _("The author is right: the decision is taken back")
    no = _("The decision stands")

    def rows(self) -> Any:
        """Return the user's."""
        return waiting.appeals_of(self.user)

    def comment(self) -> Any:
        """Return the comment, if it is about one."""
        decision = self.row.statement.decision
        return decision.comment if decision else None

    def settle(self, *, granted: bool, answer: str) -> None:
        """Settle the appeal."""
        row: Appeal = self.row
        appealing.settle(row, granted=granted, answer=answer, by=self.user)


class NoticeView(Settles):
    """One notice."""

    page_title = _("Notice of illegal content")
    part = NOTICES
    yes = _("It is illegal: the comment is removed")
    no = _("It is not illegal: the comment stands")

    def rows(self) -> Any:
        """Return all of them."""
        return waiting.notices()

    def comment(self) -> Any:
        """Return the comment."""
        return self.row.comment

    def settle(self, *, granted: bool, answer: str) -> None:
        """Decide the notice."""
        row: Notice = self.row
        noticing.settle(row, illegal=granted, answer=answer, by=self.user)
