"""Writers of one SQLite file take turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError

from broadsheet.kit.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


def connection(file: Path, *, patience: float) -> DatabaseWrapper:
    """A connection to a file, as the settings make it."""
    settings: dict[str, Any] = {
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": patience},
        "TIME_ZONE": None,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
    }
    made = DatabaseWrapper(settings, alias="writers")
    made.inc_thread_sharing()
    made.ensure_connection()
    return made


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    """Somebody who holds the writer's lock."""
    made = connection(tmp_path / "paper.sqlite3", patience=5.0)
    made.connection.execute("PRAGMA journal_mode = WAL")
    made.connection.execute("BEGIN IMMEDIATE")
    yield made
    made.close()


def test_a_writer_takes_its_turn_when_the_lock_is_free(
    holder: DatabaseWrapper, tmp_path: Path
) -> None:
    """It waits, and begins once the other is done."""
    waiting = connection(tmp_path / "paper.sqlite3", patience=5.0)
    writer = Thread(target=waiting.set_autocommit, args=[False, True])
    writer.start()
    holder.connection.execute("COMMIT")
    writer.join()

    assert waiting.connection.in_transaction
    waiting.close()


def test_a_lock_that_is_not_let_go_is_an_error_after_the_timeout(
    holder: DatabaseWrapper, tmp_path: Path
) -> None:
    """Nobody waits for ever, and the next statement waits as long as it did before."""
    waiting = connection(tmp_path / "paper.sqlite3", patience=0.05)
    began = monotonic()
    with pytest.raises(OperationalError, match="locked"):
        waiting.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    assert monotonic() - began >= 0.05
    assert waiting.connection.execute("PRAGMA busy_timeout").fetchone() == (50,)
    waiting.close()
