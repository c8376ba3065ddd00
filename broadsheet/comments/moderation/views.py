"""The queues, and one comment by itself."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.accounts.models import RoleGrant, User
from broadsheet.accounts.queries import pages_where_may
from broadsheet.accounts.rules import ACTS
from broadsheet.comments.models import CannedReply, Decision, Queue
from broadsheet.comments.moderation import items, queues, reach
from broadsheet.comments.moderation.forms import QueueFilters
from broadsheet.comments.moderation.rules import Place
from broadsheet.comments.moderation.screens import ConversationScreen
from broadsheet.kit import clock
from broadsheet.sections.models import Section

LABELS = {
    queues.ALL: _("Everything"),
    **{one.value: one.label for one in Queue},
    queues.MINE: _("Kept for me"),
}
PEOPLE = 60
REPLIES = 100
SECTIONS = 200


class QueueView(ConversationScreen, TemplateView):
    """A queue: the first comment opened, those after it on a line each."""

    template_name = "comments/desk/queue.html"
    page_title = _("Conversation")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the screen; ``part`` asks for the next comments alone."""
        if self.queue not in queues.NAMES:
            raise Http404
        if "part" in request.GET:
            here = {"address": request.path, "query": self.query}
            return render(request, "comments/desk/items.html", self._items() | here)
        return self.render_to_response(self.get_context_data(**kwargs))

    @property
    def queue(self) -> str:
        """The queue that is looked at."""
        return str(self.kwargs.get("queue", queues.ALL))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the queues, the filters and the first comments."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= self._items()
        return context | {
            "queues": self._queues(),
            "queue": self.queue,
            "filters": self.filters,
            "query": self.query,
            "address": self.request.path,
            "newest": queues.newest(),
            "last_done": last_done(self.user),
        }

    def _items(self) -> dict[str, Any]:
        self.filters = QueueFilters(self.request.GET, sections=sections_of(self.user))
        self.asked = self.filters.asked(self.queue)
        now = clock.now()
        page = queues.page_of(self.user, self.asked, now, after=self._after())
        return {"items": items.dressed(page.rows, now), "further": page.further} | beside(self.user)

    @property
    def query(self) -> str:
        """The filters as the address has them."""
        said = self.request.GET.copy()
        for name in ("after", "part"):
            said.pop(name, None)
        return said.urlencode()

    def _after(self) -> Place | None:
        try:
            return Place.read(self.request.GET.get("after", ""))
        except ValueError:
            return None

    def _queues(self) -> list[dict[str, Any]]:
        counts = queues.counts(self.user, clock.now())
        return [
            {
                "label": LABELS[name],
                "url": reverse("moderation_queue", args=[name]),
                "here": name == self.queue,
                "count": _printed(counts[name]),
            }
            for name in queues.NAMES
        ]


class ItemView(ConversationScreen, TemplateView):
    """One comment by itself, in whatever state: its address is what moderators send each other."""

    template_name = "comments/desk/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comment; raises ``Http404`` where there is none that the user moderates."""
        rows = queues.named(self.user, [self.kwargs["pk"]])
        if not rows:
            raise Http404
        context: dict[str, Any] = super().get_context_data(**kwargs)
        dressed = items.dressed(rows, clock.now())
        return context | beside(self.user) | {"items": dressed, "next": reverse("moderation")}

    @property
    def page_title(self) -> str:
        """The comment's number."""
        return str(_("Comment No. %(number)d")) % {"number": self.kwargs["pk"]}

    def way_here(self) -> list[dict[str, Any]]:
        """From the queues."""
        return [{"url": reverse("moderation"), "label": _("Conversation")}]


def _printed(count: int) -> str:
    return f"{queues.COUNTED}+" if count > queues.COUNTED else str(count)


def beside(user: User) -> dict[str, Any]:
    """Return what every comment's buttons need: clauses, colleagues, replies kept ready."""
    return {
        "clauses": items.clauses(clock.now()),
        "colleagues": colleagues_of(user),
        "replies": CannedReply.objects.order_by("name")[:REPLIES],
    }


def colleagues_of(user: User) -> list[User]:
    """Return others who moderate something, by name."""
    roles = ACTS[reach.MODERATE].roles
    holders = RoleGrant.objects.filter(role__in=roles).values("user")
    people = User.objects.filter(pk__in=holders, is_active=True).exclude(pk=user.pk)
    return list(people.order_by("first_name", "last_name", "email")[:PEOPLE])


def sections_of(user: User) -> list[Section]:
    """Return the sections that a user moderates."""
    where = pages_where_may(user, reach.MODERATE)
    if where is None:
        raise PermissionDenied
    rows = Section.objects.filter(where) if where != Q() else Section.objects.all()
    return list(rows.order_by("path")[:SECTIONS])


def last_done(user: User) -> Decision | None:
    """Return what a user decided last, as long as it stands: it can be undone."""
    rows = Decision.objects.filter(by=user).select_related("comment").order_by("-at", "-pk")
    last: Decision | None = rows.first()
    if last is None or last.undone_at or last.act == "undo":
        return None
    return last
