"""A reader server in a process of its own, and its folder."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from broadsheet.press.edition import Edition
from broadsheet.press.serving import counting
from broadsheet.press.tests.pages import sealed

PATIENCE = 60.0
PAGE = "/nation/2026/nov/22/rain-1.html"
PICTURE = bytes(range(256)) * 40


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Message
    body: bytes

    def told(self) -> Any:
        """What the application behind tells."""
        return json.loads(self.body)


@dataclass
class Served:
    """A server and its folder."""

    port: int
    root: Path
    process: subprocess.Popen[bytes]

    @property
    def edition(self) -> Edition:
        """The edition that it answers from."""
        return Edition(self.root / "edition")

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """Ask exactly as written; an underscore in a header's name is a hyphen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def open_gate(self) -> None:
        """Let what waits in the server go on."""
        with (self.root / "gate").open("wb") as gate:
            gate.write(b"go")

    def asked(self) -> list[str]:
        """What the press was asked to print."""
        noted = self.root / "asked"
        return noted.read_text().split() if noted.exists() else []


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that answers until the last test, and whose log is in a file."""
    root = tmp_path_factory.mktemp("served")
    os.mkfifo(root / "gate")
    (root / "images").mkdir()
    (root / "images" / "rain.png").write_bytes(PICTURE)
    (root / "secret.png").write_bytes(b"an original")
    port = free_port()
    command = [sys.executable, "-m", "broadsheet.press.tests.serving.served", str(root), str(port)]
    with (root / "log").open("wb") as log, subprocess.Popen(command, stderr=log) as process:
        server = Served(port, root, process)
        wait_until_open(port)
        yield server
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
    assert process.returncode == 0
    assert counting.gathered(root / "counts") == {}


def wait_until_open(port: int) -> None:
    for _try in range(int(PATIENCE * 20)):
        with socket.socket() as plug:
            if plug.connect_ex(("127.0.0.1", port)) == 0:
                return
        select.select([], [], [], 0.05)
    raise AssertionError("Nobody answers.")


@pytest.fixture(autouse=True)
def page(served: Served) -> None:
    """One page that is printed, as it was before each test."""
    served.edition.discard(PAGE)  # or it would be dated after what an earlier test put there
    served.edition.put(sealed(PAGE))


def wait_for(served: Served, words: bytes) -> bytes:
    """Wait until a line of the log holds the words."""
    for _look in range(int(PATIENCE * 20)):
        for line in (served.root / "log").read_bytes().split(b"\n"):
            if words in line:
                return line
        select.select([], [], [], 0.05)
    raise AssertionError(f"{words!r} is not in the log.")
