"""Processes of the paper that a test starts by forking, and may kill at any moment."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from django.db import connections


class Child:
    """A forked process that does one thing, with a database connection of its own."""

    def __init__(self, work: Callable[[], object], log: Path) -> None:
        connections.close_all()  # no process may inherit an open one
        self.pid = os.fork()
        if self.pid == 0:
            _work_and_leave(work, log)

    def kill(self) -> None:
        """Kill it as ``kill -9`` does: it can do nothing about it."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Wait for its end; return its exit code, negative for the signal that ended it."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def _work_and_leave(work: Callable[[], object], log: Path) -> None:
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 the process ends here, and must not run the test's own end
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exc(file=file)
    finally:
        sys.stdout.flush()
        os._exit(code)
