"""The desk's screens of withdrawals: withdraw, the list, and one with all that may be done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import actions, queries
from broadsheet.desk.withdrawal.forms import NoteForm, RestoreForm, WithdrawForm
from broadsheet.desk.withdrawal.of_versions import earlier_versions
from broadsheet.desk.withdrawal.things import kind_named
from broadsheet.kit import clock
from broadsheet.kit.forms import RefusalInForm
from broadsheet.stories import actions as stories
from broadsheet.stories.models import Story

A_PAGE = 50
MAY = ("story.withdraw", "picture.withdraw", "record.read")
PARTS: dict[str, tuple[Any, Any]] = {
    "standing": (_("Withdrawn"), queries.standing),
    "ended": (_("Ended"), queries.ended),
}


def may_see(user: Any) -> bool:
    """Whether a user has anything to do with withdrawals, wherever."""
    return any(may(user, act) for act in MAY)


class DoesTheAct(FormView[Any]):
    """A form that acts and then goes to the withdrawal."""

    done: Any = _("Done.")
    row: Withdrawal | None = None

    def act(self, cleaned: dict[str, Any]) -> None:
        """Do the act with what the form says."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act, say so, and go on."""
        self.act(form.cleaned_data)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """The withdrawal's own screen."""
        return reverse("withdrawal", args=[self.row.pk]) if self.row else reverse("withdrawals")


class FormOfOurs(RefusalInForm, WagtailAdminTemplateMixin, DoesTheAct):
    """Such a form on Wagtail's own page; a refused act is shown with it."""

    template_name = "wagtailadmin/generic/form.html"
    header_icon = "warning"
    page_title: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the button says."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "submit_button_label": self.page_title,
            "submit_button_active_label": self.page_title,
            "action_url": self.request.path,
        }


class WithdrawView(FormOfOurs):
    """Withdraws a thing of any kind."""

    template_name = "desk/withdrawal/withdraw.html"

    page_title = _("Withdraw")
    form_class = WithdrawForm
    kind = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the thing, and refuse whoever may not withdraw it."""
        try:
            self.what = kind_named(self.kind)
            self.thing = self.what.find(str(kwargs["pk"]))
        except LookupError as error:
            raise Http404 from error
        if not may(request.user, self.what.may_withdraw, self.what.place(self.thing)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline, or the name."""
        return self.what.called(self.thing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions of a story, each of which may be withdrawn by itself."""
        versions = earlier_versions(self.thing) if isinstance(self.thing, Story) else ()
        return super().get_context_data(**kwargs) | {"versions": versions}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withdraw."""
        order = Order(**cleaned)
        by = actor_of(self.request)
        self.row = actions.withdraw(self.kind, str(self.thing.pk), order, by=by)
        self.done = (
            _("It is away. Another person must confirm.")
            if self.row.is_pending
            else _("It is withdrawn.")
        )


class RestoreStoryView(FormOfOurs):
    """Restores a story; one that a person withdrew is restored with its withdrawal."""

    page_title = _("Restore")
    header_icon = "undo"
    form_class = RestoreForm
    done = _("It is restored.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story, and refuse whoever may not restore it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, "story.withdraw", self.story):
            raise PermissionDenied
        self.row = queries.open_of("story", str(self.story.pk))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return str(self.story)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Restore."""
        by = actor_of(self.request)
        if self.row is not None:
            actions.lift(self.row, by=by, **cleaned)
        else:
            stories.restore(self.story, by=by, note=cleaned["note"])


class WithdrawalsView(DeskScreen, TemplateView):
    """What waits for a second person, with its clock; then what is withdrawn, and what ended."""

    template_name = "desk/withdrawal/list.html"
    page_title = _("Withdrawals")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever has to do with withdrawals."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows of the part that is looked at."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        part = self.kwargs.get("part", "")
        rows = PARTS[part][1]() if part else queries.pending()
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("p"))
        parts = [(name, label) for name, (label, _rows) in PARTS.items()]
        return context | {
            "part": part,
            "parts": parts,
            "page_obj": page,
            "waiting": queries.pending().count(),
            "now": clock.now(),
        }


class WithdrawalView(WagtailAdminTemplateMixin, TemplateView):
    """One withdrawal: who, why, until when; and the buttons of whoever may press them."""

    template_name = "desk/withdrawal/one.html"
    page_title = _("Withdrawal")
    header_icon = "warning"
    acts = ("confirm", "decline", "lift", "erase", "read")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the row, and refuse whoever may neither withdraw such a thing nor read the log."""
        self.row = get_object_or_404(Withdrawal.objects.select_related("by", "second"), **kwargs)
        self.kind = kind_named(self.row.kind)
        self.thing = self.kind.find(self.row.thing_id)
        self.may = may(request.user, self.kind.may_withdraw, self.kind.place(self.thing))
        if not (self.may or may(request.user, "record.read")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says; a form that is not right is shown again."""
        act = request.POST.get("act", "")
        if act not in self.acts:
            raise Http404
        if act == "read":
            leaves = actions.read_sealed(self.row, by=actor_of(request))
            answer = self.render_to_response(self.get_context_data(leaves=leaves))
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
        form = (RestoreForm if act == "lift" else NoteForm)(request.POST, prefix=act)
        if act == "confirm":
            form.fields["note"].required = False
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{f"{act}_form": form}))
        getattr(actions, act)(self.row, by=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Done, and written to the log."))
        return redirect(reverse("withdrawal", args=[self.row.pk]))

    def get_page_subtitle(self) -> str:
        """The headline, or the name."""
        return self.row.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, by the list."""
        here = {"url": "", "label": self.row.name}
        up = {"url": reverse("withdrawals"), "label": _("Withdrawals")}
        return [*self.breadcrumbs_items, up, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and what this user may do with it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user, row = self.request.user, self.row
        now = clock.now()
        sealed = row.is_open and row.keep_until is not None
        kept = row.keep_until is not None and now < row.keep_until
        return {
            "row": row,
            "now": now,
            "kind": self.kind.label,
            "screen": "" if sealed else self.kind.screen(row.thing_id),
            "may_settle": self.may and row.is_pending and row.by_id != user.pk,
            "may_lift": self.may and row.is_open,
            "may_read": sealed and actions.may_read(row, user, self.kind, self.thing),
            "may_erase": sealed and not row.is_pending and not kept and may(user, "sealed.erase"),
            **{f"{act}_form": NoteForm(prefix=act) for act in ("confirm", "decline", "erase")},
            "lift_form": RestoreForm(prefix="lift"),
        } | context
