"""Sealing: a printed page becomes bytes that are sent as they are, in three encodings.

A sealed file is one line of JSON (what the page is, and the lengths of what follows), the body in
brotli (RFC 7932), the body in gzip (RFC 1952), and a digest of all that. One rename swaps a page
with its headers and encodings.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import brotli

from broadsheet.kit import clock
from broadsheet.press.printed import Printed, SlotPlace

FORM = 1
"""The form of a sealed file; another number is a file of another version."""
QUALITY = 9
"""Brotli's quality, one for every page: with a window of 64 KB it costs what 5 costs with the usual
one. 11 would save an eighth at 40 times the CPU; and a page that is pressed again harder has other
bytes, so that every browser would fetch it again. docs/performance.md has the figures."""
_WINDOW = 16  # of 2 ** 16 bytes; at quality 9 four times as much costs 24 times the CPU
_WIDEST = 22
_GZIP_LEVEL = 6
_DIGEST = 16
_TAG = 12
ENCODINGS = ("br", "gz", "")
"""What a body can be sent in: brotli, gzip, as it is."""


class SealBroken(Exception):  # noqa: N818  (a state of a file, as the house says it)
    """A sealed file is not whole, or of another version; the message says which."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed page. ``size`` is the length of the uncompressed body in bytes."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    keys: frozenset[str]
    slots: tuple[SlotPlace, ...]
    etag: str
    changed_at: datetime
    size: int
    br: bytes
    gz: bytes

    def body(self) -> bytes:
        """Return the body uncompressed."""
        return brotli.decompress(self.br) if self.br else b""

    def encoded(self, encoding: str) -> bytes:
        """Return the body as one of ``ENCODINGS``."""
        return {"br": self.br, "gz": self.gz}[encoding] if encoding else self.body()

    def tag(self, encoding: str) -> str:
        """Return the strong entity tag of one encoding (RFC 9110, 8.8.3), in its quotes."""
        return f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'

    def is_same_as(self, other: Seal) -> bool:
        """Say whether a swap from one to the other would change nothing but the time."""
        return replace(self, changed_at=other.changed_at) == other


def seal(printed: Printed, *, quality: int = QUALITY) -> Seal:
    """Seal a page; ``quality`` is brotli's, 0 to 11.

    Raises ``ValueError`` for an address, a header or a slot that no answer may have.
    """
    _refuse_bad(printed)
    br, gz = _brotli(printed.body, quality), _gzip(printed.body)
    return Seal(
        address=printed.address,
        status=printed.status,
        headers=printed.headers,
        keys=printed.keys,
        slots=printed.slots,
        etag=_etag(printed.status, printed.headers, br, gz),
        changed_at=printed.changed_at,
        size=len(printed.body),
        br=br,
        gz=gz,
    )


def recompose(
    old: Seal, parts: Mapping[str, bytes], *, at: datetime | None = None, quality: int = QUALITY
) -> Seal:
    """Return a seal with new text in some of its settled slots: no database, no template.

    ``parts`` has the new text by slot name; slots that the page lacks are left aside. ``at`` is
    the moment of the change, else now: an old ``Last-Modified`` would keep the old page alive.
    """
    if not any(place.name in parts for place in old.slots):
        return old
    body, places = spliced(old.body(), old.slots, parts)
    printed = Printed(
        old.address, old.status, old.headers, body, old.keys, places, at or clock.now()
    )
    return seal(printed, quality=quality)


def spliced(
    body: bytes, slots: tuple[SlotPlace, ...], parts: Mapping[str, bytes]
) -> tuple[bytes, tuple[SlotPlace, ...]]:
    """Put new texts in the place of old ones; return the body, and where each slot is now."""
    pieces: list[bytes] = []
    places: list[SlotPlace] = []
    done = length = 0
    for place in slots:
        text = parts.get(place.name, body[place.start : place.end])
        start = length + place.start - done
        pieces += [body[done : place.start], text]
        done, length = place.end, start + len(text)
        places.append(SlotPlace(place.name, start, length))
    return b"".join([*pieces, body[done:]]), tuple(places)


def pack(sealed: Seal) -> bytes:
    """Return the bytes of a sealed file."""
    about = {
        "form": FORM,
        "address": sealed.address,
        "status": sealed.status,
        "headers": sealed.headers,
        "keys": sorted(sealed.keys),
        "slots": [(place.name, place.start, place.end) for place in sealed.slots],
        "etag": sealed.etag,
        "changed_at": sealed.changed_at.astimezone(UTC).isoformat(),
        "size": sealed.size,
        "br": len(sealed.br),
        "gz": len(sealed.gz),
    }
    line = json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode()
    whole = b"%b\n%b%b" % (line, sealed.br, sealed.gz)
    return whole + blake2b(whole, digest_size=_DIGEST).digest()


def unpack(packed: bytes) -> Seal:
    """Read a sealed file; raises ``SealBroken`` unless every byte is as it was written."""
    whole, digest = packed[:-_DIGEST], packed[-_DIGEST:]
    if blake2b(whole, digest_size=_DIGEST).digest() != digest:
        raise SealBroken("its digest does not fit: it is cut short, or was changed")
    line, _, bodies = whole.partition(b"\n")
    about = described(line)
    br, gz = bodies[: about["br"]], bodies[about["br"] :]
    if len(gz) != about["gz"]:
        raise SealBroken("its bodies are not as long as it says")
    return Seal(
        address=about["address"],
        status=about["status"],
        headers=tuple((name, value) for name, value in about["headers"]),
        keys=frozenset(about["keys"]),
        slots=tuple(SlotPlace(*place) for place in about["slots"]),
        etag=about["etag"],
        changed_at=datetime.fromisoformat(about["changed_at"]),
        size=about["size"],
        br=br,
        gz=gz,
    )


def described(line: bytes) -> dict[str, Any]:
    """Read the first line of a sealed file; raises ``SealBroken`` if it is none."""
    try:
        about = json.loads(line)
    except ValueError as error:
        raise SealBroken("its first line is no JSON") from error
    if not isinstance(about, dict) or about.get("form") != FORM:
        raise SealBroken("it is of another version")
    return about


def _refuse_bad(printed: Printed) -> None:
    if not printed.address.startswith("/"):
        raise ValueError(f"{printed.address!r} is no address: it has no slash at its beginning.")
    for name, value in printed.headers:
        if not (name + value).isprintable() or not (name + value).isascii():
            raise ValueError(f"The header {name!r} of {printed.address} cannot be sent: {value!r}.")
    done = 0
    for place in printed.slots:
        if not done <= place.start <= place.end <= len(printed.body):
            raise ValueError(f"The slot {place.name} of {printed.address} is not in its body.")
        done = place.end


def _brotli(body: bytes, quality: int) -> bytes:
    if not body:
        return b""
    window = _WINDOW if quality <= QUALITY else _WIDEST
    packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality, lgwin=window)
    return packed


def _gzip(body: bytes) -> bytes:
    if not body:
        return b""
    # Not gzip.compress: it writes the time, and the same page would get another tag each time.
    press = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return press.compress(body) + press.flush()


def _etag(status: int, headers: tuple[tuple[str, str], ...], br: bytes, gz: bytes) -> str:
    """Over what is sent: a strong tag is another one when a single byte of any encoding is."""
    digest = blake2b(repr((status, headers)).encode(), digest_size=_TAG)
    digest.update(br)
    digest.update(gz)
    return digest.hexdigest()
