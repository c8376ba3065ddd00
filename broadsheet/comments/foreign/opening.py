"""The door for files from elsewhere: unpacked, decoded and bounded, a piece at a time."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from broadsheet.comments.foreign.incoming import FormatError, Incoming, Refusal

MOST_BYTES = 16 * 2**30
"""Of one file, unpacked: forty million comments; what is larger is no export but a bomb."""
LONGEST_LINE = 4 * 2**20
_PIECE = 2**16
_GZIP = b"\x1f\x8b"
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive: unpack it and name the file inside",
    b"%PDF": "a PDF, not an export",
    b"BZh": "packed with bzip2: unpack it first",
    b"\xfd7zXZ": "packed with xz: unpack it first",
    b"(\xb5/\xfd": "packed with zstd: unpack it first",
    b"SQLite format 3\x00": "an SQLite file: if it is Isso's, say isso as the format",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What XML 1.0 forbids, and what no text needs.
_STRAYS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class _Bounded(io.RawIOBase):
    """A file read to a limit; what is broken in its packing is said in words."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._inner.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise FormatError(f"The file breaks off or is damaged: {error}.") from error
        self._read += len(piece)
        if self._read > MOST_BYTES:
            raise FormatError("The file holds more than 16 GB: divide it and bring in each part.")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


def open_export(path: Path) -> io.BufferedReader:
    """Open an export to be read once; gzip is unpacked on the way.

    Raises:
        FormatError: there is no such file, it is empty, or it is something else altogether.
    """
    try:
        if path.is_dir():
            raise FormatError(f"{path} is a folder: name the file.")
        found: IO[bytes] = path.open("rb")
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error
    head = found.read(16)
    found.seek(0)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            found.close()
            raise FormatError(f"This is {kind}.")
    if not head.strip():
        found.close()
        raise FormatError("The file is empty: export again.")
    if head.startswith(_GZIP):
        found.close()
        found = cast(IO[bytes], gzip.open(path))  # noqa: SIM115 closed with what is returned
    return io.BufferedReader(_Bounded(found), _PIECE)


def pieces_of_text(stream: IO[bytes]) -> Iterator[str]:
    """Decode an XML file by its mark or declaration, without the characters that XML forbids.

    What is no character in that encoding becomes U+FFFD.
    """
    piece = stream.read(_PIECE)
    encoding = _encoding(piece)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    first = True
    while piece:
        following = stream.read(_PIECE)
        text = decoder.decode(piece, final=not following)
        if first:
            text = text.lstrip("\ufeff \t\r\n")
            first = not text
        yield without_strays(text)
        piece = following


def _encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    found = _DECLARED.search(head[:1024])
    if not found:
        return "utf-8"
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
        is_text = isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError, AssertionError):
        return "utf-8"
    # A declaration that could be read byte by byte is in no encoding of wider units.
    return name if is_text and not name.startswith(("utf-16", "utf-32")) else "utf-8"


def without_strays(text: str) -> str:
    """Return a text without control characters and halves of characters."""
    return _STRAYS.sub("", text) if _STRAYS.search(text) else text


def numbered_lines(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield the lines of a text file with their numbers from 1; ``None`` for one over the limit.

    The limit is 4 MB: a whole export in one line is refused here before it fills the memory.
    """
    with open_export(path) as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield number, None
                continue
            text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")
            yield number, text.rstrip("\r\n")


def accounted(read: Iterable[Incoming | Refusal]) -> Iterator[Incoming | Refusal]:
    """Yield what a format reads; where it breaks off after a beginning, say so and end there.

    Raises ``FormatError`` where there was not even a beginning.
    """
    begun = False
    try:
        for one in read:
            begun = True
            yield one
    except FormatError as error:
        if not begun:
            raise
        why = f"{error} What follows in the file was not read."
        yield Refusal("end", why, broken_off=True)
