"""Rounds of the moderators' work, for ``moderation.py``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count, cycle
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.comments.models import Comment, Signalled, Thread, Voice
from broadsheet.kit import clock
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story

SEED = 7
QUEUES = ("held", "held", "held", "new-voices", "reported")
TEXT = "The ferry was late again, and nobody at the pier could say when the next one leaves. "
JSON = {"accept": "application/json"}
_people = count(1)


def measure(waiting: int, rounds: int) -> dict[str, dict[str, float]]:
    """Bring what waits to a number, and do each kind of work again and again."""
    fill(waiting)
    whole, part = client_of(None), client_of(Section.objects.order_by("path")[0])
    place = Comment.objects.exclude(queue="").order_by("-risk", "pk")[min(40, waiting // 2)]
    ahead = {"part": "1", "after": f"{place.risk}~{place.pk}"}
    queue = reverse("moderation")
    numbers = cycle(Comment.objects.filter(queue="held").order_by("-pk")[:rounds])
    work: dict[str, Callable[[], Any]] = {
        "queue_whole_paper": lambda: whole.get(queue),
        "queue_one_section": lambda: part.get(queue),
        "queue_oldest_first": lambda: whole.get(queue, {"sort": "oldest"}),
        "queue_one_language": lambda: whole.get(queue, {"language": "en"}),
        "fetched_ahead": lambda: whole.get(queue, ahead),
        "asked_every_few_seconds": lambda: whole.post(
            reverse("moderation_hands"), {"item": next(numbers).pk, "newest": 1}
        ),
        "decision": lambda: whole.post(
            reverse("moderation_decide"),
            {"item": next(numbers).pk, "act": "approve"},
            headers=JSON,
        ),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in work}
    for number in range(rounds + 2):
        for name, done in work.items():
            begun, computed = perf_counter(), process_time()
            answer = done()
            if number > 1:
                taken[name].append((perf_counter() - begun, process_time() - computed))
            if answer.status_code not in {200, 409}:
                raise AssertionError(f"{name}: {answer.status_code}")
    return {name: _figures(times) for name, times in taken.items()}


def _figures(times: list[tuple[float, float]]) -> dict[str, float]:
    """Return what it took, and of that the processor's time: a busy machine changes it less."""
    passed, computed = zip(*times, strict=True)
    return {
        "median_ms": round(1000 * median(passed), 1),
        "p95_ms": round(1000 * quantiles(passed, n=20)[-1], 1),
        "cpu_median_ms": round(1000 * median(computed), 1),
        "cpu_p95_ms": round(1000 * quantiles(computed, n=20)[-1], 1),
    }


def client_of(where: Section | None) -> Client:
    """Return a signed-in moderator of a section, or of the whole paper."""
    return signed_in(staff(Role.MODERATOR, where, name=f"Moderator No {next(_people)}"))


def fill(waiting: int) -> None:
    """Write as many waiting comments as there are to be, over all stories."""
    random, now = Random(SEED), clock.now()  # noqa: S311 a yardstick, no secret
    for story in Story.objects.filter(thread=None):
        Thread.objects.create(story=story, title=story.title[:255], language=story.language)
    threads = list(Thread.objects.all())
    voices = list(Voice.objects.all()) or _voices(now)
    missing = waiting - Comment.objects.exclude(queue="").count()
    for begin in range(0, missing, 1000):
        made = Comment.objects.bulk_create(
            [
                Comment(
                    thread=random.choice(threads),
                    voice=random.choice(voices),
                    text=TEXT * random.randint(1, 6),
                    html=f"<p>{TEXT}</p>",
                    language=random.choice(("en", "en", "hi", "ta")),
                    state="held",
                    queue=random.choice(QUEUES),
                    risk=random.randint(0, 100),
                    posted_at=now - timedelta(minutes=random.randint(1, 9000)),
                )
                for _ in range(min(1000, missing - begin))
            ]
        )
        Signalled.objects.bulk_create(
            Signalled(comment=one, check_name="links", clause="outside-links", says="link-outside",
                      facts={"host": "a.example"}, start=0, end=9, weight=0.5)
            for one in made[::20]
        )  # fmt: skip
    Thread.objects.update(waiting=waiting)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _voices(now: Any) -> list[Voice]:
    rows = [Voice(name=f"Reader {n}", made_at=now - timedelta(days=n)) for n in range(500)]
    made: list[Voice] = Voice.objects.bulk_create(rows)
    return made
