"""What the press is told of the conversation, and the pages that it prints of it.

A new comment stands at one end of each order, and whoever prints that end has said so. One that is
shown late, as after a moderator has read it, comes between two others: the pages that have either
of them are told. So a comment reprints what it stands on, however long the thread is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.comments import addresses, keys
from broadsheet.comments.models import Comment, PlaceRules, State, Thread, Voice
from broadsheet.comments.reading import HEADS, below
from broadsheet.kit.prepared import Prepared
from broadsheet.press import plates
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track

LAST = 9
_later = Prepared(
    lambda thread, than: (
        Comment.objects.filter(root=None, thread=thread, pk__gt=than)
        .order_by()
        .values_list("pk")[:1]
    )
)
# What no reader's page shows.
OF_THE_DESK = frozenset({"queue", "risk", "reports", "clause", "policy", "digest", "token"})
COUNTED = frozenset({"shown", "waiting", "last_at", "title"})
STANDING = frozenset({"approved", "refused", "reported", "trusted", "user"})


def watch() -> None:
    """Track the rows and register the pages; called once, when the app is ready."""
    track(
        Comment,
        rows=lambda row: [branch_of(row)],
        writes=_written,
        lists=lambda row: list(_lists(row)),
        watching=("state", "picked_at"),
        unseen=OF_THE_DESK,
    )
    track(
        Thread,
        rows=lambda row: [keys.thread(row.pk)],
        lists=lambda row: [keys.at_story(row.story_id)] if row.story_id else [],
        watching=("story_id",),
        unseen=COUNTED,
    )
    track(Voice, rows=lambda row: [keys.voice(row.pk)], unseen=STANDING)
    track(PlaceRules, rows=lambda row: [keys.RULES], lists=lambda row: [keys.RULES])
    plates.keep_out(addresses.UNPRINTED)
    register(
        Plate(
            "conversations",
            addresses.PRINTED,
            worth=lambda address: Wanted(address, LAST),
            lazy=True,
            first=True,
        )
    )


def branch_of(row: Comment) -> str:
    """Return the key of the branch that a comment stands in."""
    return keys.branch(row.root_id or row.pk)


def _written(row: Comment) -> Iterable[str]:
    """What is on no page touches none; what was on one is told by what it was before."""
    return [branch_of(row)] if row.state == State.SHOWN or row.replies else []


def _lists(row: Comment) -> Iterator[str]:
    """Give the keys of where a shown comment could stand."""
    if row.state != State.SHOWN:
        return
    yield keys.count(row.thread_id)
    if row.staff:
        yield keys.staff(row.thread_id)
    if row.picked_at is not None:
        yield keys.picks(row.thread_id)
    if row.root_id is None and row.recommended == 0 and not _later(row.thread_id, row.pk):
        yield keys.newest(row.thread_id)
        yield keys.unrecommended(row.thread_id)
    else:
        yield from _come_between(row)


def _come_between(row: Comment) -> Iterator[str]:
    """Give the keys of what a branch stands between that comes to its place late."""
    head = row.root or row
    if head is not row and head.state == State.SHOWN:
        return
    yield from beside(head)
    heads = Comment.objects.filter(HEADS, thread=head.thread_id).order_by("pk")
    earlier, later = heads.filter(pk__lt=head.pk).last(), heads.filter(pk__gt=head.pk).first()
    yield from (branch_of(one) for one in (earlier, later) if one is not None)
    if later is None:
        yield keys.newest(head.thread_id)


def passes(head: Comment, before: int) -> bool:
    """Whether a branch passes another one by being recommended otherwise than before."""
    least, most = sorted((before, head.recommended))
    others = Comment.objects.filter(HEADS, thread=head.thread_id).exclude(pk=head.pk)
    return bool(others.filter(recommended__gte=least, recommended__lte=most).exists())


def beside(head: Comment) -> Iterator[str]:
    """Give the keys of what a branch stands between in the order of recommendations."""
    heads = Comment.objects.filter(HEADS, thread=head.thread_id).exclude(pk=head.pk)
    ordered = heads.order_by("-recommended", "-pk")
    ahead, behind = ordered.exclude(below(head)).last(), ordered.filter(below(head)).first()
    yield from (branch_of(one) for one in (ahead, behind) if one is not None)
    if ahead is None:
        yield keys.first(head.thread_id)
    if behind is None or head.recommended == 0:
        yield keys.unrecommended(head.thread_id)
