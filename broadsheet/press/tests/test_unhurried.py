"""What the press commits without waiting for the disk: what is lost with it is found again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from taggit.models import Tag

from broadsheet.press import claiming, keeping, printing, queries, spreading
from broadsheet.press.changes import note, want
from broadsheet.press.edition import Edition
from broadsheet.press.models import Sheet, Unpurged
from broadsheet.press.pressroom import catch_up

pytestmark = pytest.mark.django_db
PAGE = "/tag/delhi/"


def test_a_print_of_which_nothing_was_written_down_is_made_again_and_told(
    paper: Edition, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the database dies before the commit is on the disk.

    The page stands there by then, so it is not swapped again; but the caches have the older one.
    """
    settings.PURGING = {**settings.PURGING, "PURGE_WITH": ["http"], "PURGE_HTTP": []}
    tag = Tag.objects.create(name="Delhi", slug="delhi")
    _print(PAGE)
    with transaction.atomic():
        tag.name = "New Delhi"
        tag.save()
    spreading.spread()
    sheet = claiming.claim_address(PAGE, "dies")
    assert sheet is not None
    Unpurged.objects.all().delete()

    def gone(_rows: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "drop_keys", gone)
        with pytest.raises(OperationalError):
            printing.print_sheets([sheet])

    seal = paper.get(PAGE)
    assert seal is not None
    assert b"New Delhi" in seal.body()
    assert not Unpurged.objects.exists()
    claiming.let_go([sheet], "dies")
    catch_up()
    assert Unpurged.objects.filter(address=PAGE).exists()
    assert [wrong for _, wrong in queries.verify() if wrong] == []
    assert Sheet.objects.get(address=PAGE).need == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can be unhurried")
def test_only_the_transaction_that_says_so_does_not_wait_for_the_disk() -> None:
    """An act, and the spreading, are on the disk when they are done, as the server is set."""
    with connection.cursor() as cursor:
        # The tests' own server waits for no disk at all: here it is told to, as a paper's does.
        cursor.execute("SET synchronous_commit TO on")
        with transaction.atomic():
            before = _setting(cursor)
            spreading.unhurried()
            within = _setting(cursor)

    assert (before, within) == ("on", "off")


def _setting(cursor: Any) -> str:
    cursor.execute("SHOW synchronous_commit")
    return str(cursor.fetchone()[0])


def _print(address: str) -> None:
    with transaction.atomic():
        want([address])
        note("anything")
    catch_up()
