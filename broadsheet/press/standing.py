"""How the press stands, in a small file: told every few seconds, read without a database.

The reader server and the desk's status page look here when the database cannot be asked.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet.kit import clock
from broadsheet.press import bell, queries

NAME = "standing.json"
TELL_EVERY = 5.0
"""Seconds between two tellings."""
SILENT_AFTER = 20.0
"""Seconds without a telling after which no worker is at work."""


@dataclass(frozen=True)
class Told:
    """What the last worker told: when, how old the oldest unprinted change was, and its fault."""

    at: datetime
    age: float
    due: int
    failed: int
    fault: str

    def silent(self, now: datetime) -> bool:
        """Say whether no worker has told anything for too long."""
        return (now - self.at).total_seconds() > SILENT_AFTER

    def age_by(self, now: datetime) -> float:
        """Return how old the oldest unprinted change is by now, in seconds: it has aged since."""
        return self.age + (now - self.at).total_seconds() if self.age or self.fault else 0.0


def path() -> Path:
    """Return the file's place, beside the bells."""
    return bell.folder() / NAME


def tell(fault: str = "") -> None:
    """Write how the press stands now; with a fault, what was last known stays."""
    now = clock.now()
    if fault:
        last = heard()
        told = Told(now, last.age if last else 0.0, last.due if last else 0, 0, fault)
    else:
        found = queries.standing()
        told = Told(now, found.age(now), found.due, found.failed, "")
    words: dict[str, Any] = asdict(told) | {"at": told.at.isoformat()}
    fresh = path().with_name(f"{NAME}.{os.getpid()}")
    fresh.write_text(json.dumps(words), encoding="utf-8")
    fresh.replace(path())


def told_lately() -> bool:
    """Say whether another worker has just told that all is well: to count costs each the same."""
    last = heard()
    if last is None or last.fault:
        return False
    return (clock.now() - last.at).total_seconds() < TELL_EVERY / 2


def heard() -> Told | None:
    """Return what was told last, or ``None`` if nothing was, or nothing that can be read."""
    try:
        words = json.loads(path().read_text(encoding="utf-8"))
        return Told(**(words | {"at": datetime.fromisoformat(words["at"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None
