import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from broadsheet.kit.connecting import look_up
from broadsheet.kit.http import (
    Door,
    Garbled,
    Limits,
    TooLarge,
    TooSlow,
    Unreachable,
)
from broadsheet.kit.tests.servers import Asked, Said, Server, serving, speaking

SECRET = "s3cret-of-the-paper"  # noqa: S105 - nobody's
QUICK = Limits(connect=1, read=0.2, total=0.4)
# Far above any time that is being waited for: only what waits without end comes to it.
AT_LAST = 60


def echo(asked: Asked) -> Said:
    return Said(200, asked.method.encode() + b" " + asked.path.encode() + b" " + asked.body)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(echo) as place:
        yield place


def own(server: Server, limits: Limits | None = None) -> Door:
    return Door(own=[server.origin], limits=limits or Limits())


# --- how much, and how long ---


def test_an_answer_of_too_many_bytes_is_thrown_away() -> None:
    """And the next one is asked on a connection of its own."""
    with serving(
        lambda asked: Said(200, b"x" * (100_000 if asked.path == "/big" else 10))
    ) as place:
        door = own(place, Limits(size=1000))

        with pytest.raises(TooLarge, match="more than 1,000 bytes"):
            door.get(place.origin + "/big")
        assert len(door.get(place.origin + "/small").body) == 10


def test_a_small_answer_that_unpacks_to_a_large_one_is_too_large() -> None:
    """Bytes are counted after decompression; memory stays small."""
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    with serving(lambda asked: Said(200, bomb, {"Content-Encoding": "gzip"})) as place:
        door = own(place, Limits(size=1_000_000))

        with pytest.raises(TooLarge):
            door.get(place.origin)


def test_a_compressed_answer_is_read() -> None:
    """A small one comes out as it was."""
    packed = gzip.compress(b"words")
    with serving(lambda asked: Said(200, packed, {"Content-Encoding": "gzip"})) as place:
        assert own(place).get(place.origin).body == b"words"


def test_broken_compression_is_garbled() -> None:
    """What cannot be unpacked is no answer."""
    broken = b"\x1f\x8b" + zlib.compress(b"words")
    with serving(lambda asked: Said(200, broken, {"Content-Encoding": "gzip"})) as place:
        door = own(place)

        with pytest.raises(Garbled, match="compression"):
            door.get(place.origin)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_broken_json_is_garbled(body: bytes) -> None:
    """Also where it would be nested without end."""
    with serving(lambda asked: Said(200, body)) as place:
        answer = own(place).get(place.origin)

        with pytest.raises(Garbled, match="no JSON"):
            answer.json()


def drip(piece: bytes, first: bytes = b"") -> Any:
    """Say a little, and go on so slowly that no single wait is long."""
    over = threading.Event()

    def talk(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(first)
        while not over.wait(0.05):
            connection.sendall(piece)

    return talk


def silent(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.recv(65_536)  # until the other side hangs up


@pytest.mark.parametrize(
    "talk",
    [
        silent,
        drip(b"x", b"HTTP/1.1 "),
        drip(b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
        drip(b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"),
        drip(b"x", b"HTTP/1.1 200 OK\r\n\r\n"),
        drip(b"1\r\nx\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        drip(b"0", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ],
    ids=["silent", "status", "headers", "body", "endless", "chunks", "chunk size"],
)
def test_an_answer_that_takes_too_long_is_cut_off(talk: Any) -> None:
    """Silence, and a byte now and then, end when the time is over."""
    with speaking(talk) as place:
        door = own(place, QUICK)
        started = time.monotonic()

        with pytest.raises(TooSlow, match=f"^{place.origin}: "):
            door.get(place.origin)
        assert time.monotonic() - started < AT_LAST


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    """The system's own resolver may take half a minute."""
    over = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        over.wait(AT_LAST)
        return []

    # The time in all is not to be over first: it has words of its own.
    door = Door(limits=Limits(connect=0.2, total=AT_LAST), resolver=hang)

    with pytest.raises(TooSlow, match="name was not resolved"):
        door.get("http://slow.example/")
    over.set()


def test_all_redirects_share_one_time() -> None:
    """A server that is slow at each step cannot multiply the time allowed."""
    pause = threading.Event()

    def answer(asked: Asked) -> Said:
        pause.wait(0.15)
        return Said(302, headers={"Location": asked.path + "x"})

    with serving(answer) as place:
        door = own(place, Limits(read=1, total=0.4, redirects=999))
        started = time.monotonic()

        with pytest.raises(TooSlow):
            door.get(place.origin + "/")
        assert time.monotonic() - started < AT_LAST


# --- nobody there ---


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_where_nobody_listens_is_unreachable() -> None:
    """It says so, and names the origin only."""
    origin = f"http://127.0.0.1:{free_port()}"

    with pytest.raises(Unreachable, match=f"^{origin}: connection refused") as failed:
        Door(own=[origin]).get(f"{origin}/hook/{SECRET}")
    assert SECRET not in str(failed.value)


def test_a_name_that_nobody_has_is_unreachable() -> None:
    """The resolver's failure becomes ours."""

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(Unreachable, match="name is not known"):
        Door(resolver=unknown).get("http://nobody.example/")


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
    ],
    ids=["nothing", "another protocol", "half", "many headers", "long header"],
)
def test_an_answer_that_breaks_off_is_no_answer(words: bytes) -> None:
    """Half a body is never taken for a whole one."""

    def talk(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(words)

    with speaking(talk) as place:
        door = own(place)

        with pytest.raises(Unreachable, match="broke off"):
            door.get(place.origin)


def test_a_server_without_a_trusted_certificate_is_unreachable(server: Server) -> None:
    """TLS where there is none, or with an unknown name, is no connection."""
    origin = server.origin.replace("http:", "https:")
    door = Door(own=[origin])

    with pytest.raises(Unreachable, match="no trusted connection"):
        door.get(origin)


# --- many at once ---


def test_many_threads_share_a_door(server: Server) -> None:
    """Each gets the answer to its own question."""
    door = own(server)
    with ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda n: door.get(f"{server.origin}/{n}").body, range(100)))

    assert bodies == [b"GET /%d " % n for n in range(100)]


def test_a_connection_is_used_again() -> None:
    """Ten questions one after the other open one connection, also where one was too large."""
    opened: list[int] = []

    def talk(connection: socket.socket) -> None:
        opened.append(1)
        while connection.recv(65_536):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with speaking(talk) as place:
        door = own(place)
        answers = [door.get(place.origin).body for _ in range(10)]

    assert answers == [b"ok"] * 10
    assert len(opened) == 1


def test_a_question_on_a_kept_connection_is_cut_off_too() -> None:
    """The second question has its own time, whoever opened the connection."""

    def talk(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        drip(b"x", b"HTTP/1.1 ")(connection)

    with speaking(talk) as place:
        door = own(place, Limits(connect=AT_LAST, read=AT_LAST, total=AT_LAST))
        assert door.get(place.origin).body == b"ok"
        object.__setattr__(door, "limits", QUICK)  # the same door, and its connection

        with pytest.raises(TooSlow):
            door.get(place.origin)


def test_the_system_resolver_gives_numbers() -> None:
    """As the operating system has them, each once."""
    assert look_up("127.0.0.1", 80) == ["127.0.0.1"]
