"""What one part of a file says of another, laid aside on the disk and not in the memory."""

from __future__ import annotations

import json
from collections.abc import Sequence

from broadsheet.comments.foreign.laying import LaidOut


class Shelf(LaidOut):
    """Keeps short rows of words by a key. A database of its own that goes with its last use."""

    def __init__(self) -> None:
        super().__init__("CREATE TABLE shelf (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def put(self, key: str, *words: str) -> bool:
        """Lay words aside; returns whether there were none under that key. The first ones stay."""
        row = (key, json.dumps(words))
        done = self._rows.execute("INSERT OR IGNORE INTO shelf VALUES (?, ?)", row)
        return done.rowcount == 1

    def get(self, key: str) -> Sequence[str] | None:
        """Return the words under a key."""
        found = self._rows.execute("SELECT value FROM shelf WHERE key = ?", (key,)).fetchone()
        return list(json.loads(found[0])) if found else None
