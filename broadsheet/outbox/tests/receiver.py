"""Somebody outside whom effects are sent to: a real server on loopback that counts what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

KEY = "Idempotency-Key"


class Desk(ThreadingHTTPServer):
    """Counts keys; refuses those of ``refused`` subjects, and can hold one alert back."""

    daemon_threads = True

    def __init__(self, refused: str) -> None:
        super().__init__(("127.0.0.1", 0), _Window)
        self.refused = refused
        self.came: Counter[str] = Counter()
        self.lock = Lock()
        self.held = Event()
        self.let_go = Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def take(self, key: str) -> int:
        """Count a key and say how it is answered."""
        with self.lock:
            self.came[key] += 1
            first_alert = key.startswith("alarm:") and not self.held.is_set()
            if first_alert:
                self.held.set()
        if first_alert:
            self.let_go.wait(60)
        return 503 if key.startswith(self.refused) else 204


class _Window(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.take(self.headers[KEY])
        try:
            self.send_response(status)
            self.end_headers()
        except OSError:  # whoever asked was killed meanwhile
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def desk(refused: str) -> Iterator[Desk]:
    """A desk that is open for as long as the test needs it."""
    server = Desk(refused)
    thread = Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
