"""Django's backend for SQLite, in which writers take quick turns and nobody is left waiting.

SQLite lets one write at a time. Who finds the lock taken asks again after ever longer pauses, up to
a tenth of a second (its default busy handler), and meanwhile others come and take it: with several
writers the unlucky one waits for seconds. Here the threads of a process wait for a lock of Python's
own, which wakes them; and the one of them whose turn it is asks SQLite again after short pauses.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from threading import Lock
from time import monotonic, sleep
from typing import Any, cast

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE = 0.002
"""Seconds between two looks for the lock: an act of the press holds it about ten times as long."""
PATIENCE = 5.0
"""Seconds after which a writer gives up, where ``OPTIONS`` names no ``timeout``: sqlite3's own."""
_turns: defaultdict[str, Lock] = defaultdict(Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to SQLite, whose transactions all begin with the writer's lock."""

    _turn: Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        """Begin a transaction; raises ``OperationalError`` if the lock is not free in time."""
        patience = float(self.settings_dict["OPTIONS"].get("timeout", PATIENCE))
        until = monotonic() + patience
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=patience):
            raise OperationalError("database is locked by another thread of this process")
        try:
            self._wait_for_other_processes(until, patience)
        except BaseException:
            turn.release()
            raise
        self._turn = turn

    def _wait_for_other_processes(self, until: float, patience: float) -> None:
        self.ensure_connection()
        with self.wrap_database_errors:
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                while not _begun(self.connection, last=monotonic() >= until):
                    sleep(PAUSE)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")

    def _commit(self) -> None:
        try:
            cast("Any", super())._commit()  # noqa: SLF001 overridden
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            cast("Any", super())._rollback()  # noqa: SLF001 overridden
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            cast("Any", super())._close()  # noqa: SLF001 overridden
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()


def _begun(connection: sqlite3.Connection, *, last: bool) -> bool:
    """Try to begin; ``last`` says that a lock that is still taken is an error now."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        taken = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # sqlite.org/rescode.html
        if last or not taken:
            raise
        return False
    return True
