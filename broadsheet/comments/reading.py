"""Reading a conversation: branches in an order, page by page, each in few bounded queries.

Whoever prints such a page learns by the keys what would make it another one: the rows that are
loaded, and what could come between them (``printing.py`` says who notes what).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from broadsheet.comments import keys, pages
from broadsheet.comments.addresses import Order
from broadsheet.comments.models import Comment, State, Thread
from broadsheet.kit.prepared import Prepared
from broadsheet.press.explaining import explained
from broadsheet.press.recording import read

_there = Prepared(lambda story: Thread.objects.filter(story=story))
ANSWERS_ON_A_PAGE = 60
SEEN_BEFORE = 5
HEADS = Q(root=None) & (Q(state=State.SHOWN) | Q(replies__gt=0))
"""What stands at the head of a branch: itself shown, or with answers that are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A comment below another; ``to`` is whom it answers, where that is not the branch's head."""

    comment: Comment
    to: str = ""
    to_number: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A comment with some of its answers; ``further`` says that there are more."""

    head: Comment
    answers: tuple[Answer, ...] = ()

    @property
    def further(self) -> int:
        """How many answers do not stand here."""
        return max(0, self.head.replies - len(self.answers))


@dataclass(frozen=True, slots=True)
class Page:
    """Some branches, and the comment after which the next page begins (0: there is none)."""

    branches: tuple[Branch, ...]
    next: int = 0


def thread_at(story: int) -> Thread | None:
    """Return the thread under a story, if anybody has ever written there."""
    with explained(keys.at_story(story)):
        found: Thread | None = next(iter(_there.models(story)), None)
    return found


def _with_voices() -> QuerySet[Comment]:
    rows: QuerySet[Comment] = Comment.objects.select_related("voice").defer("text", "token")
    return rows


def page_of(thread: Thread, order: Order, after: int = 0) -> Page | None:
    """Return a page of a thread; ``None`` after a comment that is not in it."""
    cursor = None
    if after:
        cursor = Comment.objects.filter(thread=thread, pk=after).first()
        if cursor is None or (cursor.root_id and order is not Order.STAFF):
            return None
        read(keys.branch(cursor.root_id or cursor.pk))
    _least, most = pages.window(settings.COMMENTS_ON_A_PAGE)
    rows = list(_IN_ORDER[order](thread, cursor)[: most + 1])
    _read_between(thread, order, cursor, rows, whole=len(rows) <= most)
    there = pages.end([row.pk for row in rows], settings.COMMENTS_ON_A_PAGE)
    shown = rows[:there]
    if order in {Order.PICKS, Order.STAFF}:
        branches = tuple(Branch(row) for row in shown)
    else:
        branches = tuple(with_answers(shown))
    return Page(branches, shown[-1].pk if there < len(rows) else 0)


def _read_between(
    thread: Thread, order: Order, cursor: Comment | None, rows: Sequence[Comment], *, whole: bool
) -> None:
    """Record what could come between the rows of a page without being next to one of them."""
    if order is Order.PICKS:
        read(keys.picks(thread.pk))
    elif order is Order.STAFF:
        read(keys.staff(thread.pk))
    elif order is Order.RECOMMENDED:
        if cursor is None:
            read(keys.first(thread.pk))
        behind = whole or rows[-1].recommended == 0
        if behind and (cursor is None or cursor.recommended > 0):
            read(keys.unrecommended(thread.pk))
    elif (order is Order.NEWEST and cursor is None) or (order is Order.OLDEST and whole):
        read(keys.newest(thread.pk))


def _newest(thread: Thread, cursor: Comment | None) -> QuerySet[Comment]:
    rows = _with_voices().filter(HEADS, thread=thread).order_by("-pk")
    return rows.filter(pk__lt=cursor.pk) if cursor else rows


def _oldest(thread: Thread, cursor: Comment | None) -> QuerySet[Comment]:
    rows = _with_voices().filter(HEADS, thread=thread).order_by("pk")
    return rows.filter(pk__gt=cursor.pk) if cursor else rows


def _recommended(thread: Thread, cursor: Comment | None) -> QuerySet[Comment]:
    rows = _with_voices().filter(HEADS, thread=thread).order_by("-recommended", "-pk")
    return rows.filter(below(cursor)) if cursor else rows


def below(row: Comment) -> Q:
    """Return the condition for what stands behind a comment in the order of recommendations."""
    fewer = Q(recommended__lt=row.recommended)
    return Q(recommended__lte=row.recommended) & (fewer | Q(pk__lt=row.pk))


def _picks(thread: Thread, cursor: Comment | None) -> QuerySet[Comment]:
    rows = _with_voices().filter(thread=thread, picked_at__isnull=False, state=State.SHOWN)
    rows = rows.order_by("-picked_at", "-pk")
    if cursor is None or cursor.picked_at is None:
        return rows.none() if cursor else rows
    earlier = Q(picked_at__lt=cursor.picked_at)
    return rows.filter(earlier | Q(picked_at=cursor.picked_at, pk__lt=cursor.pk))


def _staff(thread: Thread, cursor: Comment | None) -> QuerySet[Comment]:
    rows = _with_voices().filter(thread=thread, staff=True, state=State.SHOWN).order_by("-pk")
    return rows.filter(pk__lt=cursor.pk) if cursor else rows


_IN_ORDER = {
    Order.NEWEST: _newest,
    Order.OLDEST: _oldest,
    Order.RECOMMENDED: _recommended,
    Order.PICKS: _picks,
    Order.STAFF: _staff,
}


def with_answers(heads: Iterable[Comment]) -> list[Branch]:
    """Return branches with the first answers of each."""
    found = list(heads)
    most = settings.COMMENTS_ANSWERS_SHOWN
    rows = {head.pk: _first_answers(head, most) for head in found if head.replies}
    names = _answered(row for some in rows.values() for row in some)
    return [Branch(head, _answering(rows.get(head.pk, ()), names)) for head in found]


def _first_answers(head: Comment, most: int) -> list[Comment]:
    rows = _with_voices().filter(root=head, state=State.SHOWN).order_by("pk")
    return list(rows[:most])


def branch_of(thread: Thread, root: int, after: int = 0) -> tuple[Branch, int] | None:
    """Return a branch with a page of its answers, and after which the next begins (0: none)."""
    with explained(keys.branch(root)):
        head = _with_voices().filter(HEADS, thread=thread, pk=root).first()
    if head is None:
        return None
    rows = _with_voices().filter(root=head, state=State.SHOWN, pk__gt=after).order_by("pk")
    _least, most = pages.window(ANSWERS_ON_A_PAGE)
    some = list(rows[: most + 1])
    there = pages.end([row.pk for row in some], ANSWERS_ON_A_PAGE)
    shown = some[:there]
    following = shown[-1].pk if there < len(some) else 0
    return Branch(head, _answering(shown, _answered(shown))), following


def place_of(thread: Thread, comment: int) -> tuple[int, int] | None:
    """Return the head of a comment's branch, and after which answer to begin so that it is seen
    with a few before it (0: with the first). ``None`` for a comment that is not shown there.
    """
    with explained():
        found = (
            Comment.objects.filter(thread=thread, pk=comment)
            .values_list("root_id", "state")
            .first()
        )
    if found is None:
        return None
    root, state = found
    read(keys.branch(root or comment))
    if root is None:
        return comment, 0
    if state != State.SHOWN:
        return None
    with explained():
        rows = Comment.objects.filter(root=root, state=State.SHOWN, pk__lt=comment)
        before = list(rows.order_by("-pk").values_list("pk", flat=True)[: SEEN_BEFORE + 1])
    return root, before[-1] if len(before) > SEEN_BEFORE else 0


def _answered(rows: Iterable[Comment]) -> dict[int, tuple[str, int]]:
    """Return, for answers to answers, by the number of what they answer, whose words it is."""
    wanted = {row.parent_id for row in rows if row.parent_id and row.parent_id != row.root_id}
    if not wanted:
        return {}
    parents = Comment.objects.filter(pk__in=wanted).select_related("voice")
    return {row.pk: (row.voice.name, row.pk) for row in parents.defer("text", "html", "token")}


def _answering(rows: Iterable[Comment], names: dict[int, tuple[str, int]]) -> tuple[Answer, ...]:
    nobody: tuple[str, int] = ("", 0)
    return tuple(Answer(row, *names.get(row.parent_id or 0, nobody)) for row in rows)


def counted(thread: int) -> dict[str, Any]:
    """Return how many comments a thread shows now, and the number of the newest of them."""
    with explained(keys.count(thread)):
        shown = Thread.objects.filter(pk=thread).values_list("shown", flat=True).first() or 0
        rows = Comment.objects.filter(thread=thread, state=State.SHOWN).order_by("-pk")
        last = rows.values_list("pk", flat=True).first() or 0
    return {"shown": shown, "last": last}
