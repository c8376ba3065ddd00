"""Whatever is written, by whatever door, the press is told of it in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from broadsheet.press.changes import taken
from broadsheet.press.models import Change
from broadsheet.stories.actions import bringing_in
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.rules import Clocks
from broadsheet.stories.tests import cast
from tests.press import newsroom, oracle

ROUNDS, TRIES = 3, 12

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the triggers are SQLite's"),
]


def told() -> set[str]:
    """What the press was told since it was last asked."""
    found = set(Change.objects.values_list("key", flat=True))
    Change.objects.all().delete()
    taken()
    return found


@pytest.fixture
def paper(settings: Any, tmp_path: Path) -> None:
    """A small paper of the machine's."""
    settings.MEDIA_ROOT = tmp_path / "media"
    newsroom.found()


@pytest.mark.parametrize("act", newsroom.ACTS, ids=lambda act: act.__name__)
def test_the_press_is_told_of_every_row_that_an_act_writes(
    act: Callable[[int, str], bool], paper: None
) -> None:
    """The triggers see the rows; the keys of each were noted."""
    newsroom.unpublish(1, "")  # so that there is something to publish again, and to restore
    newsroom.withdraw(1, "As decided")
    told()
    done = number = 0
    with oracle.watching():
        while done < ROUNDS and number < TRIES:
            done += act(number, f"Words {number}")
            number += 1

            assert oracle.saw() - told() == set()

    assert done


def test_the_press_is_told_of_every_row_that_an_archive_brings(paper: None) -> None:
    """The importer writes in bulk, where no signal tells of a row."""
    story = Story(title="From the archive", slug="from-the-archive")
    story.bylines.set([Byline(contributor=cast.byline())])
    brought = bringing_in.Incoming(
        story, cast.section(), Clocks(cast.MONDAY, None), ("/2009/may/04/flood.htm",)
    )
    told()
    with oracle.watching():
        bringing_in.bring_in([brought], by=None)
        seen = oracle.saw()

    assert {f"story-{story.pk}", f"list-by-{cast.byline().pk}"} <= seen
    assert seen - told() == set()


def test_a_write_around_the_press_is_seen(paper: None) -> None:
    """Otherwise the oracle would say nothing."""
    told()
    with oracle.watching(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_contributor SET name = 'Nobody told'")
        seen = oracle.saw()

    assert seen
    assert seen - told() == seen
