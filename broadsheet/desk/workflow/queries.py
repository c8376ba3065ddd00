"""Reads of approvals: where a story's approval stands, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import TaskState

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may, staff_with_role
from broadsheet.accounts.rules import ACTS, ADMINISTRATOR
from broadsheet.desk.checks.actions import digest_of
from broadsheet.desk.listing import queries as listing
from broadsheet.desk.models import Approval, ChosenApprover, DeskApproval, LegalFlag, ListedStory
from broadsheet.desk.workflow import rules
from broadsheet.desk.workflow.digest import digest
from broadsheet.desk.workflow.rules import Signature, Signer, Step
from broadsheet.kit import clock
from broadsheet.stories.models import Story


@dataclass(frozen=True)
class Review:
    """One story at a step that approves side by side, as it stands with its latest draft."""

    story: Story
    task_state: TaskState
    revision: int
    step: Step
    words: str
    parts: tuple[str, ...]
    given: tuple[Signature, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are still to be given."""
        return rules.missing(self.parts, self.given, self.words)

    @property
    def asks_change(self) -> bool:
        """Whether the next approval is asked what kind of change it is."""
        return rules.asks_change(self.missing, was_out=self.story.published_at is not None)

    def part_for(self, signer: Signer) -> str:
        """Return the part that somebody would give now, or ""."""
        return rules.part_for(signer, self.step, self.missing, self.given, self.words)


def review_of(story: int) -> Review | None:
    """Return how the approval of a story stands; ``None`` if it is at no such step."""
    found = TaskState.objects.filter(
        workflow_state__base_content_type__app_label="wagtailcore",
        workflow_state__base_content_type__model="page",
        workflow_state__object_id=str(story),
        workflow_state__status="in_progress",
        status=TaskState.STATUS_IN_PROGRESS,
    )
    state = found.select_related("task", "workflow_state", "revision").order_by("-pk").first()
    task = state.task.specific if state else None
    return _review(story, state, task) if isinstance(task, DeskApproval) else None


def _review(story: int, state: Any, task: DeskApproval) -> Review | None:
    row = Story.objects.select_related("latest_revision").filter(pk=story).first()
    if row is None or row.latest_revision is None:
        return None
    rows = Approval.objects.filter(round=state.pk, verdict=Approval.Verdict.APPROVED)
    given = tuple(Signature(one.part, one.by_id, one.words) for one in rows.order_by("pk"))
    words, parts = digest(row.latest_revision.content), parts_of(task, story)
    return Review(row, state, row.latest_revision.pk, step_of(task), words, parts, given)


def step_of(task: DeskApproval) -> Step:
    """Return what a step asks for."""
    return Step(task.sub, task.editor, task.legal, task.by_writer)


def parts_of(task: DeskApproval, story: int) -> tuple[str, ...]:
    """Return the parts that a story needs at a step."""
    return rules.needed(step_of(task), flagged=_flagged(story))


def _flagged(story: int) -> bool:
    """Whether legal has still to read a story: flagged, and not cleared as it now reads."""
    flag = LegalFlag.objects.filter(story=story).first()
    if flag is None or flag.cleared_at is None:
        return flag is not None
    if not flag.cleared_words:
        return False
    return flag.cleared_words != digest_of(Story.objects.get(pk=story), clock.now())


def signer(user: User, story: Story) -> Signer:
    """Return what somebody could approve of a story, and whether it is their own."""
    allowed = frozenset(part for part in rules.PARTS if may(user, f"approve.{part}", story))
    bylined = story.bylines.filter(contributor__user=user).exists() if allowed else False
    return Signer(user.pk, allowed, writer=story.owner_id == user.pk or bylined)


def part_of(task: DeskApproval, obj: Any, user: Any) -> str:
    """Return the part of a page that ``user`` would give now at a step, or ""."""
    review = review_of(obj.pk)
    if review is None or review.task_state.task_id != task.pk:
        return ""
    return review.part_for(signer(user, review.story))


def asked_change(obj: Any) -> bool:
    """Whether the next approval of a page is asked what kind of change it is."""
    review = review_of(obj.pk)
    return review is not None and review.asks_change


def waiting_for(user: User) -> QuerySet[ListedStory]:
    """Return the listed stories in review of which a part that ``user`` may give is missing.

    Those that are their own, or that they have approved already, may be among them; their own
    screen says so.
    """
    rows = listing.seen(user, clock.now()).filter(state="review")
    asked = [_missing_in(part, user) for part in rules.PARTS]
    wanted = [one for one in asked if one is not None]
    return rows.filter(reduce(or_, wanted)) if wanted else rows.none()


def _missing_in(part: str, user: User) -> Q | None:
    """Return where ``part`` is missing and the user may give it; ``None`` if nowhere."""
    act, lacks = f"approve.{part}", Q(waits_for__contains=part)
    if may(user, act):
        return lacks
    inside = [one.pk for one in listing.sections_seen(user) if may(user, act, one.path)]
    return lacks & Q(section__in=inside) if inside else None


def waiting_at(task: DeskApproval, user: User) -> QuerySet[TaskState]:
    """Return the task states at a step that wait for the user."""
    stories = [str(pk) for pk in waiting_for(user).values_list("pk", flat=True)[:200]]
    found: QuerySet[TaskState] = TaskState.objects.filter(
        task=task, status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=stories
    )
    return found


def approvers(part: str, path: str) -> list[User]:
    """Return the staff who may give a part at a tree path, without administrators of everything."""
    roles = sorted(ACTS[f"approve.{part}"].roles - {ADMINISTRATOR})
    found = {user.pk: user for role in roles for user in staff_with_role(role, path)}
    return sorted(found.values(), key=str)


def asked_for(workflow_state: int) -> dict[str, list[User]]:
    """Return by part whom the writer asked by name."""
    found: dict[str, list[User]] = {}
    rows = ChosenApprover.objects.filter(workflow_state=workflow_state).select_related("user")
    for row in rows:
        found.setdefault(row.part, []).append(row.user)
    return found


def history(story: int, most: int = 50) -> Sequence[Approval]:
    """Return who approved what of a story and who sent it back, the latest first."""
    return list(Approval.objects.filter(story_id=story).order_by("-pk")[:most])
