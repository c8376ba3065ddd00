"""The edition's generation: a number that moves at every swap, shared by all processes.

It is two numbers in a file, mapped into memory: looking costs a server less than a microsecond, so
that it can look at each request and never answers an old page from its memory. The first moves
before a swap, the second takes its value when no swap is under way: as long as they differ,
nothing in memory is trusted. So a worker that is killed in the middle of a swap leaves servers
slower, until the next swap, and never stale.

A mapping is shared by the processes of one machine; servers on others need an edition of their own.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = 16
BEGUN, ENDED = 0, 1
UNKNOWN = -1


class Generation:
    """The numbers in a file; the file is made when it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._map: mmap.mmap | None = None
        self._numbers: memoryview | None = None
        self._file: tuple[int, int] | None = None

    def number(self) -> int:
        """Return the number, or ``UNKNOWN`` during a swap and where the file cannot be had."""
        if self._numbers is None and not self._open():
            return UNKNOWN
        numbers = self._numbers
        if numbers is None:
            return UNKNOWN
        begun: int = numbers[BEGUN]
        return begun if begun == numbers[ENDED] else UNKNOWN

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Swap within this; raises ``OSError`` before the swap if the number cannot be moved.

        Several processes may swap at once. Their locks end with them, however they end (flock(2)).
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        swapping = os.open(self._path.with_name("swapping"), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(swapping, fcntl.LOCK_SH)
            with self._written() as numbers:
                numbers[BEGUN] += 1
            try:
                yield
            finally:
                # Whoever comes last finds nobody else swapping, and says so.
                with suppress(BlockingIOError):
                    fcntl.flock(swapping, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    with self._written() as numbers:
                        numbers[ENDED] = numbers[BEGUN]
        finally:
            os.close(swapping)

    def look_again(self) -> bool:
        """Let go of a file that is gone, or has another one in its place; say whether it was so."""
        if self._file is None:
            return False
        try:
            found = self._path.stat()
        except OSError:
            self._close()
            return True
        if self._file == (found.st_dev, found.st_ino):
            return False
        self._close()
        return True

    @contextmanager
    def _written(self) -> Iterator[memoryview]:
        """The numbers, for one process at a time to write."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file).st_size != SIZE:
                os.write(file, bytes(SIZE))  # not ftruncate: a full disk must be met here
            with mmap.mmap(file, SIZE) as mapped, memoryview(mapped).cast("Q") as numbers:
                yield numbers
        finally:
            os.close(file)

    def _open(self) -> bool:
        try:
            if not self._path.exists():
                with self.moving():
                    pass
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
