"""A second process beside the server: started with it, started again if it dies, ended with it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from threading import Event, Lock, Thread

import structlog

log = structlog.get_logger(__name__)

PAUSE = 3.0
"""Seconds before a process that died is started again."""
PATIENCE = 30.0
"""Seconds that a process gets to finish what it is doing."""


class Companion:
    """A process that runs as long as this one.

    It holds the reading end of a pipe: when this process is gone, however it went, the pipe
    closes, and that is how the companion knows.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._ending = Event()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep_alive, name="companion", daemon=True)

    def start(self) -> None:
        """Start it, and watch over it."""
        self._thread.start()

    def end(self) -> None:
        """Tell it to finish, and wait until it has."""
        with self._lock:
            self._ending.set()
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
        self._thread.join(PATIENCE)
        if self._process is not None and self._process.poll() is None:
            log.warning("companion_killed", pid=self._process.pid)
            self._process.kill()

    def _keep_alive(self) -> None:
        while not self._ending.is_set():
            with self._lock:
                if self._ending.is_set():
                    return
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603
            code = self._process.wait()
            if not self._ending.is_set():
                log.error("companion_died", code=code, again_in_seconds=PAUSE)
                self._ending.wait(PAUSE)
