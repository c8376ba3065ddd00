"""The edition in a bucket of S3, or of a store that speaks as S3 does.

The same tree as on disk: ``site/…`` has each page as a plain file, with ``.br`` and ``.gz`` beside
it, each object with its type, encoding and time to keep, so that a CDN can serve the bucket;
``seals/…`` has every page whole, whatever its status, under a name that its address is read from.
An object is swapped at once, and a reader of S3 sees the new one from then on.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING

import obstore
import structlog
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from broadsheet.press import tree
from broadsheet.press.sealing import Seal, SealBroken, pack, unpack
from broadsheet.press.tags import tags

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import S3Config

log = structlog.get_logger(__name__)

GENERATION, SEALED = "generation", ".seal"
LONGEST_KEY = 1_024  # of S3, in bytes
MOST_METADATA = 1_800  # S3 takes 2 KB of an object's own words
ENDINGS = {"": "", "br": ".br", "gz": ".gz"}
CONTENT_ENCODING = {"br": "br", "gz": "gzip"}
SEGMENT = 128
TRIES = 20


class StoreFailed(OSError):  # noqa: N818 - the name says what happened, as one reads it
    """The store did not do it; the words say why. What stood there stands, or is half new."""


@dataclass(frozen=True)
class Place:
    """Where the bucket is. Without a key, what the machine is allowed decides (AWS's own way).

    ``endpoint`` is that of another store than AWS (``https://objects.example``).
    """

    bucket: str
    prefix: str = ""
    region: str = "us-east-1"
    endpoint: str = ""
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Bucket:
    """An edition in a bucket. Writing raises ``StoreFailed``; doing it again does no harm."""

    place: Place
    cache_control: str = "max-age=0, must-revalidate"
    patience: float = 10.0

    def put(self, seal: Seal) -> bool:
        """Swap a page in; say whether anything about it changed. Its seal comes last."""
        if not self._has_room(seal.address) or self.get(seal.address) == seal:
            return False
        names = tree.place(seal.address) if seal.status == HTTPStatus.OK else None
        if names is None:
            self._drop_files(seal.address)
        else:
            for encoding, ending in ENDINGS.items():
                self._write(
                    "/".join(("site", *names)) + ending,
                    seal.encoded(encoding),
                    self._about(seal, encoding),
                )
        sealed = {"Content-Type": "application/octet-stream", "Cache-Control": "no-store"}
        self._write(seal_name(seal.address), pack(seal), sealed)
        return True

    def get(self, address: str) -> Seal | None:
        """Return a page's seal; ``None`` if there is none, or if it is broken."""
        packed = self._read(seal_name(address))
        if packed is None:
            return None
        try:
            return unpack(packed)
        except SealBroken:
            log.exception("seal_unreadable", address=address)
            return None

    def discard(self, address: str) -> None:
        """Take a page out: what readers get first, its seal last."""
        self._drop_files(address)
        self._delete(seal_name(address))

    def addresses(self) -> Iterator[str]:
        """Return every page's address, in no order; an object of another name is left out."""
        with _told("listing pages"):
            for page in obstore.list(self._store, prefix="seals"):
                for found in page:
                    address = address_of(found["path"])
                    if address is not None:
                        yield address

    def generation(self) -> int:
        """Return the number that moves when pages were swapped; 0 before the first time."""
        return self._numbered()[0]

    def advance(self) -> None:
        """Move the number on; of two at once neither is lost."""
        for _try in range(TRIES):
            number, tag = self._numbered()
            mode: PutMode = {"e_tag": tag} if tag else "create"
            try:
                with _told("counting on"):
                    obstore.put(self._store, GENERATION, b"%d" % (number + 1), mode=mode)
            except StoreFailed as failed:
                if not isinstance(failed.__cause__, PreconditionError | AlreadyExistsError):
                    raise
            else:
                return
        raise StoreFailed("The generation moves on too fast to be counted: try again.")

    # --- objects ---

    @cached_property
    def _store(self) -> S3Store:
        at, wait = self.place, timedelta(seconds=self.patience)
        config: S3Config = {"region": at.region}
        if at.endpoint:
            config["endpoint"] = at.endpoint
        if at.access_key:
            config["access_key_id"] = at.access_key
            config["secret_access_key"] = at.secret_key
        with _told("opening the bucket"):
            return S3Store(
                at.bucket,
                prefix=at.prefix or None,
                config=config,
                client_options={
                    "allow_http": at.endpoint.startswith("http://"),
                    "connect_timeout": wait,
                    "timeout": wait,
                },
                retry_config={"max_retries": 2, "retry_timeout": wait},
            )

    def _numbered(self) -> tuple[int, str | None]:
        """Return the generation and the tag of its object."""
        with _told("reading the generation"):
            try:
                found = obstore.get(self._store, GENERATION)
            except (NotFoundError, FileNotFoundError):
                return 0, None
            return int(bytes(found.bytes())), found.meta["e_tag"]

    def _read(self, name: str) -> bytes | None:
        with _told("reading a page"):
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except (NotFoundError, FileNotFoundError):
                return None

    def _has_room(self, address: str) -> bool:
        """Say whether the names of a page's objects are short enough for S3."""
        names = [seal_name(address), "/".join(("site", *(tree.place(address) or ())))]
        longest = max(len(f"{self.place.prefix}/{name}.br".encode()) for name in names)
        if longest > LONGEST_KEY:
            log.warning("page_not_copied", address=address, reason="its address is too long for S3")
        return longest <= LONGEST_KEY

    def _write(self, name: str, body: bytes, about: Mapping[str, str]) -> None:
        with _told("writing a page"):
            obstore.put(self._store, name, body, attributes=dict(about), use_multipart=False)

    def _drop_files(self, address: str) -> None:
        names = tree.place(address)
        if names is not None:
            self._delete(*("/".join(("site", *names)) + ending for ending in ENDINGS.values()))

    def _delete(self, *names: str) -> None:
        with _told("taking a page out"):
            for name in names:
                with suppress(NotFoundError, FileNotFoundError):
                    obstore.delete(self._store, name)

    def _about(self, seal: Seal, encoding: str) -> dict[str, str]:
        """Return what stands with a page's object, for a CDN to send on."""
        given = {name.title(): value for name, value in seal.headers}
        about = {
            "Content-Type": given.get("Content-Type", "text/html; charset=utf-8"),
            "Cache-Control": self.cache_control,
            # As Fastly reads it from a bucket; S3 has no headers of one's own.
            "surrogate-key": " ".join(tags(seal.address, seal.keys, MOST_METADATA)),
            "etag": seal.tag(encoding).strip('"'),
        }
        if encoding:
            about["Content-Encoding"] = CONTENT_ENCODING[encoding]
        if "Content-Language" in given:
            about["Content-Language"] = given["Content-Language"]
        return about


def bucket(*, cache_control: str, **where: str) -> Bucket:
    """Return the edition in the bucket that the settings name."""
    return Bucket(Place(**where), cache_control)


def seal_name(address: str) -> str:
    """Return the name of a seal's object, from which ``address_of`` reads the address."""
    word = base64.urlsafe_b64encode(address.encode(errors="surrogatepass")).decode().rstrip("=")
    parts = [word[start : start + SEGMENT] for start in range(0, len(word), SEGMENT)]
    return "/".join(("seals", *parts)) + SEALED


def address_of(name: str) -> str | None:
    """Return the address of a seal's object, or ``None`` if it is none."""
    if not name.startswith("seals/") or not name.endswith(SEALED):
        return None
    word = name.removeprefix("seals/").removesuffix(SEALED).replace("/", "")
    try:
        raw = base64.b64decode(word + "=" * (-len(word) % 4), b"-_", validate=True)
        return raw.decode(errors="surrogatepass")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Put what the client raises in our words: they name no key and no secret."""
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise StoreFailed(
            f"S3, {doing}: there is no such bucket. Look at EDITION_STORE."
        ) from error
    except (PermissionDeniedError, UnauthenticatedError, PermissionError) as error:
        raise StoreFailed(
            f"S3, {doing}: not allowed. Look at S3_ACCESS_KEY, S3_SECRET_KEY and what they may do."
        ) from error
    except (BaseError, OSError, ValueError) as error:
        kind = type(error).__name__
        raise StoreFailed(
            f"S3, {doing}: no answer that could be used ({kind}). Look at S3_ENDPOINT, S3_REGION."
        ) from error
