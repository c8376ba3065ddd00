"""The list of stories at the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.desk.listing import actions, queries
from broadsheet.desk.listing.forms import Filters, SaveViewForm
from broadsheet.desk.models import ListedStory, SavedView
from broadsheet.kit import clock
from broadsheet.kit.collation import in_order
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Topic

SUGGESTED = 400
FEWEST_OPEN = 2


class ListView(DeskScreen, TemplateView):
    """Every story that the person may see, narrowed, searched, a page at a time."""

    template_name = "desk/listing/list.html"
    page_title = gettext_lazy("Stories")
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever has anything to do with stories."""
        self.user = actor_of(request)
        if not sees_list(self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filters, the rows, and the views that are kept."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = clock.now()
        filters = Filters(self.request.GET or None, user=self.user)
        asked = actions.filters_in(self.request.GET.urlencode())
        context |= {"filters": filters, "asked": asked, "now": now, "views": self._views(asked)}
        context |= {"may_share": may(self.user, "view.share"), "save_form": SaveViewForm()}
        context |= self._suggested() | self._page(filters, now)
        context["narrowed"] = asked != ""
        return context

    def _page(self, filters: Filters, now: Any) -> dict[str, Any]:
        rows = queries.seen(self.user, now)
        sort = "changed"
        if filters.is_bound:
            if not filters.is_valid():
                return {"rows": [], "open_filters": True}
            rows, sort = filters.narrowed(rows, now), filters.order
        listing = queries.page_of(rows, sort, self._after())
        present = queries.at_work([row.pk for row in listing.rows], now, self.user)
        shown = [_shown(row, present.get(row.pk, []), sort, now) for row in listing.rows]
        return {
            "rows": shown,
            "older": str(listing.older) if listing.older else "",
            "first_page": "after" not in self.request.GET,
            "open_filters": _narrow_fields(self.request) >= FEWEST_OPEN,
            "sort": sort,
        }

    def _after(self) -> queries.Place | None:
        try:
            return queries.Place.read(self.request.GET.get("after", ""))
        except ValueError:
            return None

    def _views(self, asked: str) -> list[dict[str, Any]]:
        mine = SavedView.objects.filter(Q(owner=self.user) | Q(shared=True)).select_related("owner")
        return [
            {
                "view": view,
                "here": view.query == asked,
                "may_drop": view.owner_id == self.user.pk or may(self.user, "view.share"),
            }
            for view in mine[:60]
        ]

    def _suggested(self) -> dict[str, Any]:
        people = Contributor.objects.order_by("name").values_list("name", flat=True)
        topics = Topic.objects.filter(merged_into=None).order_by("name")
        return {
            "authors": in_order(people[:SUGGESTED], settings.PAPER_LANGUAGE),
            "topics": in_order(
                topics.values_list("name", flat=True)[:SUGGESTED], settings.PAPER_LANGUAGE
            ),
        }


def sees_list(user: Any) -> bool:
    """Whether there is a list for the user: whoever has a role that has to do with stories."""
    return bool(getattr(user, "is_staff", False)) and any(
        may(user, act, own=True) or queries.sections_seen(user) for act in queries.SEEN_BY
    )


def _narrow_fields(request: HttpRequest) -> int:
    hidden = ("q", "state", "after", "sort")
    return sum(bool(value) for name, value in request.GET.items() if name not in hidden)


def _shown(row: ListedStory, present: list[str], sort: str, now: Any) -> dict[str, Any]:
    return {
        "row": row,
        "url": reverse("wagtailadmin_pages:edit", args=[row.pk]),
        "embargoed": bool(row.embargo_until and row.embargo_until > now),
        "late": bool(row.due_at and row.due_at < now),
        "present": present,
        "at": getattr(row, queries.SORTS[sort]),
        "sort": sort,
    }


class KeepView(View):
    """Keeps the list that is looked at under a name."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act, and show that list."""
        by, form = actor_of(request), SaveViewForm(request.POST)
        if not sees_list(by):
            raise PermissionDenied
        if not form.is_valid():
            messages.error(request, _("Give the view a name of at most 60 characters."))
            return redirect(_address(actions.filters_in(request.POST.get("query", ""))))
        said = form.cleaned_data
        kept = actions.keep_view(
            said["name"], said["query"], by=by, at=clock.now(), shared=said["shared"]
        )
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": kept.name})
        return redirect(_address(kept.query))


class DropView(View):
    """Lets a saved view go."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act."""
        view = get_object_or_404(SavedView, pk=kwargs["pk"])
        actions.drop_view(view, by=actor_of(request), at=clock.now())
        messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
        return redirect(_address(""))


def _address(query: str) -> str:
    return reverse("desk_stories") + (f"?{query}" if query else "")
