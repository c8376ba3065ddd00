"""The cast of approvals: a desk with its step, and stories that were handed in."""

from __future__ import annotations

from typing import Any

from broadsheet.accounts.models import Role, User
from broadsheet.desk.workflow import actions, queries
from broadsheet.desk.workflow.founding import found_approvals
from broadsheet.desk.workflow.queries import Review
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, member, paper, section


def desk() -> dict[str, User]:
    """The paper's approvals, and a reporter, a sub, a section editor and legal."""
    paper()
    section()
    found_approvals()
    roles = (Role.REPORTER, Role.SUB, Role.SECTION_EDITOR, Role.LEGAL)
    return {role: member(role) for role in roles}


def handed_in(by: User, **given: Any) -> Story:
    """A story of a reporter's, handed in."""
    story = StoryFactory(owner=by, **given)
    actions.submit(story, by=by)
    fresh: Story = Story.objects.get(pk=story.pk)
    return fresh


def review(story: Story) -> Review:
    """Where its approval stands."""
    found = queries.review_of(story.pk)
    if found is None:
        raise AssertionError(f"{story} is not in review")
    return found


def approve(story: Story, by: User) -> str:
    """Have somebody approve it."""
    return actions.approve(review(story).task_state, by=by)


def redraft(story: Story, by: User, **words: Any) -> None:
    """Save another draft."""
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, text in words.items():
        setattr(draft, name, text)
    draft.save_revision(user=by)
