"""`broadsheet serve`, asked as a reader asks."""

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
from typing import IO

import pytest

from broadsheet.config.tests.conftest import Run, bare_environment

PATIENCE = 90.0


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Message
    body: bytes


@dataclass
class Served:
    """A newspaper that is served, and its log as far as it was read."""

    port: int
    stream: IO[bytes]
    log: bytes = b""

    def get(self, path: str) -> Answer:
        """Ask for a path exactly as it is written."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def wait_for_answers(self) -> None:
        """Wait until the port is open: the log says that a worker started a moment before."""
        for _try in range(int(PATIENCE * 20)):
            with socket.socket() as plug:
                if plug.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            select.select([], [], [], 0.05)
        raise AssertionError(f"Nobody answers:\n{self.log.decode()}")

    def logged(self, words: str) -> bytes:
        """Wait for a line of the log that holds the words, and return it."""
        while True:
            *whole, _rest = self.log.split(b"\n")
            if line := next((one for one in whole if words.encode() in one), b""):
                return line
            ready, _, _ = select.select([self.stream], [], [], PATIENCE)
            more = os.read(self.stream.fileno(), 65_536) if ready else b""
            assert more, f"{words!r} is not in the log:\n{self.log.decode()}"
            self.log += more


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


@pytest.fixture(scope="module")
def served(prepared: Path) -> Iterator[Served]:
    """A newspaper that is served until the last of these tests."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("broadsheet")), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=prepared, env=bare_environment(), stderr=subprocess.PIPE
    ) as server:
        assert server.stderr is not None
        paper = Served(port, server.stderr)
        paper.logged("Started worker-1")
        paper.wait_for_answers()
        yield paper
        server.send_signal(signal.SIGINT)
        paper.logged("shutdown completed")
    assert server.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.kill(json.loads(paper.logged("work_began"))["pid"], 0)


def test_the_home_page_and_its_style_are_served(served: Served) -> None:
    """A page comes, and the style that it names comes under a hashed name, to be kept."""
    page = served.get("/").body.decode()
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = served.get(style)

    assert "The Courier" in page
    assert answer.status == 200
    assert "immutable" in (answer.headers["Cache-Control"] or "")


@pytest.mark.parametrize("path", ["/media/../../.env", "/static/../../.env", "/.env", "/var/"])
def test_the_newspapers_own_files_are_not_served(served: Served, path: str) -> None:
    """No path leads to the secret."""
    answer = served.get(path)

    assert answer.status == 404
    assert b"SECRET_KEY" not in answer.body


def test_each_request_is_a_line_of_json(served: Served) -> None:
    """Where nobody looks at a terminal, the log is for machines."""
    served.get("/a-page-to-find-in-the-log")
    event = json.loads(served.logged("/a-page-to-find-in-the-log"))

    assert (event["event"], event["status"]) == ("request_answered", 404)


def test_the_desks_jobs_are_done_beside_it(served: Served) -> None:
    """What `prepare` left to be indexed is taken up without another command."""
    job = json.loads(served.logged("state=SUCCESSFUL"))

    assert "update_reference_index" in job["event"] or "insert_or_update" in job["event"]


def test_a_companion_that_dies_is_started_again(served: Served) -> None:
    """The schedule is kept even after a crash of the process that keeps it."""
    first = json.loads(served.logged("work_began"))["pid"]
    os.kill(first, signal.SIGKILL)
    served.logged("companion_died")
    served.log = served.log.replace(b"work_began", b"work_had_begun")
    second = json.loads(served.logged("work_began"))["pid"]

    assert second != first


def test_a_taken_port_is_refused(served: Served, run: Run, prepared: Path) -> None:
    """A second server on the same port does not share its readers."""
    told = run("serve", "--port", str(served.port), cwd=prepared)

    assert told.code == 4
    assert "Choose another --port" in told.err
