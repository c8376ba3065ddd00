"""The edition's generation: a number that moves at every swap, shared by all processes.

It is eight bytes of a file, mapped into memory: looking costs a server less than a microsecond, so
that it can look at each request and never answers an old page from its memory. A mapping is shared
by the processes of one machine; servers on others need an edition of their own.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from pathlib import Path

SIZE = 8
UNKNOWN = -1


class Generation:
    """The number in a file; the file is made when it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._map: mmap.mmap | None = None
        self._numbers: memoryview | None = None
        self._file: tuple[int, int] | None = None

    def number(self) -> int:
        """Return the number, or ``UNKNOWN`` as long as nobody could make the file."""
        if self._numbers is None and not self._open():
            return UNKNOWN
        return int(self._numbers[0]) if self._numbers is not None else UNKNOWN

    def advance(self) -> int:
        """Move it on by one and return it; raises ``OSError`` if it cannot be written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", 0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            number = int.from_bytes(file.read(SIZE), "little") + 1
            file.seek(0)
            file.write(number.to_bytes(SIZE, "little"))
        return number

    def look_again(self) -> None:
        """Map the file anew if another one has its name: the edition's folder was put back."""
        try:
            found = self._path.stat()
        except OSError:
            self._close()
            return
        if self._file != (found.st_dev, found.st_ino):
            self._close()

    def _open(self) -> bool:
        try:
            if not self._path.exists():
                self.advance()
            with self._path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ)
                found = os.fstat(file.fileno())
        except (OSError, ValueError):  # ValueError: it is there, but empty yet
            return False
        self._file = (found.st_dev, found.st_ino)
        self._numbers = memoryview(self._map).cast("Q")
        return True

    def _close(self) -> None:
        if self._numbers is not None:
            self._numbers.release()
        if self._map is not None:
            self._map.close()
        self._map = self._numbers = self._file = None
