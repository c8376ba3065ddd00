"""Reads of notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may
from broadsheet.desk.listing.queries import SEEN_BY
from broadsheet.desk.models import Approval, Notice
from broadsheet.desk.notices.rules import Concerned
from broadsheet.desk.workflow import queries as workflow
from broadsheet.desk.workflow import rules as approvals
from broadsheet.people.models import Contributor
from broadsheet.stories.embargo.reading import may_read
from broadsheet.stories.models import Story


def concerned(story: Story, facts: Any) -> Concerned:
    """Return the people around a story at this moment."""
    review = workflow.review_of(story.pk)
    path = story.path
    missing = review.missing if review else ()
    asked = workflow.asked_for(review.task_state.workflow_state_id) if review else {}
    return Concerned(
        writers=_writers(story),
        asked=_numbers(user for part in missing for user in asked.get(part, [])),
        approvers=_numbers(user for part in missing for user in workflow.approvers(part, path)),
        signed=_signed(int(facts.get("round") or 0), story),
        void=frozenset(int(pk) for pk in facts.get("void", [])),
        editors=_numbers(workflow.approvers(approvals.EDITOR, path)),
    )


def _numbers(users: Any) -> frozenset[int]:
    return frozenset(user.pk for user in users)


def _writers(story: Story) -> frozenset[int]:
    bylined = Contributor.objects.filter(bylines__story=story, user__isnull=False)
    found = set(bylined.values_list("user_id", flat=True))
    return frozenset(pk for pk in {*found, story.owner_id} if pk)


def _signed(round_: int, story: Story) -> frozenset[int]:
    """Return who approved the story last: in the round that is meant, else in its latest."""
    rows = Approval.objects.filter(story_id=story.pk, verdict=Approval.Verdict.APPROVED)
    latest = round_ or rows.order_by("-pk").values_list("round", flat=True).first()
    return frozenset(rows.filter(round=latest or 0).values_list("by_id", flat=True))


def may_be_told(user: User, story: Page) -> bool:
    """Whether a story may be spoken of to a person: of their desk, no embargo, not sealed.

    What is said beside a section is for those who may change sections.
    """
    if not (user.is_active and user.is_staff):
        return False
    if not isinstance(story, Story):
        return may(user, "section.edit", story)
    if story.is_sealed:
        return False
    its_own = story.owner_id == user.pk
    near = any(may(user, act, story) for act in SEEN_BY)
    return (its_own or near) and may_read(user, story)


def latest(user: User, most: int = 10) -> QuerySet[Notice]:
    """Return the notices that a person has not put away, the latest first."""
    rows = Notice.objects.filter(user=user, seen_at=None).select_related("story")
    return rows.order_by("-at", "-pk")[:most]
