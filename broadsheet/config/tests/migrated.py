"""The database as the migrations leave it, kept as a file between runs.

Bringing an empty database up to date takes a quarter of a minute, and every worker of the tests
needs one. On SQLite the first keeps a copy, named after what is in the migrations; whoever comes
after it begins with that, and only what follows a migration is done again.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.db import connection

KEPT = 3


class Migrated:
    """Databases as the migrations leave them, in a folder that stays between runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / f"{fingerprint()}.sqlite3"

    def begin(self, place: Path) -> None:
        """Put a copy at ``place``; if there is none, others wait until this process keeps one."""
        self._lock = (self.folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        if self.copy_to(place):
            self._lock.close()

    def begun(self) -> None:
        """Keep the database that Django is connected to now, if there was none to begin with."""
        if not self._lock.closed:
            self._keep()
            self._lock.close()

    def copy_to(self, place: Path) -> bool:
        """Put a copy at ``place``, in nothing's stead; say whether there was one to copy."""
        if not self.file.exists():
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        for left in (place, *(place.with_name(f"{place.name}-{end}") for end in ("wal", "shm"))):
            left.unlink(missing_ok=True)
        shutil.copyfile(self.file, place)
        self.file.touch()  # the oldest go first
        return True

    def _keep(self) -> None:
        half = self.file.with_suffix(".half")
        half.unlink(missing_ok=True)
        connection.ensure_connection()
        copy = sqlite3.connect(half)
        connection.connection.backup(copy)
        copy.close()
        half.rename(self.file)
        kept = sorted(self.folder.glob("*.sqlite3"), key=lambda file: -file.stat().st_mtime)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)


def fingerprint() -> str:
    """Return what tells these migrations from any others: the hash of all that is in them."""
    seen = sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            seen.update(f"{app.label} {file.name} ".encode() + file.read_bytes())
    return seen.hexdigest()[:16]
