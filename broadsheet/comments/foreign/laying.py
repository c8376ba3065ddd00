"""A table that is in memory while it is small, then in a file that nobody sees."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self


class LaidOut:
    """Rows that are there within a ``with``, and gone after it."""

    def __init__(self, tables: str) -> None:
        # An empty name: SQLite keeps it in memory first, and deletes its file by itself.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(tables)
        self._rows.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()
