"""The counters of threads, branches and voices, kept in the transaction that changes them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Q

from broadsheet.comments import keys, states
from broadsheet.comments.models import Comment, State, Thread, Voice
from broadsheet.press.changes import in_bulk

REFUSED = (State.REJECTED, State.REMOVED)


def came(comment: Comment) -> None:
    """Count a comment that was just written."""
    _thread(comment, *_places(comment.state, comment.queue), at=comment.posted_at)
    _branch(comment, int(comment.state == State.SHOWN))
    _voice(comment.voice_id, "", comment.state)


def changed(comment: Comment, before: str, queue_before: str) -> None:
    """Count what a decision changed; ``comment`` is as it is now."""
    old, new = _places(before, queue_before), _places(comment.state, comment.queue)
    _thread(comment, new[0] - old[0], new[1] - old[1])
    _branch(comment, new[0] - old[0])
    _voice(comment.voice_id, before, comment.state)


def _places(state: str, queue: str) -> tuple[int, int]:
    """Return whether a comment counts among those shown, and among those that wait."""
    return int(state == State.SHOWN), int(states.waits(state, queue))


def _thread(comment: Comment, shown: int, waiting: int, at: datetime | None = None) -> None:
    columns: dict[str, object] = {}
    if shown:
        columns["shown"] = F("shown") + shown
    if waiting:
        columns["waiting"] = F("waiting") + waiting
    if at:
        columns["last_at"] = at
    if columns:
        with in_bulk(*([keys.count(comment.thread_id)] if shown else [])):
            Thread.objects.filter(pk=comment.thread_id).update(**columns)


def _branch(comment: Comment, shown: int) -> None:
    if shown and comment.root_id:
        with in_bulk(keys.branch(comment.root_id)):
            rows = Comment.objects.filter(pk=comment.root_id)
            rows.update(replies=F("replies") + shown)


def _voice(voice: int, before: str, after: str) -> None:
    approved = int(after == State.SHOWN) - int(before == State.SHOWN)
    refused = int(after in REFUSED) - int(before in REFUSED)
    if approved or refused:
        with in_bulk():  # no page shows a standing
            Voice.objects.filter(pk=voice).update(
                approved=F("approved") + approved, refused=F("refused") + refused
            )


def recounted(thread: Thread) -> tuple[int, int]:
    """Return the comments of a thread that are shown, and that wait, counted one by one."""
    counts = thread.comments.aggregate(
        shown=Count("pk", filter=Q(state=State.SHOWN)),
        waiting=Count("pk", filter=Q(state=State.HELD) | ~Q(queue="")),
    )
    return counts["shown"], counts["waiting"]
