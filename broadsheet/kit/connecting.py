"""How an outgoing connection is made: resolved, decided, connected, and cut off in time.

For ``kit.http`` alone, which says what a caller meets: its errors and limits are told here.
"""

from __future__ import annotations

import queue
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

from broadsheet.kit.ip import is_public

Resolver = Callable[[str, int], Sequence[str]]


class HttpFailed(Exception):  # noqa: N818 - the name says what happened, as one reads it
    """No usable answer came. The words say why, and name no more of the address than its origin."""


class Refused(HttpFailed):
    """The address may not be asked, or the request may not be sent; nothing was sent there."""


class Unreachable(HttpFailed):
    """Nobody answered: no such name, no connection, no trusted certificate, or it broke off."""


class TooSlow(Unreachable):
    """The time was over before the answer was complete."""


class TooLarge(HttpFailed):
    """The answer has more bytes than were allowed; what came of it is thrown away."""


class Garbled(HttpFailed):
    """The answer came and cannot be read: its compression or its JSON is broken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange: seconds, bytes (as sent and as decompressed), redirects followed."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    size: int = 5_000_000
    redirects: int = 3


def look_up(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, as the system's resolver gives them.

    Raises ``OSError`` (``socket.gaierror``) if there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass
class Errand:
    """One exchange under way: what it may do, until when, and the socket to cut it off by."""

    limits: Limits
    resolver: Resolver
    private: bool
    ends: float
    late: bool = False
    lifeline: socket.socket | None = None

    def left(self, at_most: float) -> float:
        """Return the seconds that one step may take. Raises ``TooSlow`` if none are left."""
        left = self.ends - time.monotonic()
        if left <= 0 or self.late:
            raise TooSlow(f"no answer within {self.limits.total:g} seconds")
        return min(left, at_most)

    def hold(self, sock: socket.socket) -> None:
        """Keep a second handle of the connection: the first is busy reading when time is over."""
        self.release()
        self.lifeline = socket.fromfd(sock.fileno(), sock.family, sock.type)
        if self.late:
            self.cut()

    def cut(self) -> None:
        """End the exchange: whoever waits for the connection sees it closed."""
        self.late = True
        if self.lifeline is not None:
            with suppress(OSError):
                self.lifeline.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Let go of the handle."""
        if self.lifeline is not None:
            self.lifeline.close()
            self.lifeline = None

    def numbers(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host that may be connected to."""
        found = self._resolved(host, port)
        allowed = [number for number in found if self.private or is_public(number)]
        if not allowed:
            raise Refused("it is no place of the public internet")
        return allowed

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        # The system's resolver knows no time limit: it is waited for from beside.
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        Thread(target=ask, daemon=True, name="kit.http resolver").start()
        try:
            answer = answers.get(timeout=self.left(self.limits.connect))
        except queue.Empty as error:
            raise TooSlow("its name was not resolved in time") from error
        if isinstance(answer, Exception):
            raise Unreachable("its name is not known") from answer
        return answer

    def connected(self, host: str, port: int) -> socket.socket:
        """Return a connection to the first of a host's addresses that takes one."""
        fault = "it has no address"
        for number in self.numbers(host, port):
            try:
                sock = socket.create_connection((number, port), self.left(self.limits.connect))
            except OSError as error:
                fault = (error.strerror or "no connection in time").lower()
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.hold(sock)
            return sock
        raise Unreachable(fault)
