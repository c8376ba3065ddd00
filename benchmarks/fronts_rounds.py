"""A front of 80 cards, rendered and opened again and again; imported once Django is set up."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from rendering_rounds import render

from broadsheet.accounts.models import User
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.fronts import actions
from broadsheet.fronts.actions.making import Named
from broadsheet.fronts.composing import composed
from broadsheet.fronts.models import Front
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Story

WARM_UP, GOOD = 3, 200
BY_HAND = 6


def measure(rounds: int) -> dict[str, Any]:
    """Give the figures of the home page that arranges itself, of the large one, of its editor."""
    front = Front.objects.filter(kind="home").first()
    front = front or actions.make_front("home", Named("Home"), by=None)
    figures: dict[str, Any] = {}
    if Front.objects.filter(pk=front.pk, live=None).exists():  # once in a newspaper that is kept
        figures["yardstick"] = _looked(lambda: render("/"), rounds)
        arrange(front)
    figures["front"] = _looked(lambda: render("/"), rounds)
    editor = User.objects.filter(email="bench@paper.test").first()
    client = signed_in(editor or staff("editor", name="Bench"))
    address = f"/desk/fronts/{front.pk}/"
    figures["editor"] = _looked(lambda: client.get(address), rounds)
    figures["editor"].pop("queries")  # the room's own test counts them
    return figures | {"stories": Story.objects.count(), "cards": _cards(front)}


def arrange(front: Front) -> None:
    """Publish a front of 80 places: six filled from six kinds of lists, six stories by hand."""
    actions.throw_away_draft(front, None)
    there = actions.take_step(front, None, [], 0).draft.document["containers"]
    steps = [{"op": "remove_container", "id": one["id"]} for one in there]
    news = list(Story.objects.out().filter(language="en").newest()[: 2 * BY_HAND : 2])
    last = None
    for place, (layout, shows, backfill) in enumerate(_containers()):
        name = f"{0xA00 + place:08x}"
        said = {"layout": layout, "shows": shows, "backfill": backfill, "after": last}
        steps.append({"op": "add_container", "id": name, **said})
        last = name
    steps += [
        {
            "op": "add_card",
            "id": f"{0xB00 + place:08x}",
            "container": f"{0xA00 + place % 6:08x}",
            "story": story.pk,
            "headline": f"{story.title[:80]}, here",
            "pinned": place % 2 == 0,
            "after": None,
        }
        for place, story in enumerate(news)
    ]
    refused = actions.take_step(front, None, steps, 0).refused
    if refused:
        raise SystemExit(f"The front cannot be made: {refused[0].words}")
    actions.publish(front, None)


def _containers() -> list[tuple[str, int, dict[str, Any]]]:
    section = _busiest(Section.objects.filter(depth=3), "stories")
    topic = _busiest(Topic.objects.filter(merged_into=None), "story_topics")
    person = _busiest(Contributor.objects.all(), "bylines")
    return [
        ("lead-four", 12, {"from": "newest", "form": "news"}),
        ("row", 12, {"from": "section", "value": section.pk}),
        ("list", 14, {"from": "topic", "value": topic.pk}),
        ("band", 14, {"from": "contributor", "value": person.pk}),
        ("opinion", 14, {"from": "form", "value": "opinion"}),
        ("numbered", 14, {"from": "section", "value": section.pk, "form": "article"}),
    ]


def _busiest(rows: Any, what: str) -> Any:
    return rows.annotate(many=Count(what)).order_by("-many", "pk").first()


def _cards(front: Front) -> int:
    fresh = Front.objects.get(pk=front.pk)
    return sum(len(box.cards) for box in composed(fresh).containers)


def _looked(look: Callable[[], Any], rounds: int) -> dict[str, Any]:
    for _ in range(WARM_UP):
        answer = look()
    if answer.status_code != GOOD:
        raise SystemExit(f"The page answers {answer.status_code}.")
    with CaptureQueriesContext(connection) as asked:
        look()
    wall, cpu = [], []
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        look()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - used))
    wall.sort()
    return {
        "median_ms": round(median(wall), 1),
        "p95_ms": round(wall[min(len(wall) - 1, int(0.95 * len(wall)))], 1),
        "cpu_ms": round(median(cpu), 1),
        "queries": len(asked),
        "bytes": len(answer.content),
    }
