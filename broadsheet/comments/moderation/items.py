"""What a moderator needs beside a comment, gathered for a page of them in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from broadsheet.comments import policies
from broadsheet.comments.checks.submission import Signal
from broadsheet.comments.models import (
    Claim,
    Comment,
    Decision,
    Report,
    Sanction,
    Signalled,
    Voice,
)
from broadsheet.comments.models.decisions import Settling
from broadsheet.comments.moderation.rules import Piece, acts_on, marked, shortened, taking_away
from broadsheet.comments.phrases import said
from broadsheet.comments.policy.clauses import Clause, Kind, Policy
from broadsheet.comments.spans import Span
from broadsheet.stories.models import Story

BEFORE = 2
PAST = 5
REPORTS = 8


@dataclass(frozen=True)
class Seen:
    """What a check saw, in words, with the clause's name."""

    number: int
    words: str
    clause: str
    sure: int
    """From 0 to 100: how much the check trusts itself."""


@dataclass(frozen=True)
class Author:
    """A voice's record."""

    voice: Voice
    sanctions: tuple[Sanction, ...] = ()
    days: int = 0


@dataclass(frozen=True)
class Item:
    """A comment with all that is beside it on the moderators' screen."""

    comment: Comment
    author: Author
    story: Story | None
    short: str
    pieces: list[Piece]
    seen: list[Seen]
    parent: Comment | None
    before: list[Comment]
    reports: list[Report]
    decisions: list[Decision]
    acts: tuple[str, ...]
    away: str
    suggested: str
    """The clause that speaks most against it, if any does."""
    kept: Claim | None = None


@dataclass
class _Beside:
    """Rows of other tables, by the comment or the voice that they belong to."""

    signals: dict[int, list[Signalled]] = field(default_factory=lambda: defaultdict(list))
    reports: dict[int, list[Report]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[int, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    sanctions: dict[int, list[Sanction]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[int, Claim] = field(default_factory=dict)
    before: dict[int, list[Comment]] = field(default_factory=dict)


def dressed(rows: Sequence[Comment], at: datetime) -> list[Item]:
    """Return what is shown of each comment; the queries are as many for one as for a page."""
    if not rows:
        return []
    policy, beside = policies.in_force(at), _gather(rows)
    return [_item(row, policy, beside, at) for row in rows]


def clauses(at: datetime) -> list[tuple[str, str]]:
    """Return the clauses that a decision can be given under, with their names."""
    language = get_language() or ""
    policy = policies.in_force(at)
    return [(clause.key, clause.in_words(language).name) for clause in policy.conduct()]


def _gather(rows: Sequence[Comment]) -> _Beside:
    beside, numbers = _Beside(), [row.pk for row in rows]
    for signal in Signalled.objects.filter(comment__in=numbers).order_by("-weight", "pk"):
        beside.signals[signal.comment_id].append(signal)
    waiting = Report.objects.filter(comment__in=numbers, outcome=Settling.Outcome.WAITING)
    for report in waiting.order_by("pk"):
        beside.reports[report.comment_id].append(report)
    past = Decision.objects.filter(comment__in=numbers).select_related("by").order_by("-pk")
    for decision in past:
        beside.decisions[decision.comment_id].append(decision)
    laid = Sanction.objects.filter(voice__in={row.voice_id for row in rows}).order_by("-pk")
    for sanction in laid:
        beside.sanctions[sanction.voice_id].append(sanction)
    for claim in Claim.objects.filter(comment__in=numbers).exclude(kept_for=None):
        beside.kept[claim.comment_id] = claim
    beside.before = _before(rows)
    return beside


def _before(rows: Sequence[Comment]) -> dict[int, list[Comment]]:
    """Return the two comments before each: of the thread's heads, or in the branch."""
    heads = [row.pk for row in rows if row.root_id is None]
    below = [row.pk for row in rows if row.root_id is not None]
    found = {**_numbers_before(heads, "thread", root=None), **_numbers_before(below, "root")}
    every = {number for numbers in found.values() for number in numbers}
    there = Comment.objects.select_related("voice").in_bulk(every)
    return {
        row.pk: [
            there[number] for number in sorted(found.get(row.pk, ())) if number != row.parent_id
        ]
        for row in rows
    }


def _numbers_before(numbers: list[int], same: str, **of: None) -> dict[int, tuple[int, ...]]:
    if not numbers:
        return {}
    rows = Comment.objects.filter(**{same: OuterRef(same)}, **of, pk__lt=OuterRef("pk"))
    earlier = rows.order_by("-pk").values("pk")
    asked = Comment.objects.filter(pk__in=numbers)
    found = asked.values_list("pk", *[Subquery(earlier[at : at + 1]) for at in range(BEFORE)])
    return {row[0]: tuple(number for number in row[1:] if number) for row in found}


def _item(row: Comment, policy: Policy, beside: _Beside, at: datetime) -> Item:
    signals = beside.signals[row.pk]
    reports = beside.reports[row.pk]
    return Item(
        comment=row,
        author=Author(
            row.voice, tuple(beside.sanctions[row.voice_id]), (at - row.voice.made_at).days
        ),
        story=row.thread.story,
        short=shortened(row.text),
        pieces=marked(row.text, [_span(signal) for signal in signals]),
        seen=[_seen(number, signal, policy) for number, signal in enumerate(signals, 1)],
        parent=row.parent,
        before=beside.before.get(row.pk, []),
        reports=reports[:REPORTS],
        decisions=beside.decisions[row.pk][:PAST],
        acts=acts_on(row.state),
        away=taking_away(row.state),
        suggested=_suggested(policy, signals, reports),
        kept=beside.kept.get(row.pk),
    )


def _span(signal: Signalled) -> Span | None:
    if signal.start is None or signal.end is None:
        return None
    return Span(signal.start, signal.end)


def _seen(number: int, signal: Signalled, policy: Policy) -> Seen:
    return Seen(
        number=number,
        words=said(as_signal(signal)),
        clause=clause_name(policy, signal.clause),
        sure=round(100 * signal.weight),
    )


def as_signal(row: Signalled) -> Signal:
    """Return a kept signal as the checks gave it."""
    return Signal(
        check=row.check_name,
        clause=row.clause,
        says=row.says,
        span=_span(row),
        facts=tuple(row.facts.items()),
        weight=row.weight,
    )


def clause_name(policy: Policy, key: str) -> str:
    """Return a clause's name in the active language; its key where the policy has it no more."""
    clause: Clause | None = policy.get(key)
    return clause.in_words(get_language() or "").name if clause else key


def _suggested(policy: Policy, signals: Iterable[Signalled], reports: Iterable[Report]) -> str:
    """Return the clause of conduct of the strongest signal, else what readers reported most."""
    said_by = [signal.clause for signal in signals] + [report.clause for report in reports]
    for key in said_by:
        clause = policy.get(key)
        if clause is not None and clause.kind is Kind.CONDUCT:
            return key
    return ""
