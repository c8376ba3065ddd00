"""The demo's advertisements are booked once, and run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.accounts.models import Role
from broadsheet.adverts.models import Advert
from broadsheet.demo.selling import sell
from broadsheet.kit import clock
from broadsheet.stories.tests.cast import member, paper


@pytest.mark.django_db
def test_a_second_run_books_nothing(settings: Any, tmp_path: Path) -> None:
    """What stands is left as it is, and readers have it from the first minute."""
    settings.MEDIA_ROOT = tmp_path
    paper()
    editor = member(Role.EDITOR)
    for _run in range(2):
        sell(editor, clock.now())
    rows = Advert.objects.all()

    assert [row.standing for row in rows] == [True, True]
    assert all(row.picture and row.picture.renditions.exists() for row in rows)
