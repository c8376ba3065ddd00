"""A whole file of comments laid out on the disk, so that each comes after what it answers.

Files are in any order: an answer may stand before what it answers, name what is not there, stand
under another story, or lead back to itself. All that is settled here, in a database of SQLite's
own that goes with its last use, so that a file of any length takes little memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from broadsheet.comments.foreign.incoming import ForeignAuthor, ForeignThread, Incoming, State
from broadsheet.comments.foreign.laying import LaidOut

ORPHAN = "What it answers is not in the file: it stands at the head of a branch."
OTHER_THREAD = "What it answers stands under another story: it stands at the head of a branch."
RING = "Its answers lead back to itself: the earliest stands at the head of a branch."
_AT_ONCE = 500
_TABLES = """
    CREATE TABLE threads (
        key TEXT PRIMARY KEY, address TEXT, title TEXT, identifier TEXT
    ) WITHOUT ROWID;
    CREATE TABLE items (
        key TEXT PRIMARY KEY, parent TEXT, thread TEXT, posted TEXT, silent INTEGER,
        level INTEGER, kept INTEGER DEFAULT 0, note TEXT DEFAULT '', data TEXT
    ) WITHOUT ROWID;
    CREATE INDEX items_parent ON items (parent);
    CREATE INDEX items_level ON items (level);
    CREATE INDEX items_kept ON items (kept);
"""


@dataclass(frozen=True)
class Placed:
    """A comment in its place: after what it answers. ``kept`` is false for what nobody misses."""

    comment: Incoming
    level: int
    kept: bool
    answered: bool
    note: str


class Spool(LaidOut):
    """Takes comments in any order and gives them back thread by thread, answers after."""

    def __init__(self, silent: Collection[State]) -> None:
        """``silent`` are the states whose words do not come in: kept only where answered."""
        self._silent = silent
        super().__init__(_TABLES)

    def add(self, comment: Incoming) -> bool:
        """Lay a comment out; returns whether it is the first of its key."""
        thread = comment.thread
        row = (thread.key, thread.address, thread.title, thread.identifier)
        self._rows.execute("INSERT OR IGNORE INTO threads VALUES (?, ?, ?, ?)", row)
        done = self._rows.execute(
            "INSERT OR IGNORE INTO items (key, parent, thread, posted, silent, data)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                comment.key,
                comment.parent,
                thread.key,
                comment.posted_at.isoformat(),
                comment.state in self._silent,
                _packed(comment),
            ),
        )
        return done.rowcount == 1

    def settle(self, known: Callable[[list[str]], set[str]]) -> None:
        """Find each comment's place. ``known`` says which keys came in at an earlier run."""
        self._settle_orphans(known)
        self._run(
            "UPDATE items SET parent = '', note = ? WHERE EXISTS (SELECT 1 FROM items AS above"
            " WHERE above.key = items.parent AND above.thread <> items.thread)",
            OTHER_THREAD,
        )
        self._run(
            "UPDATE items SET level = 0 WHERE parent = '' OR parent NOT IN (SELECT key FROM items)"
        )
        reached = self._descend(0)
        while self._cut_rings(reached + 1):
            reached = self._descend(reached + 1)
        self._keep_what_is_answered()

    def _settle_orphans(self, known: Callable[[list[str]], set[str]]) -> None:
        missing = [
            str(row[0])
            for row in self._rows.execute(
                "SELECT DISTINCT parent FROM items"
                " WHERE parent <> '' AND parent NOT IN (SELECT key FROM items)"
            )
        ]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            for key in set(some) - known(some):
                self._run("UPDATE items SET parent = '', note = ? WHERE parent = ?", ORPHAN, key)

    def _descend(self, level: int) -> int:
        """Give levels below those of ``level``; return the deepest."""
        while self._run(
            "UPDATE items SET level = ? WHERE level IS NULL"
            " AND parent IN (SELECT key FROM items WHERE level = ?)",
            level + 1,
            level,
        ):
            level += 1
        return level

    def _cut_rings(self, level: int) -> int:
        """Free of those that hang together without a head what is older than what it answers."""
        return self._run(
            "UPDATE items SET parent = '', level = ?, note = ? WHERE level IS NULL AND"
            " (posted, key) <= (SELECT above.posted, above.key FROM items AS above"
            "  WHERE above.key = items.parent)",
            level,
            RING,
        )

    def _keep_what_is_answered(self) -> None:
        wave = 1
        changed = self._run("UPDATE items SET kept = 1 WHERE NOT silent")
        while changed:
            changed = self._run(
                "UPDATE items SET kept = ? WHERE kept = 0"
                " AND key IN (SELECT parent FROM items WHERE kept = ?)",
                wave + 1,
                wave,
            )
            wave += 1

    def _run(self, statement: str, *values: Any) -> int:
        return self._rows.execute(statement, values).rowcount

    def threads(self) -> list[tuple[ForeignThread, int]]:
        """Return the threads with how many comments each has."""
        rows = self._rows.execute(
            "SELECT t.key, t.address, t.title, t.identifier, count(*) FROM threads AS t"
            " JOIN items ON items.thread = t.key GROUP BY t.key ORDER BY min(items.posted)"
        )
        return [(ForeignThread(*row[:4]), int(row[4])) for row in rows]

    def of_thread(self, key: str) -> Iterator[Placed]:
        """Yield a thread's comments, each after what it answers, else the earliest first."""
        rows = self._rows.execute(
            "SELECT data, parent, level, kept,"
            " EXISTS (SELECT 1 FROM items AS below WHERE below.parent = items.key), note"
            " FROM items WHERE thread = ? ORDER BY level, posted, key",
            (key,),
        )
        for data, parent, level, kept, answered, note in rows:
            comment = _unpacked(data, parent)
            yield Placed(comment, int(level), bool(kept), bool(answered), str(note))


def _packed(comment: Incoming) -> str:
    facts = asdict(comment)
    facts["posted_at"] = comment.posted_at.isoformat()
    facts["edited_at"] = comment.edited_at.isoformat() if comment.edited_at else None
    return json.dumps(facts, ensure_ascii=False)


def _unpacked(data: str, parent: str) -> Incoming:
    facts = json.loads(data)
    edited = facts["edited_at"]
    return Incoming(
        **{
            **facts,
            "thread": ForeignThread(**facts["thread"]),
            "author": ForeignAuthor(**facts["author"]),
            "posted_at": datetime.fromisoformat(facts["posted_at"]),
            "edited_at": datetime.fromisoformat(edited) if edited else None,
            "state": State(facts["state"]),
            "remarks": tuple(facts["remarks"]),
            "parent": parent,
        }
    )
