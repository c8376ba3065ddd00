"""The one door for outgoing HTTP; nothing else of Broadsheet talks to the network.

Addresses come from strangers (a webhook, a link, a feed), so a door leads to the public internet
only. It is decided by the numeric address that is connected to, not by the name, so that a name
which answers differently the second time gains nothing; each redirect is decided anew. A place
that is not public (the paper's own Varnish on loopback) must be named to the door by its origin.

An answer is bounded in bytes, also after decompression, and in time: for connecting, for each
wait, and in all. A proxy of the environment is not used: it would look names up by itself.
Nothing here logs or says more of an address than its origin: a path may hold a secret.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from threading import Timer
from typing import Any
from urllib.parse import urljoin

import certifi
import structlog
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, SSLError
from urllib3.exceptions import TimeoutError as UrllibTimeout
from urllib3.util import Timeout, Url, parse_url

from broadsheet import __version__
from broadsheet.kit.connecting import (
    Errand,
    Garbled,
    HttpFailed,
    Limits,
    Refused,
    Resolver,
    TooLarge,
    TooSlow,
    Unreachable,
    look_up,
)

__all__ = [
    "Answer",
    "Door",
    "Garbled",
    "HttpFailed",
    "Limits",
    "Refused",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "look_up",
]

log = structlog.get_logger(__name__)

AGENT = f"Broadsheet/{__version__}"
PIECE = 65_536
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What a caller gives to the first server is not for the one that this sends us on to.
FOR_ANY_SERVER = frozenset({"accept", "accept-language", "user-agent"})
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
UNWRITABLE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. Names of headers are in small letters; equal ones are joined."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str

    @property
    def fine(self) -> bool:
        """Whether the status is one of success (200 to 299)."""
        return 200 <= self.status < 300  # noqa: PLR2004 - RFC 9110, section 15.3

    def json(self) -> Any:
        """Return the body read as JSON. Raises ``Garbled`` if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Garbled(f"{_origin_of(self.address)} answered what is no JSON.") from error


_errand: ContextVar[Errand] = ContextVar("kit.http errand")


class _Plain(HTTPConnection):
    """A connection that its errand makes, and can cut off."""

    def _new_conn(self) -> socket.socket:
        return _errand.get().connected(self.host, self.port or PORTS["http"])

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection that was kept open is handed to the new errand."""
        if self.sock is not None:
            _errand.get().hold(self.sock)
        super().request(*args, **kwargs)


class _Sealed(HTTPSConnection):
    """The same over TLS."""

    def _new_conn(self) -> socket.socket:
        return _errand.get().connected(self.host, self.port or PORTS["https"])

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection that was kept open is handed to the new errand."""
        if self.sock is not None:
            _errand.get().hold(self.sock)
        super().request(*args, **kwargs)


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SealedPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Sealed


def _pools() -> urllib3.PoolManager:
    trust = ssl.create_default_context()  # the system's, where a paper may have put its own
    trust.load_verify_locations(certifi.where())
    manager = urllib3.PoolManager(num_pools=16, maxsize=16, ssl_context=trust)
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SealedPool}
    return manager


def _origin(url: Url) -> str:
    return f"{url.scheme}://{url.host}:{url.port or PORTS[url.scheme or 'http']}"


def _origin_of(address: str) -> str:
    return _origin(_read(address))


def _read(address: str) -> Url:
    """Return the parts of an address that may be asked at all. Raises ``Refused``."""
    if UNWRITABLE.search(address):
        raise Refused("The address has a space or a control character in it: take it out.")
    try:
        url = parse_url(address)
    except HTTPError as error:
        raise Refused("This is no address: write one like https://example.com/path.") from error
    if url.scheme not in PORTS or not url.host:
        raise Refused("Only addresses of http and https with a host can be asked.")
    if url.auth is not None:
        raise Refused(f"{_origin(url)}: a name or password in the address is not sent.")
    if url.port == 0:
        raise Refused(f"{_origin(url)}: there is no port 0.")
    return url


def _written(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to send, or raise ``Refused`` without repeating a value."""
    for name, value in headers.items():
        wrong = re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value) or not value.isascii()
        if wrong or not TOKEN.fullmatch(name):
            raise Refused(f"The header {name!r} cannot be sent: it has characters of another kind.")
    return dict(headers)


@dataclass(frozen=True)
class Door:
    """A way out, for many threads at once; connections are kept open and used again.

    ``own`` names origins (``http://127.0.0.1:6081``) that may be asked though they are not public.
    They hold for the address that is asked and redirects inside its origin, never for a redirect
    that comes from elsewhere. ``resolver`` turns a host and port into numeric addresses.
    """

    own: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    agent: str = AGENT
    resolver: Resolver = field(default=look_up, repr=False)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(_origin_of(address) for address in self.own)

    @cached_property
    def _public_pools(self) -> urllib3.PoolManager:
        return _pools()

    # Apart, lest a connection that was made without the check be used where it holds.
    @cached_property
    def _own_pools(self) -> urllib3.PoolManager:
        return _pools()

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what a GET is answered, after redirects; raises as ``send`` does."""
        return self.send("GET", address, headers)

    def send(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Return what the server answers, whatever its status.

        Redirects of GET and HEAD are followed, within the limits; to another origin without the
        caller's headers, and never from https to http. Those of other methods are answers.
        Raises ``Refused``, ``Unreachable`` (``TooSlow``), ``TooLarge`` or ``Garbled``.
        """
        if not TOKEN.fullmatch(method):
            raise Refused(f"{method!r} is no method of HTTP.")
        first = url = _read(address)
        given = _written({"User-Agent": self.agent, "Accept-Encoding": "gzip", **(headers or {})})
        ends = time.monotonic() + self.limits.total
        for _hop in range(self.limits.redirects + 1):
            private = _origin(url) in self._own and _origin(url) == _origin(first)
            errand = Errand(self.limits, self.resolver, private, ends)
            answer = self._run(errand, method, url, given, body)
            onward = _onward(method, url, answer)
            if onward is None:
                return answer
            if _origin(onward) != _origin(url):
                given = {n: v for n, v in given.items() if n.lower() in FOR_ANY_SERVER}
            url = onward
        raise Refused(f"{_origin(first)} sends us on more than {self.limits.redirects} times.")

    def _run(
        self,
        errand: Errand,
        method: str,
        url: Url,
        headers: Mapping[str, str],
        body: bytes | None,
    ) -> Answer:
        """Do one exchange under its errand, and put what goes wrong in our words."""
        token = _errand.set(errand)
        began = time.monotonic()
        watch = Timer(max(errand.ends - began, 0), errand.cut)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(errand, method, url, headers, body)
            if errand.late:  # cut off, a body without a length looks complete
                raise TooSlow(f"no answer within {self.limits.total:g} seconds")
        except (HttpFailed, HTTPError, OSError, ValueError) as error:
            failed = _failed(error, errand, _origin(url))
            log.info("http.failed", method=method, origin=_origin(url), why=str(failed))
            raise failed from error
        finally:
            watch.cancel()
            errand.release()
            _errand.reset(token)
        took = round((time.monotonic() - began) * 1000, 1)
        log.debug("http.sent", method=method, origin=_origin(url), status=answer.status, ms=took)
        return answer

    def _exchange(
        self,
        errand: Errand,
        method: str,
        url: Url,
        headers: Mapping[str, str],
        body: bytes | None,
    ) -> Answer:
        pools = self._own_pools if errand.private else self._public_pools
        response = pools.connection_from_url(_origin(url)).urlopen(
            method,
            url.request_uri,
            body=body,
            headers=headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=Timeout(
                connect=errand.left(self.limits.connect), read=errand.left(self.limits.read)
            ),
            preload_content=False,
        )
        try:
            content = _content(response, self.limits.size)
        except BaseException:
            response.close()  # what is left of it is not read, nor the connection used again
            raise
        response.release_conn()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, names, content, url.url)


def _content(response: urllib3.BaseHTTPResponse, size: int) -> bytes:
    """Return the body, decompressed. Raises ``TooLarge`` as soon as it is."""
    pieces: list[bytes] = []
    have = 0
    while piece := response.read(PIECE, decode_content=True):
        have += len(piece)
        if have > size or response.tell() > size:
            raise TooLarge(f"its answer has more than {size:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def _onward(method: str, url: Url, answer: Answer) -> Url | None:
    """Return where a redirect leads, or None if the answer is to be taken as it is."""
    place = answer.headers.get("location")
    if method not in ("GET", "HEAD") or answer.status not in REDIRECTS or place is None:
        return None
    try:
        onward = _read(urljoin(url.url, place))
    except (Refused, ValueError) as error:
        raise Refused(f"{_origin(url)} sends us on to what may not be asked.") from error
    if url.scheme == "https" and onward.scheme == "http":
        raise Refused(f"{_origin(url)} sends us on from https to http.")
    return onward


def _failed(error: Exception, errand: Errand, origin: str) -> HttpFailed:
    """Return what went wrong in words that name the origin and nothing secret."""
    kind: type[HttpFailed] = Unreachable
    if isinstance(error, HttpFailed):
        kind, why = type(error), str(error)
    elif isinstance(error, SSLError | ssl.SSLError):
        why = f"no trusted connection ({getattr(error.args[0], 'reason', '') or 'TLS'})"
    elif isinstance(error, DecodeError):
        kind, why = Garbled, "its compression is broken"
    else:
        why = f"the exchange broke off ({type(error).__name__})"
    if errand.late or isinstance(error, UrllibTimeout | TimeoutError):
        kind, why = TooSlow, f"no answer within the time allowed ({errand.limits.total:g} s in all)"
    return kind(f"{origin}: {why}.")
