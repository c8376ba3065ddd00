"""What waits for a moderator, the gravest first, a page at a time by its key. Nothing is counted
that is not on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, Func, OuterRef, Q, QuerySet

from broadsheet.accounts.models import User
from broadsheet.comments.models import Claim, Comment, Queue
from broadsheet.comments.moderation import reach
from broadsheet.comments.moderation.rules import Place

ALL, MINE = "all", "mine"
NAMES = (ALL, *Queue.values, MINE)
A_PAGE = 12
COUNTED = 99
"""How far the number beside a queue is counted; beyond it stands a plus."""
RISK, OLDEST = "risk", "oldest"


class _Waits(Func):
    """Whether a comment waits, written as the partial indexes have it: with the text inside.

    SQLite takes such an index only where it reads the same condition, and not a parameter.
    """

    template = "NOT (%(expressions)s = '')"
    output_field = BooleanField()


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of the queues."""

    queue: str = ALL
    language: str = ""
    section: str = ""
    """The path of a section in the tree; what stands below it is meant as well."""
    sort: str = RISK


@dataclass(frozen=True)
class Page:
    """Some comments of a queue, and where the next page begins if there is one."""

    rows: list[Comment]
    further: Place | None = None


def waiting(user: User, asked: Asked, at: datetime) -> QuerySet[Comment]:
    """Return what waits in a queue for a user, and is not in somebody else's hands."""
    rows: QuerySet[Comment] = Comment.objects.filter(_Waits(F("queue")))
    if asked.queue == MINE:
        rows = rows.filter(claim__kept_for=user, claim__until__gt=at)
    elif asked.queue != ALL:
        rows = rows.filter(queue=asked.queue)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.section:
        rows = rows.filter(thread__story__path__startswith=asked.section)
    threads = reach.within(user)
    if threads is not None:
        rows = rows.filter(thread__in=threads)
    return rows if asked.queue == MINE else rows.filter(~Exists(_elsewhere(user, at)))


def _elsewhere(user: User, at: datetime) -> QuerySet[Claim]:
    """Claims of others, and what was kept for others."""
    own = Q(kept_for=None, by=user) | Q(kept_for=user)
    return Claim.objects.filter(comment=OuterRef("pk"), until__gt=at).exclude(own)


def page_of(
    user: User, asked: Asked, at: datetime, *, after: Place | None = None, most: int = A_PAGE
) -> Page:
    """Return a page of a queue: what the user may moderate of it, with all that a line needs."""
    rows = waiting(user, asked, at)
    if asked.sort == OLDEST:
        rows = rows.order_by("pk")
        rows = rows.filter(pk__gt=after.number) if after else rows
    else:
        rows = rows.order_by("-risk", "pk")
        rows = rows.filter(_below(after)) if after else rows
    found = list(_with_what_is_shown(rows)[: most + 1])
    last = found[most - 1] if len(found) > most else None
    return Page(
        [row for row in found[:most] if reach.may_moderate(user, row.thread)],
        Place(last.risk, last.pk) if last else None,
    )


def _with_what_is_shown(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Read what a line needs along; a story's text is long, and nobody reads it here."""
    rows = rows.select_related("thread__story__primary_section", "voice", "parent__voice")
    return rows.defer("html", "parent__html", "thread__story__body")


def _below(place: Place) -> Q:
    return Q(risk__lt=place.risk) | Q(risk=place.risk, pk__gt=place.number)


def how_many(user: User, asked: Asked, at: datetime) -> int:
    """Return how many wait, counted no further than ``COUNTED`` and one."""
    return len(waiting(user, asked, at).order_by().values_list("pk")[: COUNTED + 1])


def counts(user: User, at: datetime) -> dict[str, int]:
    """Return how many wait in each queue; beyond ``COUNTED`` the number says only that.

    Where all sections are a user's, each count ends soon. In some of them it may have to look at
    all that waits, and so the queues are counted together.
    """
    if reach.within(user) is None:
        return {name: how_many(user, Asked(name), at) for name in NAMES}
    rows = waiting(user, Asked(), at).order_by().values_list("queue").annotate(Count("pk"))
    found: dict[str, int] = dict(rows)
    mine = how_many(user, Asked(MINE), at)
    return {name: found.get(name, 0) for name in NAMES} | {ALL: sum(found.values()), MINE: mine}


def newest() -> int:
    """Return the number of the last comment that was written, wherever."""
    last: int | None = Comment.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def newer(user: User, asked: Asked, at: datetime, newest: int) -> int:
    """Return how many came after the newest that is on the screen, counted as far."""
    rows = waiting(user, asked, at).filter(pk__gt=newest).order_by()
    return len(rows.values_list("pk")[: COUNTED + 1])


def named(user: User, numbers: Iterable[int]) -> list[Comment]:
    """Return comments by their numbers, in any state: those that the user may moderate."""
    asked = Comment.objects.filter(pk__in=list(numbers))
    rows = _with_what_is_shown(asked).order_by("pk")
    return [row for row in rows if reach.may_moderate(user, row.thread)]


def oldest(at: datetime, than: timedelta) -> Comment | None:
    """Return the comment that has waited longest, if it has waited longer than that."""
    rows: Any = Comment.objects.filter(_Waits(F("queue"))).order_by("pk")
    found: Comment | None = rows.first()
    return found if found and at - found.posted_at > than else None
