"""What the desk did in a window of days: by moderator, by clause, how fast, and how much alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from broadsheet.accounts.models import User
from broadsheet.comments import states
from broadsheet.comments.models import Appeal, Decision
from broadsheet.comments.models.decisions import Settling

WINDOWS = (1, 7, 30, 90)
MOST = 20_000
"""So many of the newest decisions are looked at, however long the window."""
AGAINST = (states.REJECT, states.REMOVE)


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as the figures see it."""

    comment: int
    by: int
    act: str
    clause: str
    at: datetime
    waited: float
    """Seconds from the comment to the decision; below 0 where it was shown in between."""


@dataclass
class Row:
    """What one moderator did."""

    number: int = 0
    who: User | None = None
    acts: Counter[str] = field(default_factory=Counter)
    waited: list[float] = field(default_factory=list)
    together: int = 0
    alike: int = 0

    @property
    def total(self) -> int:
        """All of their decisions."""
        return sum(self.acts.values())

    @property
    def against(self) -> int:
        """Those that went against an author."""
        return sum(self.acts[act] for act in AGAINST)

    @property
    def minutes(self) -> int | None:
        """The median of the minutes that comments waited for them."""
        return round(median(self.waited) / 60) if self.waited else None

    @property
    def agreement(self) -> int | None:
        """Of what a colleague decided on as well, the percentage decided alike."""
        return round(100 * self.alike / self.together) if self.together else None


@dataclass
class Figures:
    """The figures of a window; ``cut`` says that there was more than is counted."""

    moderators: list[Row]
    clauses: list[tuple[str, int]]
    total: Row
    appeals: int = 0
    granted: int = 0
    cut: bool = False


def of(days: int, colleagues: Iterable[User], at: datetime) -> Figures:
    """Return the figures of the colleagues' last days."""
    people = {user.pk: user for user in colleagues}
    since = at - timedelta(days=days)
    rows = Decision.objects.filter(by__in=list(people), at__gte=since, undone_at=None)
    rows = rows.exclude(act="undo").order_by("-at")
    columns = ("comment_id", "by_id", "act", "clause", "at", "comment__posted_at", "before")
    made = [_made(row) for row in rows.values_list(*columns)[: MOST + 1]]
    figures = counted(made[:MOST], len(made) > MOST)
    for row in figures.moderators:
        row.who = people.get(row.number)
    settled = Appeal.objects.filter(settled_at__gte=since, settled_by__in=list(people))
    outcomes = list(settled.values_list("outcome", flat=True)[:MOST])
    figures.appeals = len(outcomes)
    figures.granted = outcomes.count(Settling.Outcome.UPHELD)
    return figures


def _made(row: tuple[int, int, str, str, datetime, datetime, str]) -> Made:
    comment, by, act, clause, at, posted, before = row
    waited = (at - posted).total_seconds() if before == states.HELD else -1.0
    return Made(comment, by, act, clause, at, waited)


def counted(made: Sequence[Made], cut: bool = False) -> Figures:
    """Count decisions; pure."""
    rows: dict[int, Row] = defaultdict(Row)
    clauses: Counter[str] = Counter()
    for one in made:
        row = rows[one.by]
        row.acts[one.act] += 1
        if one.waited >= 0:
            row.waited.append(one.waited)
        if one.act in AGAINST:
            clauses[one.clause] += 1
    _agreement(made, rows)
    total = Row(
        acts=sum((row.acts for row in rows.values()), Counter()),
        waited=[seconds for row in rows.values() for seconds in row.waited],
        together=sum(row.together for row in rows.values()),
        alike=sum(row.alike for row in rows.values()),
    )
    everybody = sorted(rows.items(), key=lambda one: (-one[1].total, one[0]))
    for number, row in everybody:
        row.number = number
    return Figures([row for _number, row in everybody], clauses.most_common(), total, cut=cut)


def _agreement(made: Sequence[Made], rows: dict[int, Row]) -> None:
    """Count where two moderators decided on one comment, and whether against its author or not."""
    by_comment: dict[int, dict[int, bool]] = defaultdict(dict)
    for one in sorted(made, key=lambda one: one.at):
        by_comment[one.comment][one.by] = one.act in AGAINST
    for votes in by_comment.values():
        if len(votes) < 2:  # noqa: PLR2004 two persons
            continue
        for person, against in votes.items():
            others = [vote for other, vote in votes.items() if other != person]
            rows[person].together += len(others)
            rows[person].alike += sum(vote == against for vote in others)
