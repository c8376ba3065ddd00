"""Rows as the shapes that programs are given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from broadsheet.comments import addresses, places, rounding
from broadsheet.comments.api import shapes
from broadsheet.comments.checks.submission import Mode
from broadsheet.comments.models import Comment, Decision, Signalled, State, Statement
from broadsheet.comments.moderation.items import as_signal
from broadsheet.comments.phrases import said
from broadsheet.comments.places import Holding
from broadsheet.stories.models import Story
from broadsheet.stories.structured import absolute


def thread_of(story: Story, shown: int, at: datetime) -> shapes.Thread:
    """Tell of the conversation under a story."""
    holding = places.holding_at(story)
    return shapes.Thread(
        story=story.number,
        title=story.title,
        address=absolute(story.address),
        language=story.language,
        shown=shown,
        mode=holding.mode.value,
        open=is_open(holding, at),
        open_until=holding.open_until,
        slow_seconds=holding.slow_seconds,
    )


def is_open(holding: Holding, at: datetime) -> bool:
    """Whether readers may write at a place."""
    if holding.mode in {Mode.CLOSED, Mode.STAFF_ONLY}:
        return False
    return holding.open_until is None or at < holding.open_until


def comment_of(row: Comment, story: int) -> shapes.Comment:
    """Tell of a comment what readers see of it: its words only while it is shown."""
    shown = row.state == State.SHOWN
    return shapes.Comment(
        id=row.pk,
        story=story,
        parent=row.parent_id,
        root=row.root_id,
        shown=shown,
        author=_author(row) if shown else None,
        html=row.html if shown else "",
        language=row.language,
        posted_at=row.posted_at,
        edited_at=row.edited_at if shown else None,
        recommended=rounding.shown(row.recommended) if shown else 0,
        replies=row.replies,
        picked=shown and row.picked_at is not None,
        address=absolute(addresses.comment_of(story, row.pk)),
    )


def _author(row: Comment) -> shapes.Author:
    return shapes.Author(id=row.voice_id, name=row.voice.name, staff=row.staff)


def mine_of(rows: Iterable[Comment]) -> list[shapes.Mine]:
    """Tell authors of their own comments, and where they read why; in two queries for all."""
    found = list(rows)
    numbers = [row.pk for row in found]
    reasons = Statement.objects.filter(decision__comment__in=numbers).order_by("pk")
    why = dict(reasons.values_list("decision__comment_id", "pk"))
    stories = {row.thread.story_id for row in found}
    out = set(Story.objects.out().filter(pk__in=stories).values_list("pk", flat=True))
    return [_mine(row, why.get(row.pk), out=row.thread.story_id in out) for row in found]


def _mine(row: Comment, why: int | None, *, out: bool) -> shapes.Mine:
    story = row.thread.story.number if row.thread.story else None
    there = story is not None and out and row.state == State.SHOWN
    return shapes.Mine(
        id=row.pk,
        story=story,
        text=row.text,
        state=row.state,  # type: ignore[arg-type]
        clause=row.clause,
        posted_at=row.posted_at,
        edited_at=row.edited_at,
        address=absolute(addresses.comment_of(story, row.pk)) if there and story else None,
        reasons=absolute(reverse("comment_reasons", args=[why])) if why else None,
    )


def waiting_of(rows: Iterable[Comment]) -> list[shapes.Waiting]:
    """Tell moderators of comments, with what the checks saw; in two queries for all."""
    found = list(rows)
    seen: dict[int, list[shapes.Seen]] = {row.pk: [] for row in found}
    for signal in Signalled.objects.filter(comment__in=found).order_by("pk"):
        seen[signal.comment_id].append(_seen(signal))
    decided = Decision.objects.filter(comment__in=found).order_by("pk")
    last = dict(decided.values_list("comment_id", "pk"))
    return [_waiting(row, last.get(row.pk, 0), seen[row.pk]) for row in found]


def _seen(row: Signalled) -> shapes.Seen:
    return shapes.Seen(row.check_name, row.clause, said(as_signal(row)), row.start, row.end)


def _waiting(row: Comment, last: int, seen: list[shapes.Seen]) -> shapes.Waiting:
    return shapes.Waiting(
        id=row.pk,
        story=row.thread.story.number if row.thread.story else None,
        parent=row.parent_id,
        author=_author(row),
        text=row.text,
        language=row.language,
        state=row.state,  # type: ignore[arg-type]
        queue=row.queue,
        risk=row.risk,
        reports=row.reports,
        posted_at=row.posted_at,
        last_decision=last,
        seen=tuple(seen),
    )


def decision_of(row: Decision) -> shapes.Decision:
    """Tell of a decision."""
    return shapes.Decision(
        id=row.pk,
        comment=row.comment_id,
        act=row.act,
        clause=row.clause,
        before=row.before,
        after=row.after,
        at=row.at,
    )
