"""The months' transparency reports: counted once, when a month is over, and never again.

Regulation (EU) 2022/2065, article 15(1)(b) to (e); the paper publishes them every month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from broadsheet.comments.models import (
    Appeal,
    Comment,
    Decision,
    MonthReport,
    Notice,
    Report,
    Sanction,
    State,
    Statement,
)
from broadsheet.records.actions import Subject, write

FIELDS = {
    "by_clause": "incompatible_content_ground",
    "by_source": "source_type",
    "by_automation": "automated_decision",
}
MOST_TIMES = 100_000
"""Decisions whose time is taken for the middle: more would not move it."""


def months_without(now: datetime) -> Iterator[date]:
    """Give the months that are over, since the first comment, of which there is no report."""
    first = Comment.objects.aggregate(first=Min("posted_at"))["first"]
    if first is None:
        return
    made = set(MonthReport.objects.values_list("month", flat=True))
    month, this = timezone.localdate(first).replace(day=1), timezone.localdate(now).replace(day=1)
    while month < this:
        if month not in made:
            yield month
        month = following(month)


def following(month: date) -> date:
    """Return the first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def make(month: date, *, at: datetime) -> MonthReport:
    """Count a month and keep its report; one that stands is returned as it is."""
    with transaction.atomic():
        row, made = MonthReport.objects.get_or_create(
            month=month, defaults={"facts": counted(month), "made_at": at}
        )
        if made:
            subject = Subject("monthreport", str(row.pk), str(row))
            write("report.make", subject=subject, actor=None, at=at)
    return row


def counted(month: date) -> dict[str, Any]:
    """Return a month's figures. Nothing of any one person is in them."""
    span = (_begins(month), _begins(following(month)))
    comments = Comment.objects.filter(posted_at__gte=span[0], posted_at__lt=span[1])
    statements = Statement.objects.filter(made_at__gte=span[0], made_at__lt=span[1])
    decisions = Decision.objects.filter(at__gte=span[0], at__lt=span[1])
    return {
        "comments": comments.count(),
        "shown": comments.filter(state=State.SHOWN).count(),
        "decisions": _by(decisions, "act"),
        **_of_statements(statements),
        "median_hours": _median_hours(decisions),
        "reports": _by(_in(Report.objects.all(), span), "outcome"),
        "appeals": _by(_in(Appeal.objects.all(), span), "outcome"),
        "notices": _by(_in(Notice.objects.all(), span), "outcome"),
        "sanctions": _by(_in(Sanction.objects.all(), span), "kind"),
    }


def _begins(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(month, time()))


def _in(rows: QuerySet[Any], span: tuple[datetime, datetime]) -> QuerySet[Any]:
    return rows.filter(made_at__gte=span[0], made_at__lt=span[1])


def _by(rows: QuerySet[Any], column: str) -> dict[str, int]:
    found = rows.order_by().values_list(column).annotate(number=Count("pk"))
    return {str(value): number for value, number in found}


def _of_statements(rows: QuerySet[Statement]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for facts in rows.values_list("facts", flat=True).iterator(chunk_size=2_000):
        for name, field in FIELDS.items():
            counts[name][facts.get(field) or facts.get("illegal_content_legal_ground", "")] += 1
    return {name: dict(counter) for name, counter in counts.items()}


def _median_hours(decisions: QuerySet[Decision]) -> float | None:
    """Return the hours between writing and a person's first decision, in the middle."""
    rows = decisions.filter(decided_by_machine=False, before=State.HELD).order_by("-pk")
    times = rows.values_list("at", "comment__posted_at")[:MOST_TIMES]
    hours = [(at - posted).total_seconds() / 3600 for at, posted in times.iterator()]
    return round(median(hours), 2) if hours else None
