"""A reader server for the tests, in a process of its own: real HTTP, an application that tells.

``python -m broadsheet.press.tests.serving.served FOLDER PORT`` serves until it is told to stop.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from granian import Granian
from granian.constants import Interfaces

TYPES = {".png": "image/png"}
ALWAYS = (("x-content-type-options", "nosniff"),)


def folder() -> Path:
    """The folder that this server works in."""
    return Path(os.environ["SERVED_FOLDER"])


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Tell what was asked for; stream, or fail, if asked to."""
    path = environ["PATH_INFO"].encode("latin-1").decode()
    if (folder() / "database-is-down").exists():
        start("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"a fault"]
    if path == "/stream":
        start("200 OK", [("Content-Type", "text/plain")])
        return stream()
    if path == "/raises":
        raise ValueError("a fault of the application")
    size = 0
    while piece := environ["wsgi.input"].read(50_000):
        size += len(piece)
    told = {
        "path": path,
        "method": environ["REQUEST_METHOD"],
        "query": environ["QUERY_STRING"],
        "cookie": environ.get("HTTP_COOKIE", ""),
        "type": environ.get("CONTENT_TYPE", ""),
        "client": environ["REMOTE_ADDR"],
        "size": size,
    }
    body = json.dumps(told).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start("404 Not Found", [*headers, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [body]


def stream() -> Iterator[bytes]:
    """One piece, and another once the test has seen the first."""
    yield b"first,"
    (folder() / "gate").read_bytes()
    yield b"second"


def database_failed() -> bool:
    """As the newspaper's own: whether the database is the reason."""
    return (folder() / "database-is-down").exists()


def ask(address: str, _wait: float) -> bool:
    """Print as a worker would: note that it was asked, wait for the test, print one page."""
    from broadsheet.press.edition import Edition  # noqa: PLC0415
    from broadsheet.press.tests.pages import sealed  # noqa: PLC0415

    with (folder() / "asked").open("a") as noted:
        noted.write(f"{address}\n")
    if address.startswith("/never/"):
        return False
    (folder() / "gate").read_bytes()
    Edition(folder() / "edition").put(sealed(address, "printed on request"))
    return True


def build() -> Any:
    """The server."""
    django.setup()
    from broadsheet.press.edition import Edition  # noqa: PLC0415
    from broadsheet.press.serving.answers import Manner  # noqa: PLC0415
    from broadsheet.press.serving.behind import Behind  # noqa: PLC0415
    from broadsheet.press.serving.journal import Journal  # noqa: PLC0415
    from broadsheet.press.serving.media import Shelf  # noqa: PLC0415
    from broadsheet.press.serving.reader import House, Press, Reader  # noqa: PLC0415

    house = House(
        paper="The Courier",
        var=folder(),
        counts=folder() / "counts",
        manner=Manner(ALWAYS),
        shelves=(Shelf("/media/images/", folder() / "images", TYPES, ALWAYS),),
    )
    ours = Press(lambda address: address.startswith(("/to-print/", "/never/")), ask)
    behind = Behind(application, database_failed)
    return Reader(house, Edition(folder() / "edition"), ours, behind, Journal())


if __name__ == "__main__":
    os.environ["SERVED_FOLDER"] = sys.argv[1]
    Granian(
        "broadsheet.press.tests.serving.served:build",
        factory=True,
        port=int(sys.argv[2]),
        interface=Interfaces.RSGI,
        workers=1,
        websockets=False,
    ).serve()
