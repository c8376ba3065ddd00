"""The bell: wakes the workers after a commit, and lets the reader server ask for one page.

Datagrams between processes of one machine, over Unix sockets in ``VAR/press``. Nothing depends on
one arriving: workers look at the outbox every quarter of a second besides.
"""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from broadsheet.press.rules import hashed

RUNG = b"!"
LONGEST = 2_048
PRINTED, NOT_OURS = b"printed", b"not ours"


def folder() -> Path:
    """Return the folder of the sockets, short enough for a socket's name (108 bytes, unix(7))."""
    chosen = Path(settings.VAR) / "press"
    if len(os.fsencode(chosen)) > 60:  # noqa: PLR2004 the name of a socket comes after it
        chosen = Path(tempfile.gettempdir()) / f"broadsheet-{os.getuid()}-{_short(chosen)}"
    chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
    return chosen


def _short(path: Path) -> str:
    return f"{hashed(str(path)) & 0xFFFFFFFF:x}"


def _workers() -> Iterator[Path]:
    yield from sorted(folder().glob("*.bell"))


def ring() -> None:
    """Wake every worker of this machine; a bell whose worker is gone is taken down."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as caller:
        caller.setblocking(False)
        for path in _workers():
            _send(caller, RUNG, path)


def ask(address: str, wait: float) -> bool:
    """Ask a worker to print an address now; say whether it is in the edition.

    ``wait`` is in seconds. ``False`` when no worker answers in time, or the address is nobody's.
    """
    mine = folder() / f"{uuid4().hex[:16]}.reply"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as caller:
        caller.bind(str(mine))
        try:
            words = b"?" + os.fsencode(mine.name) + b" " + address.encode()
            caller.settimeout(wait)
            if len(words) > LONGEST or not any(_send(caller, words, path) for path in _workers()):
                return False
            return caller.recv(LONGEST) == PRINTED
        except TimeoutError:
            return False
        finally:
            mine.unlink(missing_ok=True)


def _send(caller: socket.socket, words: bytes, path: Path) -> bool:
    try:
        caller.sendto(words, str(path))
    except BlockingIOError:
        return True  # its queue is full: it is awake
    except TimeoutError:
        return False
    except (ConnectionRefusedError, FileNotFoundError):
        path.unlink(missing_ok=True)
        return False
    return True


@dataclass(frozen=True)
class Asked:
    """A reader waits for an address; ``reply`` is the name of the socket to answer to."""

    address: str
    reply: str


class Bell:
    """A worker's end: waits until it is rung, and hears what readers ask for."""

    def __init__(self) -> None:
        self._path = folder() / f"{os.getpid()}-{uuid4().hex[:6]}.bell"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._path))

    def wait(self, seconds: float) -> list[Asked]:
        """Return when rung or when the time is up, with all that readers asked for meanwhile."""
        asked: list[Asked] = []
        timeout = seconds
        while True:
            self._socket.settimeout(timeout)
            try:
                words = self._socket.recv(LONGEST)
            except (TimeoutError, BlockingIOError):
                return asked
            timeout = 0.0
            if words.startswith(b"?"):
                asked.append(_parsed(words))

    def answer(self, asked: Asked, *, printed: bool) -> None:
        """Tell who asked; the reader may have gone meanwhile."""
        if Path(asked.reply).name == asked.reply and asked.reply.endswith(".reply"):
            with contextlib.suppress(OSError):
                words = PRINTED if printed else NOT_OURS
                self._socket.sendto(words, str(folder() / asked.reply))

    def close(self) -> None:
        """Take the bell down."""
        self._socket.close()
        self._path.unlink(missing_ok=True)


def _parsed(words: bytes) -> Asked:
    reply, _, address = words[1:].decode(errors="replace").partition(" ")
    return Asked(address, reply)
