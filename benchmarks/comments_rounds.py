"""The rounds of ``comments.py``: a thread is filled, its pages made, a comment approved."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext

from broadsheet.accounts.actions import add_user, grant_role
from broadsheet.accounts.models import Role, User
from broadsheet.comments import addresses, keys
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.models import Act, Comment, State, Thread, Voice
from broadsheet.kit import clock
from broadsheet.press import edition
from broadsheet.press.changes import in_bulk
from broadsheet.press.pressroom import Pressroom
from broadsheet.press.rendering import render
from broadsheet.stories.models import Story

AT_ONCE = 500
VOICES = 200
WORDS = "The ferries were full at nine, the bridge was not open, and nobody had said a word. " * 3


def measure(place: int, length: int, rounds: int) -> dict[str, dict[str, float]]:
    """Fill the thread of one story, and measure the making of its pages."""
    story: Story = Story.objects.out().order_by("pk")[place]
    thread = filled(story, length)
    number = int(story.number)
    heads = Comment.objects.filter(thread=thread, root=None).order_by("pk")
    middle = heads[heads.count() // 2].pk
    most = heads.order_by("-replies").values_list("pk", flat=True)[0]
    pages = {
        "first page": addresses.order_of(number),
        "most recommended": addresses.order_of(number, "recommended"),
        "in the middle": addresses.order_of(number, "newest", middle),
        "most answers": addresses.branch_of(number, most),
    }
    found = {name: timed(partial(render, at), rounds) for name, at in pages.items()}
    found["approved to sealed"] = approving(story, thread, rounds)
    return found


def timed(work: Callable[[], Any], rounds: int) -> dict[str, float]:
    """Do something so often; return its milliseconds, and its questions to the database."""
    with CaptureQueriesContext(connection) as asked:
        work()
    took = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        took.append(1000 * (perf_counter() - begun))
    return {**told(took), "queries": len(asked)}


def told(took: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(took)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"p50_ms": round(statistics.median(took), 2), "p95_ms": round(worst, 2)}


def approving(story: Story, thread: Thread, rounds: int) -> dict[str, float]:
    """Have comments approved, and wait each time until the sealed page of the story has it."""
    moderator, room = _moderator(), Pressroom()
    while room.work():
        pass
    room.print_for_reader(story.address)
    took = []
    for row in _waiting(thread, rounds):
        begun = perf_counter()
        decide(row, Decided(Act.APPROVE), by=moderator)
        while not _is_seen(story.address, row):
            room.work()
        took.append(1000 * (perf_counter() - begun))
    return told(took)


def _is_seen(address: str, comment: int) -> bool:
    seal = edition.present().get(address)
    return seal is not None and f'id="comment-{comment}"'.encode() in seal.body()


def _waiting(thread: Thread, count: int) -> list[int]:
    """Have the newest so many wait for a moderator; return them, the oldest first."""
    newest = Comment.objects.filter(thread=thread, root=None).order_by("-pk")[:count]
    rows = sorted(newest.values_list("pk", flat=True))
    with in_bulk(keys.thread(thread.pk)):
        some = Comment.objects.filter(pk__in=rows)
        some.update(state=State.HELD, queue="held", shown_at=None)
        columns = {"shown": F("shown") - len(rows), "waiting": F("waiting") + len(rows)}
        Thread.objects.filter(pk=thread.pk).update(**columns)
    return rows


def filled(story: Story, length: int) -> Thread:
    """Return the story's thread with so many comments, a third of them answers."""
    chance = random.Random(7)  # noqa: S311 a benchmark's dice
    voices = _voices()
    with transaction.atomic():
        thread = thread_of(story)
    begun = clock.now() - timedelta(days=3)
    for start in range(0, length, AT_ONCE):
        few = min(AT_ONCE, length - start)
        heads = list(
            Comment.objects.filter(thread=thread, root=None).values_list("pk", flat=True)[:AT_ONCE]
        )
        rows = []
        for step in range(start, start + few):
            root = chance.choice(heads) if heads and step % 3 == 0 else None
            at = begun + timedelta(seconds=step)
            rows.append(_row(thread, chance.choice(voices), root, at, chance.randrange(30)))
        with in_bulk(keys.thread(thread.pk)):
            Comment.objects.bulk_create(rows)
    _count(thread, length)
    return thread


def _row(thread: Thread, voice: Voice, root: int | None, at: Any, recommended: int) -> Comment:
    return Comment(
        thread=thread,
        voice=voice,
        root_id=root,
        parent_id=root,
        depth=1 if root else 0,
        text=WORDS,
        html=f'<p dir="auto">{WORDS}</p>',
        language=thread.language,
        state=State.SHOWN,
        posted_at=at,
        shown_at=at,
        recommended=recommended,
    )


def _count(thread: Thread, length: int) -> None:
    counts = Comment.objects.filter(thread=thread).exclude(root=None).values("root")
    with in_bulk(keys.thread(thread.pk)):
        for row in counts.annotate(many=Count("pk")).order_by():
            Comment.objects.filter(pk=int(row["root"] or 0)).update(replies=row["many"])
        Thread.objects.filter(pk=thread.pk).update(shown=length)


def _voices() -> list[Voice]:
    there = list(Voice.objects.all()[:VOICES])
    if there:
        return there
    at = clock.now() - timedelta(days=90)
    rows = [Voice(name=f"Reader {number}", made_at=at) for number in range(VOICES)]
    with in_bulk():
        return list(Voice.objects.bulk_create(rows))


def _moderator() -> User:
    there = User.objects.filter(email="moderator@bench.example").first()
    if there is not None:
        return there
    at = clock.now()
    user = add_user("moderator@bench.example", name="Moderator", actor=None, at=at)
    grant_role(user, Role.MODERATOR, None, actor=None, at=at)
    return user
