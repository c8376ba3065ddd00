"""From bytes to text, through one door: size, encoding and control characters are judged here."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from broadsheet.archive.articles import FormatError, Remark

MAX_BYTES = 5_000_000
MAX_LINES = 10_000
MAX_LETTERS = 600_000
_SAMPLE = 200_000  # bytes looked at to tell text from a binary file
_MOST_CONTROLS = 0.02  # share of control characters above which a file is no text
_MOST_NULLS = 0.3
_MOSTLY = 5  # whole letters for each broken one from which a text is UTF-8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich-text file"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_LOW_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)


class Decoded(NamedTuple):
    """The text of a source and what was found out about its encoding."""

    text: str
    warnings: tuple[Remark, ...]


def decode(data: bytes) -> Decoded:
    """The text of a page, with a warning where its encoding had to be found out.

    Raises:
        FormatError: the file is empty, too large, binary, or a page with its tags.
    """
    if not data.strip():
        raise FormatError("The file is empty. Save the page's text into it and import it again.")
    if len(data) > MAX_BYTES:
        raise FormatError(
            f"The file is {len(data):,} bytes long; one page of text is at most {MAX_BYTES:,}. "
            "Cut it into one file per article."
        )
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise FormatError(f"The file is {kind}, not text. Save the page as plain text (UTF-8).")
    text, warnings = _text(data)
    _refuse_binary(text)
    if _MARKUP.search(text[:5_000]):
        raise FormatError("The file is a page with its tags. Import it with the format html.")
    return Decoded(_cleaned(text), warnings)


def _text(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise FormatError(_broken(encoding)) from error
            plain = encoding == "utf-8-sig"
            return text, () if plain else (_said(encoding, "its byte order mark"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    wide = _wide(data)
    return (data.decode(wide), (_said(wide, "its zero bytes"),)) if wide else (text, ())


def _not_utf8(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    wide = _wide(data)
    if not wide:
        _refuse_binary(data[:_SAMPLE].decode("latin-1"))
        _refuse_damaged(data)
    encoding = wide or "windows-1252"
    try:
        return data.decode(encoding), (_said(encoding, "the bytes that are not UTF-8"),)
    except UnicodeDecodeError as error:
        raise FormatError(_broken(encoding)) from error


def _refuse_damaged(data: bytes) -> None:
    """UTF-8 with a few broken bytes is no other encoding: reading it as one would garble it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for letter in text if letter > "\x7f") - broken
    if whole > broken * _MOSTLY:
        raise FormatError(
            f"The text is UTF-8 with {broken:,} broken places. Save the page again as UTF-8."
        )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of western text is zero."""
    sample = data[:_SAMPLE]
    if len(sample) % 2 and len(data) <= _SAMPLE:
        return ""
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > len(odd) * _MOST_NULLS > even.count(0):
        return "utf-16-le"
    if even.count(0) > len(even) * _MOST_NULLS > odd.count(0):
        return "utf-16-be"
    return ""


def _said(encoding: str, why: str) -> Remark:
    return Remark("encoding", f"The text was read as {encoding}, because of {why}.")


def _broken(encoding: str) -> str:
    return f"The text is neither UTF-8 nor whole {encoding}. Save it as UTF-8 and import it again."


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    if len(_LOW_CONTROLS.findall(sample)) > max(3, len(sample) * _MOST_CONTROLS):
        raise FormatError("The file is binary, not text. Save the page as plain text (UTF-8).")


def _cleaned(text: str) -> str:
    """One kind of line end, and no control characters or marks without width at line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\x85", "\n").replace("\f", "\n")
    return _CONTROLS.sub("", text).replace("\ufeff", "")


def numbered(text: str) -> list[str]:
    """The lines of a text; line 1 is the first of the list.

    Raises:
        FormatError: there are more lines or letters than one page has.
    """
    if len(text) > MAX_LETTERS:
        raise FormatError(
            f"The text has {len(text):,} letters; one page has at most {MAX_LETTERS:,}. "
            "Cut it into one file per article."
        )
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise FormatError(
            f"The file has {len(lines):,} lines; one page has at most {MAX_LINES:,}. "
            "Cut it into one file per article."
        )
    return lines
