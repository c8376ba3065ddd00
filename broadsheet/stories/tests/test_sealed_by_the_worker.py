"""Who seals the record of an act: whoever acts at the desk need not wait for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from broadsheet.records.actions import _seal_or_say, seal_waiting
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.stories import actions
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("door", "seals"), [(Door.EDITOR, 0), (Door.SCHEDULER, 0), (Door.SHELL, 1)]
)
def test_an_act_is_sealed_by_the_worker_where_one_is_at_work(
    door: Door, seals: int, django_capture_on_commit_callbacks: Any
) -> None:
    """A command may run where none is, so that it seals what it did."""
    story = StoryFactory()
    seal_waiting()
    connection.run_on_commit.clear()  # the drafting has asked for a seal as well
    with django_capture_on_commit_callbacks() as asked, came_by(door):
        actions.publish(story, by=None)

    assert asked.count(_seal_or_say) == seals
    assert seal_waiting() == 1
