"""What is not in the edition: printed once, else answered by the application, or explained."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from broadsheet.press.tests.pages import sealed
from broadsheet.press.tests.serving.conftest import PAGE, PATIENCE, Served, wait_for


def test_two_hundred_readers_of_a_new_page_cost_one_print(served: Served) -> None:
    """All wait for the same print, and all get the page."""
    address = "/to-print/a/"
    where = ("127.0.0.1", served.port)
    plugs = [socket.create_connection(where, PATIENCE) for _reader in range(200)]
    for plug in plugs:
        plug.sendall(f"GET {address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    served.ask("/echo")
    served.open_gate()
    answers = []
    for plug in plugs:
        with plug, plug.makefile("rb") as file:
            answers.append(file.read())

    assert served.asked().count(address) == 1
    assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)
    assert all(answer.endswith(b"</footer>") for answer in answers)


def test_a_page_that_nobody_prints_is_rendered_for_everybody(served: Served) -> None:
    """No worker: the application answers, without what one reader has said, and keeps nothing."""
    answer = served.ask("/never/a/", Cookie="sessionid=abc")

    assert answer.told()["cookie"] == ""
    assert "Set-Cookie" not in answer.headers
    assert served.edition.get("/never/a/") is None


def test_what_is_not_the_presss_is_the_applications(served: Served) -> None:
    """With its cookies, its query, and every cookie that it sets."""
    answer = served.ask("/desk/?next=/a", Cookie="sessionid=abc")

    assert answer.told()["cookie"] == "sessionid=abc"
    assert answer.told()["query"] == "next=/a"
    assert answer.told()["client"] == "127.0.0.1"
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize("size", [0, 1_000, 3_000_000])
def test_an_upload_arrives_whole(served: Served, size: int) -> None:
    """Small ones are taken in first, large ones are read as they come."""
    answer = served.ask("/upload", "POST", b"x" * size, Content_Type="image/png")

    assert answer.told()["size"] == size
    assert answer.told()["type"] == "image/png"


def test_an_answer_that_streams_is_not_held_back(served: Served) -> None:
    """The first piece is there before the second is made."""
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as plug:
        plug.sendall(b"GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        seen = b""
        while b"first," not in seen:
            seen += plug.recv(65_536)
        served.open_gate()
        while more := plug.recv(65_536):
            seen += more

    assert b"second" in seen


def test_an_application_that_raises_is_an_answer_still(served: Served) -> None:
    """The reader gets a plain page, and the log the traceback."""
    answer = served.ask("/raises")

    assert answer.status == 503
    assert b"a fault of the application" in (served.root / "log").read_bytes()


@pytest.fixture
def no_database(served: Served) -> Iterator[None]:
    """The database is down as long as a test runs."""
    (served.root / "database-is-down").touch()
    yield
    (served.root / "database-is-down").unlink()


@pytest.mark.usefixtures("no_database")
def test_printed_pages_do_not_need_the_database(served: Served) -> None:
    """They are answered as ever."""
    assert served.ask(PAGE).body == sealed(PAGE).body()


@pytest.mark.usefixtures("no_database")
def test_a_page_set_aside_answers_if_the_database_is_down(served: Served) -> None:
    """Better yesterday's page than none."""
    served.edition.put(sealed("/never/b/"))
    served.edition.set_aside("/never/b/")
    answer = served.ask("/never/b/")

    assert (answer.status, answer.body) == (200, sealed().body())


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("path", "method"), [("/never/c/", "GET"), ("/comment", "POST")])
def test_without_database_and_copy_the_reader_is_told(
    served: Served, path: str, method: str
) -> None:
    """A plain page, that robots take for what it is."""
    answer = served.ask(path, method)

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"The Courier" in answer.body


@pytest.mark.usefixtures("no_database")
def test_the_desk_is_told_what_is_wrong(served: Served) -> None:
    """What fails, and what mends it, from files alone."""
    answer = served.ask("/desk/")

    assert answer.status == 503
    assert b"The database does not answer" in answer.body
    assert b"broadsheet check" in answer.body


@pytest.mark.usefixtures("no_database")
def test_a_one_time_link_is_not_in_the_log(served: Served) -> None:
    """Whoever has it is signed in: a log has the beginning of its address alone."""
    served.ask("/account/enrol/a-secret-token/")
    served.ask("/watch-for-this")
    wait_for(served, b"/watch-for-this")

    assert b'"/account/"' in (served.root / "log").read_bytes()
    assert b"a-secret-token" not in (served.root / "log").read_bytes()
