"""Renders readers' pages again and again; imported once Django is set up."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from broadsheet.people.models import Contributor
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Story
from broadsheet.stories.views import missing

KEPT = 80


def render(address: str) -> HttpResponse:
    """Answer an address by its view alone."""
    match = resolve(address)
    response: HttpResponse = match.func(RequestFactory().get(address), *match.args, **match.kwargs)
    return response


def kinds() -> Iterator[tuple[str, str]]:
    """Return one address of each kind of page, the heaviest that there is."""
    out = Story.objects.out().newest()
    yield "home", "/"
    for name, story in {"newest": out.first(), "oldest": out.last(), "middle": _middle()}.items():
        yield f"story, {name}", story.address
    section = _busiest(Section.objects.filter(depth=3), "stories")
    lower = _busiest(Section.objects.filter(depth=4), "stories") or section
    yield "section", section.address
    yield "section, page 2", f"{section.address}page/2/"
    yield "sub-section", lower.address
    if topic := _busiest(Topic.objects.filter(merged_into=None), "story_topics"):
        yield "topic", f"/topic/{topic.slug}/"
    if person := _busiest(Contributor.objects.all(), "bylines"):
        yield "contributor", f"/by/{person.slug}/"
    yield "not found", "/nobody/wrote-this.html"


def _middle() -> Story:
    out = Story.objects.out().newest()
    story: Story = out[out.count() // 2]
    return story


def _busiest(rows: Any, what: str) -> Any:
    return rows.annotate(many=Count(what)).order_by("-many", "pk").first()


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Render every kind ``rounds`` times; give CPU (ms), queries and bytes of each."""
    return {name: _cost(address, rounds) for name, address in kinds()}


def _cost(address: str, rounds: int) -> dict[str, float]:
    page = _answer(address)
    if page is None:
        return {}
    with CaptureQueriesContext(connection) as asked:
        _answer(address)
    took = []
    for _ in range(rounds):
        start = time.process_time()
        _answer(address)
        took.append(1000 * (time.process_time() - start))
    return {
        "cpu_ms": round(median(took), 1),
        "least_ms": round(min(took), 1),
        "queries": len(asked),
        "bytes": len(page),
    }


def _answer(address: str) -> bytes | None:
    """Return the page; ``None`` where there is none (a small paper's second page of a list)."""
    try:
        return render(address).content
    except Http404 as lost:
        return missing(RequestFactory().get(address), lost).content


def addresses(stories: int) -> Iterator[str]:
    """Return addresses to compare: every list, and so many stories, the newest first."""
    yield "/"
    for section in Section.objects.live():
        yield section.address
        yield f"{section.address}page/2/"
    for slug in Topic.objects.values_list("slug", flat=True):
        yield f"/topic/{slug}/"
    for slug in Contributor.objects.values_list("slug", flat=True):
        yield f"/by/{slug}/"
    for story in Story.objects.out().newest().select_related("primary_section")[:stories]:
        yield story.address


def dump(folder: Path, stories: int) -> None:
    """Write the pages into ``folder``, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for address in addresses(stories):
        page = _answer(address)
        name = hashlib.blake2b(address.encode(), digest_size=4).hexdigest()
        words = address.strip("/").replace("/", "_")[:KEPT] or "home"
        (folder / f"{words}-{name}.html").write_bytes(page or b"")


def told(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as a table for people."""
    lines = [f"{'page':<18}{'CPU ms':>8}{'least':>8}{'queries':>9}{'bytes':>9}"]
    for name, row in figures.items():
        cells = (row[one] for one in ("cpu_ms", "least_ms", "queries", "bytes"))
        ms, least, queries, size = cells
        lines.append(f"{name:<18}{ms:>8.1f}{least:>8.1f}{queries:>9.0f}{size:>9,.0f}")
    return "\n".join(lines)
