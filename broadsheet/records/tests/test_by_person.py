"""The log of one person is found by an index, not by reading everybody's."""

from __future__ import annotations

import pytest
from django.db import connection

from broadsheet.kit import clock
from broadsheet.records.models import Door, Record

pytestmark = pytest.mark.django_db


def test_one_persons_acts_are_read_from_their_index() -> None:
    """The newest of somebody who has done little, among the acts of many."""
    at = clock.now()
    Record.objects.bulk_create(
        Record(at=at, act="story.edit", door=Door.EDITOR, actor_id=number % 100)
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_record")
    found = Record.objects.filter(actor_id=7).order_by("-pk")[:51]

    assert "record_person" in found.explain()
