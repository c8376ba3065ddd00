"""Django behind the reader server: a WSGI application in a few threads (PEP 3333).

Uploads come in as the reader sends them, answers that stream go out as they are made, and no
more requests wait than can be answered in good time.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog

from broadsheet.press.serving.answers import Headers

log = structlog.get_logger(__name__)

THREADS = 4
"""Threads share one Python: a few hide the waiting for the disk, more only wait themselves."""
MOST_WAITING = 400
SMALL = 65_536
"""Bytes of a body that is taken in before a thread is: a slow reader holds none up."""
PATIENCE = 60.0
"""Seconds without a byte after which an upload is given up."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Overloaded(Exception):  # noqa: N818  (a state, as the house says it)
    """Too many requests wait for Django."""


@dataclass
class Fetched:
    """What the application answered: a whole body, or the rest of a stream."""

    status: int
    headers: Headers
    body: bytes | None = None
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = field(default=lambda: None)
    failed: bool = False
    """The database did not answer."""

    def end(self) -> None:
        """Close a stream that is not sent; a whole body is closed already."""
        if self.rest is not None:
            self.close()


class Behind:
    """The application in its threads.

    ``database_failed`` tells, in the thread that answered, whether the database was the reason of
    a failure, and forgets it.
    """

    def __init__(self, application: Application, database_failed: Callable[[], bool]) -> None:
        self._application = application
        self._database_failed = database_failed
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="behind")
        self._waiting = 0

    async def fetch(self, scope: Any, proto: Any, *, bare: bool = False) -> Fetched:
        """Ask the application; ``bare`` leaves out what one reader alone has said.

        Raises ``Overloaded`` when too many wait already.
        """
        if self._waiting >= MOST_WAITING:
            raise Overloaded
        loop = asyncio.get_running_loop()
        environ = environ_of(scope, bare=bare)
        self._waiting += 1
        try:
            environ["wsgi.input"] = await _input(environ, proto, loop)
            return await loop.run_in_executor(self._threads, self._run, environ)
        finally:
            self._waiting -= 1

    async def send(self, fetched: Fetched, proto: Any) -> int:
        """Send it to the reader; return the bytes of its body."""
        if fetched.body is not None:
            proto.response_bytes(fetched.status, fetched.headers, fetched.body)
            return len(fetched.body)
        loop = asyncio.get_running_loop()
        stream = proto.response_stream(fetched.status, fetched.headers)
        return await loop.run_in_executor(self._threads, _pour, fetched, stream, loop)

    def end(self) -> None:
        """Let the threads finish."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, environ: dict[str, Any]) -> Fetched:
        self._database_failed()
        fetched = Fetched(500, [])

        def start(status: str, headers: Headers, exc_info: Any = None) -> None:
            fetched.status = int(status.split(" ", 1)[0])
            fetched.headers = headers

        found = self._application(environ, start)
        fetched.close = getattr(found, "close", fetched.close)
        length = next((v for name, v in fetched.headers if name.lower() == "content-length"), None)
        if length is not None and int(length) <= SMALL * 16:
            try:
                fetched.body = b"".join(found)
            finally:
                fetched.close()
        else:
            fetched.rest = iter(found)
        fetched.failed = self._database_failed()
        return fetched


def _pour(fetched: Fetched, stream: Any, loop: asyncio.AbstractEventLoop) -> int:
    """Send a stream from its thread, as fast as the reader takes it."""
    size = 0
    try:
        for piece in fetched.rest or ():
            asyncio.run_coroutine_threadsafe(_send(stream, piece), loop).result()
            size += len(piece)
    except Exception:  # the reader went away, or the view failed half-way: nobody to answer
        log.warning("stream_broken", sent=size, exc_info=True)
    finally:
        fetched.close()
    return size


async def _send(stream: Any, piece: bytes) -> None:
    await stream.send_bytes(piece)


async def _input(environ: dict[str, Any], proto: Any, loop: asyncio.AbstractEventLoop) -> Any:
    length = environ.get("CONTENT_LENGTH", "")
    if not length and "HTTP_TRANSFER_ENCODING" not in environ:
        return io.BytesIO()
    if length.isdecimal() and int(length) <= SMALL:
        return io.BytesIO(await proto())
    return io.BufferedReader(Incoming(proto.__aiter__(), loop), SMALL)


class Incoming(io.RawIOBase):
    """A body as it comes in, read from a thread."""

    def __init__(self, pieces: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces, self._loop = pieces, loop
        self._left = b""
        self._over = False

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; raises ``OSError`` if the reader stays silent or goes away."""
        if not self._left and not self._over:
            self._left = self._next()
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _next(self) -> bytes:
        waiting = asyncio.run_coroutine_threadsafe(self._piece(), self._loop)
        try:
            return waiting.result(PATIENCE)
        except TimeoutError as error:
            waiting.cancel()
            raise OSError("The reader stopped sending.") from error

    async def _piece(self) -> bytes:
        """The next piece that has anything in it; nothing at the end."""
        with suppress(StopAsyncIteration):
            while True:
                piece: bytes = await self._pieces.__anext__()
                if piece:
                    return piece
        self._over = True
        return b""


def environ_of(scope: Any, *, bare: bool = False) -> dict[str, Any]:
    """Return the WSGI environment of a request; of a ``bare`` one, without what a reader said."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]") or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_SOFTWARE": "Granian",
        "GATEWAY_INTERFACE": "CGI/1.1",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
        "wsgi.file_wrapper": FileWrapper,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        if "_" not in name and not (bare and name in _OF_ONE_READER):
            _add(environ, name, value)
    return environ


_OF_ONE_READER = frozenset({"cookie", "authorization", "range", "if-none-match", "accept-language"})


def _add(environ: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    if key in environ and key != "HTTP_HOST":
        value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    environ[key] = value


class FileWrapper:
    """A file that is sent in large pieces (PEP 3333, optional file handling)."""

    def __init__(self, file: Any, _size: int = 0) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(SMALL):
            yield piece

    def close(self) -> None:
        """Close the file, if it can be closed."""
        with suppress(AttributeError):
            self._file.close()
