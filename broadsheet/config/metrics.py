"""The numbers of all server processes at one port, for this machine alone."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.db import DatabaseError, connection

from broadsheet.fronts.lateness import late
from broadsheet.kit import clock
from broadsheet.press import bell, standing
from broadsheet.press.serving import counting

LOOPBACK = "127.0.0.1"
LATE = "broadsheet_fronts_late"
counting.HELP[LATE] = ("gauge", "Fronts that are older than their promise, they or their leads")


def samples() -> dict[str, float]:
    """Return what the servers counted, and what the press last told of itself."""
    found = counting.gathered(bell.folder())
    told, now = standing.heard(), clock.now()
    found["broadsheet_press_worker_silent"] = float(told is None or told.silent(now))
    if told is not None:
        found["broadsheet_press_oldest_seconds"] = round(told.age_by(now), 3)
        found["broadsheet_press_due_pages"] = told.due
        found["broadsheet_press_failed_pages"] = told.failed
    return found | _late_fronts()


def _late_fronts() -> dict[str, float]:
    """Return how many fronts are too old; nothing while the database does not answer."""
    try:
        return {LATE: len(late(clock.now()))}
    except DatabaseError:
        return {}
    finally:
        connection.close()


class Door(BaseHTTPRequestHandler):
    """Answers ``/metrics`` and nothing else."""

    def do_GET(self) -> None:
        """Answer in Prometheus' text form."""
        if self.path != "/metrics":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = counting.exposed(samples()).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a scrape every few seconds is no news."""


def tell_metrics(port: int) -> ThreadingHTTPServer:
    """Open the port, on this machine only; raises ``OSError`` if somebody has it."""
    server = ThreadingHTTPServer((LOOPBACK, port), Door)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server
