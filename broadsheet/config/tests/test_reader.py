"""The newspaper's own reader server, with everything that it needs gone but the edition."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from broadsheet.config.tests.conftest import bare_environment
from broadsheet.config.tests.test_serving import Served, free_port
from broadsheet.press.edition import Edition
from broadsheet.press.tests.pages import sealed

NOWHERE = "postgres://nobody:nothing@127.0.0.1:1/none"


@pytest.fixture(scope="module")
def without_database(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A newspaper that was started while its database is away, with two pages in its edition."""
    edition = tmp_path_factory.mktemp("edition")
    Edition(edition).put(sealed("/nation/"))
    Edition(edition).put(sealed("/world/"))
    Edition(edition).set_aside("/world/")
    port = free_port()
    command = [str(Path(sys.executable).with_name("broadsheet")), "serve", "--port", str(port)]
    env = bare_environment(
        DATABASE_URL=NOWHERE, EDITION_ROOT=str(edition), SITE_URL="https://courier.example"
    )
    with subprocess.Popen(
        [*command, "--no-work"], cwd=prepared, env=env, stderr=subprocess.PIPE
    ) as server:
        assert server.stderr is not None
        paper = Served(port, server.stderr)
        paper.logged("Started worker-1")
        paper.wait_for_answers()
        yield paper
        server.send_signal(signal.SIGINT)
        paper.logged("shutdown completed")
    assert server.returncode == 0


def test_printed_pages_are_served_without_a_database(without_database: Served) -> None:
    """The server starts, says what is missing, and answers readers."""
    without_database.logged("serving_without")
    answer = without_database.get("/nation/")

    assert (answer.status, answer.body) == (200, sealed().body())


def test_they_have_the_headers_that_djangos_pages_have(without_database: Served) -> None:
    """What protects a reader does not depend on who answers."""
    headers = without_database.get("/nation/").headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_set_aside_is_served_without_a_database(without_database: Served) -> None:
    """Its old copy is better than none."""
    assert without_database.get("/world/").body == sealed().body()


def test_the_desk_is_told_of_the_database(without_database: Served) -> None:
    """With what mends it, and without a word of where it is or who may open it."""
    with closing(HTTPConnection("127.0.0.1", without_database.port, timeout=60)) as connection:
        connection.request("GET", "/desk/", headers={"Cookie": "sessionid=an-editors-own-session"})
        answer = connection.getresponse()
        body = answer.read()

    assert answer.status == 503
    assert b"The database does not answer" in body
    assert b"nobody" not in body
    assert b"127.0.0.1" not in body


def test_what_is_not_printed_can_be_asked_for_again(without_database: Served) -> None:
    """Readers and robots are told to come back."""
    answer = without_database.get("/nation/2026/nov/22/never-printed-1.html")

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"


def test_the_press_can_be_switched_off(prepared: Path) -> None:
    """With ``PRESS=false`` Django answers each page itself, as before."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("broadsheet")), "serve", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--no-work"],
        cwd=prepared,
        env=bare_environment(PRESS="false"),
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stderr is not None
        paper = Served(port, server.stderr)
        paper.logged("Started worker-1")
        paper.wait_for_answers()
        answer = paper.get("/")
        server.send_signal(signal.SIGINT)
        paper.logged("shutdown completed")

    assert answer.status == 200
    assert "ETag" not in answer.headers
