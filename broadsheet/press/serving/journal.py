"""The access log: one line for each answer, written off the readers' way.

Lines have the fields of the request log's (``config.requests``), and where the answer came from.
Nothing in them says who asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring
from queue import SimpleQueue
from threading import Thread
from time import perf_counter

import structlog

from broadsheet.kit import clock

log = structlog.get_logger(__name__)

AT_ONCE = 4_096
"""Bytes of one write: a pipe takes so many whole, and lines of several processes do not mix."""
TOGETHER = 14
"""Lines of the usual length that fit into one write."""
MOST_WAITING = 64
"""Batches that may wait for a log that nobody takes; what comes after them is lost, and counted."""
PATIENCE = 5.0
EVENT = "request_answered"
Note = Callable[[str, str, int, int, float, str], None]
"""Method, path, status, bytes of the body, seconds it took, where the answer came from."""


class Journal:
    """Where the lines go: to a file descriptor, or with ``words`` to a person's terminal."""

    def __init__(self, *, on: bool = True, words: bool = False, file: int = 2) -> None:
        self._file = file
        self._lines: list[str] = []
        self._batches: SimpleQueue[list[str] | None] = SimpleQueue()
        self._thread = Thread(target=self._write_batches, name="access-log", daemon=True)
        self._second, self._time, self._start = -1, "", 0.0
        self.lost = 0
        self.note: Note = (_say if words else self._write) if on else _nothing

    def start(self) -> None:
        """Begin, in the process that answers."""
        self._set_clock()
        self._thread.start()

    def flush(self) -> None:
        """Hand over what was noted; if nobody takes the log, it is lost rather than waited for."""
        self._set_clock()
        lines, self._lines = self._lines, []
        if not lines:
            return
        if self._batches.qsize() < MOST_WAITING:
            self._batches.put(lines)
        else:
            self.lost += len(lines)

    def end(self) -> None:
        """Write all that was noted, and end."""
        self.flush()
        self._batches.put(None)
        self._thread.join(PATIENCE)

    def _set_clock(self) -> None:
        """Between two looks at the clock a counter tells the time, which is cheaper."""
        self._start = clock.now().timestamp() - perf_counter()

    def _write(
        self, method: str, path: str, status: int, size: int, took: float, source: str
    ) -> None:
        moment = self._start + perf_counter()
        second = int(moment)
        if second != self._second:
            self._second = second
            self._time = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        self._lines.append(
            f'{{"method": "{method}", "path": {encode_basestring(path)}, "status": {status}, '
            f'"size": {size}, "milliseconds": {took * 1000:.3f}, "from": "{source}", '
            f'"event": "{EVENT}", "logger": "{__name__}", "level": "info", '
            f'"timestamp": "{self._time}.{(moment - second) * 1e6:06.0f}Z"}}\n'
        )

    def _write_batches(self) -> None:
        while (lines := self._batches.get()) is not None:
            for piece in pieces(lines):
                self._write_whole(piece)

    def _write_whole(self, piece: bytes) -> None:
        left = memoryview(piece)
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            self.lost += piece.count(b"\n")


def _say(method: str, path: str, status: int, size: int, took: float, source: str) -> None:
    milliseconds = round(took * 1000, 3)
    more = {"size": size, "milliseconds": milliseconds, "from": source}
    log.info(EVENT, method=method, path=path, status=status, **more)


def _nothing(method: str, path: str, status: int, size: int, took: float, source: str) -> None:
    """Note nothing: the log is off."""


def pieces(lines: Sequence[str]) -> Iterator[bytes]:
    """Join lines into pieces that are written at once; a line is never parted.

    By so many lines, not by their bytes: while this thread counts, readers wait for Python.
    """
    for start in range(0, len(lines), TOGETHER):
        some = lines[start : start + TOGETHER]
        piece = "".join(some).encode()
        if len(piece) <= AT_ONCE:
            yield piece
        else:
            yield from (line.encode() for line in some)
