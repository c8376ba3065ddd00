"""Who seals the record of an act: whoever acts at the desk need not wait for it."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.records.actions import seal_waiting
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door, Waiting
from broadsheet.stories import actions
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("door", "left"), [(Door.EDITOR, 1), (Door.SCHEDULER, 1), (Door.SHELL, 0)])
def test_an_act_is_sealed_by_the_worker_where_one_is_at_work(
    door: Door, left: int, django_capture_on_commit_callbacks: Any
) -> None:
    """A command may run where none is, so that it seals what it did."""
    story = StoryFactory()
    seal_waiting()
    with django_capture_on_commit_callbacks(execute=True), came_by(door):
        actions.publish(story, by=None)

    assert Waiting.objects.count() == left
    assert seal_waiting() == left
