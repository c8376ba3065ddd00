"""Starting a program of the system for a test, on loopback, and ending it after."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "hosting"
PATIENCE = 30.0


@dataclass(frozen=True)
class Answer:
    """What a server answered, with its body as it was sent."""

    status: int
    headers: Message
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return self.headers[name]


@dataclass(frozen=True)
class Front:
    """A server on a port of loopback."""

    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as it is written; ``_`` in a header's name is ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.putrequest(
                method, path, skip_host="Host" in named, skip_accept_encoding=True
            )
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


def program(name: str) -> str:
    """Return where a program is. The test is left out if it is not installed."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"No {name}: .ci/system says what to install.")
    return found


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


def from_docs(name: str, **places: str) -> str:
    """Return a file of the docs with its places filled in; each must stand in it."""
    words = (DOCS / name).read_text(encoding="utf-8")
    for old, new in places.items():
        assert old in words, f"{old!r} does not stand in {name}"
        words = words.replace(old, new)
    return words


@contextmanager
def started(command: Sequence[str], port: int, folder: Path) -> Iterator[Front]:
    """Run a server until the test is over; what it says is in ``server.log`` of the folder."""
    log = folder / "server.log"
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with (
        log.open("wb") as file,
        subprocess.Popen(command, stdout=file, stderr=file, env=environment) as server,
    ):
        try:
            wait_until_open(port, server, log)
            yield Front(port)
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_until_open(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as somebody listens."""
    for _try in range(int(PATIENCE * 50)):
        with socket.socket() as plug:
            if plug.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, log.read_text(errors="replace")
        select.select([], [], [], 0.02)
    raise AssertionError(f"Nobody answers:\n{log.read_text(errors='replace')}")
