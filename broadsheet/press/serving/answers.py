"""What the server answers with: a seal's bytes for one encoding, with every header ready."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from broadsheet.press.sealing import Seal
from broadsheet.press.serving.asking import NONE_ACCEPTABLE
from broadsheet.press.tags import tags

Headers = list[tuple[str, str]]
OK, NOT_MODIFIED, NOT_ACCEPTABLE = 200, 304, 406
_CONTENT_ENCODING = {"br": "br", "gz": "gzip"}
_TAG_JOINTS = {"surrogate-key": " ", "xkey": " ", "cache-tag": ","}
HEADERS_IN_MEMORY = 2_000
"""Bytes that an answer takes besides its body, roughly."""


@dataclass(frozen=True)
class Manner:
    """How the newspaper answers, from its settings.

    ``always`` is said with every page and wins over what was sealed with it. ``cdn`` is what only
    a cache in front reads, ``tag_headers`` the names under which it wants a page's keys.
    """

    always: tuple[tuple[str, str], ...] = ()
    cache_control: str = "max-age=0, must-revalidate"
    cdn: tuple[tuple[str, str], ...] = ()
    tag_headers: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """A page ready to be sent in one encoding."""

    status: int
    headers: Headers
    body: bytes
    tag: str
    modified: str
    moment: datetime
    encoding: str
    short: Headers = field(default_factory=list)
    """The headers of ``304 Not Modified`` (RFC 9110, 15.4.5)."""

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory."""
        return len(self.body) + HEADERS_IN_MEMORY


def answer_of(seal: Seal, encoding: str, manner: Manner) -> Answer:
    """Make a seal ready to be sent as one of ``sealing.ENCODINGS``, or to be refused."""
    body = b"" if encoding == NONE_ACCEPTABLE else seal.encoded(encoding)
    ours = {name for name, _value in manner.always}
    page = [(name.lower(), value) for name, value in seal.headers if name.lower() not in ours]
    modified = format_datetime(seal.changed_at, usegmt=True)
    short = [
        ("vary", "accept-encoding"),
        ("cache-control", manner.cache_control),
        *manner.cdn,
        *_tagged(seal, manner),
    ]
    if seal.status == OK:
        short += [("etag", seal.tag(encoding)), ("last-modified", modified)]
    headers = [*page, *manner.always, *short, ("content-length", str(len(body)))]
    if body and encoding:
        headers.append(("content-encoding", _CONTENT_ENCODING[encoding]))
    return Answer(
        seal.status,
        headers,
        body,
        seal.tag(encoding),
        modified,
        seal.changed_at,
        encoding,
        short,
    )


def _tagged(seal: Seal, manner: Manner) -> Headers:
    if not manner.tag_headers:
        return []
    found = tags(seal.address, seal.keys)
    return [(name, _TAG_JOINTS[name].join(found)) for name in manner.tag_headers]
