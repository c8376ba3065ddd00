"""What waits for a person: a few rows of each kind, each found by an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.desk.listing.queries import seen
from broadsheet.desk.models import ListedStory
from broadsheet.desk.workflow import queries as workflow

A_FEW = 8
LATE = timedelta(seconds=30)


@dataclass(frozen=True)
class Group:
    """Stories that wait for one reason; ``asked`` are the filters that list all of them."""

    name: str
    title: str
    asked: dict[str, Any]
    screen: str = "wagtailadmin_pages:edit"
    rows: tuple[ListedStory, ...] = ()

    @property
    def more(self) -> str:
        """The address of the list of all of them."""
        return f"{reverse('desk_stories')}?{urlencode(self.asked)}"


def groups(user: User, now: datetime) -> Iterator[Group]:
    """Yield what waits for ``user``, the most pressing first, without what is empty."""
    rows = seen(user, now)
    to_approve = workflow.waiting_for(user).exclude(owner=user).order_by("changed_at", "story")
    due, sent_back, drafts = {"state": "scheduled", "sort": "due"}, "sent_back", "draft"
    for group, found in (
        (Group("late", _("Late"), due), _late(rows, now)),
        (
            Group("review", _("For you to approve"), {"state": "review"}, "desk_approvals"),
            to_approve,
        ),
        (
            Group(sent_back, _("Sent back to you"), _asked(user, sent_back)),
            _mine(rows, user, sent_back),
        ),
        (Group("today", _("Going out today"), due), _today(rows, now)),
        (Group(drafts, _("Your drafts"), _asked(user, drafts)), _mine(rows, user, drafts)),
    ):
        shown = tuple(found.select_related("section", "changed_by")[:A_FEW])
        if shown:
            yield replace(group, rows=shown)


def _mine(rows: QuerySet[ListedStory], user: User, state: str) -> QuerySet[ListedStory]:
    return rows.filter(owner=user, state=state).order_by("-changed_at", "-story")


def _asked(user: User, state: str) -> dict[str, Any]:
    return {"state": state, "who": user.pk}


def _late(rows: QuerySet[ListedStory], now: datetime) -> QuerySet[ListedStory]:
    return rows.filter(due_at__lt=now - LATE).order_by("due_at", "story")


def _today(rows: QuerySet[ListedStory], now: datetime) -> QuerySet[ListedStory]:
    day = timezone.localtime(now).date()
    end = timezone.make_aware(datetime.combine(day, time.max))
    still = rows.filter(due_at__gte=now - LATE, due_at__lte=end)
    return still.order_by("due_at", "story")
