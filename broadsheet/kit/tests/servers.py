"""Real servers on loopback that answer as a test says, and keep what they were asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; names of headers in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """What to answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Server:
    """Where a server is, and all that it was asked."""

    origin: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


@contextmanager
def serving(answer: Callable[[Asked], Said]) -> Iterator[Server]:
    """Serve on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet an answer: two of them wait for each other

        def handle_one(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            place.asked.append(asked)
            said = answer(asked)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said.body)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):  # every method, PURGE too
                return self.handle_one
            raise AttributeError(name)

        def log_message(self, *args: Any) -> None:
            """Say nothing: the test reads ``asked``."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as place:
        yield place


@contextmanager
def speaking(talk: Callable[[Any], None]) -> Iterator[Server]:
    """Serve a conversation on bare sockets: ``talk`` gets each connection."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            try:
                talk(self.request)
            except OSError:
                return  # the other side has hung up, as some tests want it to

    with running(ThreadingTCPServer(("127.0.0.1", 0), Handler)) as place:
        yield place


@contextmanager
def running(server: ThreadingTCPServer | ThreadingHTTPServer) -> Iterator[Server]:
    """Run a server until the test is over."""
    server.daemon_threads = True
    server.block_on_close = False
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
