"""A true Isso's database comes in whole, and once."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.comments.bringing_in.loader import Order, bring_in
from broadsheet.comments.models import Comment, State
from broadsheet.comments.tests import isso_itself
from broadsheet.stories.models import OldAddress
from broadsheet.stories.tests.cast import StoryFactory

PAGES = [f"/news/page-{number}/" for number in range(6)]


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.skipif(not os.environ.get("BROADSHEET_SOAK"), reason="runs in make soak alone")
@pytest.mark.skipif(not isso_itself.executable(), reason="Isso is not installed here")
def test_what_isso_kept_comes_in(tmp_path: Path) -> None:
    """What readers wrote, answered, liked, mended and deleted in Isso is here, and once only."""
    for page in PAGES[:-1]:
        OldAddress.objects.create(path=page, story=StoryFactory(published=True))
    path = isso_itself.converse(tmp_path, 1_200, PAGES)
    at = datetime.now(UTC) + timedelta(minutes=1)
    first = bring_in(path, Order("isso", "isso", at))
    second = bring_in(path, Order("isso", "isso", at))
    with closing(sqlite3.connect(path)) as isso:
        kept, likes = isso.execute(
            "SELECT count(*), sum(likes) FILTER (WHERE mode <> 4)"
            " FROM comments JOIN threads ON tid = threads.id WHERE uri <> ?",
            (PAGES[-1],),
        ).fetchone()

    assert first.found > 1_000
    assert first.balanced
    assert first.brought == kept == Comment.objects.count()
    assert (second.brought, second.there) == (0, kept)
    assert sum(Comment.objects.values_list("recommended", flat=True)) == likes > 100
    assert Comment.objects.filter(state=State.HELD).count() == 20
    assert Comment.objects.filter(state=State.ERASED).exists()
    assert Comment.objects.filter(edited_at__isnull=False).exists()
