"""The numbers of the server processes, at a port of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest

from broadsheet.config.metrics import LOOPBACK, tell_metrics
from broadsheet.config.tests.test_serving import free_port
from broadsheet.press import bell
from broadsheet.press.serving import counting

pytestmark = pytest.mark.django_db


@pytest.fixture
def port() -> Iterator[int]:
    """A port that tells the numbers as long as a test runs."""
    port = free_port()
    server = tell_metrics(port)
    yield port
    server.shutdown()
    server.server_close()


def ask(port: int, path: str) -> tuple[int, str]:
    """Ask as Prometheus does."""
    with closing(HTTPConnection(LOOPBACK, port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_the_numbers_of_all_processes_are_told_together(port: int) -> None:
    """Those of a process that is gone are left out, and the press's own stand beside them."""
    folder = bell.folder()
    counts = counting.Counts()
    counts.answers["memory", 200] = 7
    counting.keep(folder, counts.samples())
    (folder / f"{2**22 + 1}{counting.ENDING}").write_text('{"broadsheet_bytes_total": 9000}')
    status, text = ask(port, "/metrics")
    counting.forget(folder)

    assert status == 200
    assert 'broadsheet_requests_total{from="memory",status="200"} 7\n' in text
    assert "broadsheet_bytes_total 0\n" in text
    assert "broadsheet_press_worker_silent" in text
    assert "broadsheet_fronts_late 0" in text


def test_nothing_else_is_told_there(port: int) -> None:
    """One path, and no list of others."""
    assert ask(port, "/")[0] == 404
