"""The one door for a saved page: limits on size, depth and count, and the text behind the bytes.

Follows the WHATWG order of evidence for encodings (byte order mark, then declaration), except that
bytes which are valid UTF-8 are read as UTF-8 whatever the page declares: a declaration is often
left over from another system, while other text is almost never valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from itertools import islice

from charset_normalizer import from_bytes
from lxml import etree

from broadsheet.archive.articles import FormatError, Remark

MAX_BYTES = 12 * 1024 * 1024
MAX_ELEMENTS = 40_000
# libxml2 gives the line of an element as an unsigned short.
LAST_KNOWN_LINE = 65_534

_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x00asm": "a program",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these labels as their larger relatives (WHATWG Encoding, section 4.2).
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Page:
    """A parsed page: its tree, its text as decoded, and what the door has to say about it."""

    tree: etree._Element
    text: str
    line_count: int
    elements: int
    remarks: tuple[Remark, ...] = field(default=())


def open_page(data: bytes) -> Page:
    """Decode and parse a saved page.

    Raises:
        FormatError: the bytes are empty, too many, not text, not HTML, or nested too deeply.
    """
    _refuse_unreadable(data)
    text, remarks = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in text:
        raise FormatError("This is plain text, not HTML: import it with the format page-text.")
    lines = text.count("\n") + (0 if text.endswith("\n") else 1)
    if lines > LAST_KNOWN_LINE:
        message = f"Lines after {LAST_KNOWN_LINE} are not told apart in this report."
        remarks = [*remarks, Remark("lines_not_told", message)]
    tree = _parse(text)
    return Page(tree, text, lines, _count(tree), tuple(remarks))


def _refuse_unreadable(data: bytes) -> None:
    if not data.strip():
        raise FormatError("The file is empty: save the page again and import that file.")
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 2**20, MAX_BYTES / 2**20
        raise FormatError(
            f"The file has {size:.1f} MB, more than the {limit:.0f} MB read as one page: save the"
            " page as HTML only, without its pictures, or import articles one by one."
        )
    kind = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), "")
    if kind:
        raise FormatError(f"This is {kind}, not a web page: save the page as HTML and import that.")


def _decode(data: bytes) -> tuple[str, list[Remark]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace")), []
    declared = _declared(data)
    if declared.startswith("iso2022") and b"\x1b" in data:
        return _checked(data.decode(declared, "replace")), []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)
    if declared in {"", "utf-8"} or text.isascii():
        return _checked(text), []
    message = f"The page says it is {declared}, but it is UTF-8: it was read as UTF-8."
    return _checked(text), [Remark("encoding_mended", message)]


def _decode_other(data: bytes, declared: str) -> tuple[str, list[Remark]]:
    """Bytes that are not valid UTF-8."""
    if declared not in {"", "utf-8"}:
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * 200 <= len(text):
            return _checked(text), []
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if declared == "utf-8" and broken * 500 <= len(text):
        message = (
            f"{broken} characters are not valid UTF-8 and are shown as \ufffd: check the text."
        )
        return _checked(text), [Remark("encoding_broken", message)]
    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    message = f"The page's declared encoding does not fit: it was read as {encoding}; check it."
    return _checked(data.decode(encoding, "replace")), [Remark("encoding_guessed", message)]


def _declared(data: bytes) -> str:
    """The codec that the page declares, under Python's name; empty where it declares none."""
    found = _DECLARED.search(data[:8192])
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    if name.startswith(("utf-16", "utf-32")) or not _is_text_codec(name):
        # A declaration that could be read byte by byte cannot be in such an encoding.
        return "utf-8"
    return _LARGER.get(name, name)


def _is_text_codec(name: str) -> bool:
    """Whether the codec gives text (``rot13`` and ``base64`` are codecs too)."""
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError, AssertionError):
        return False


def _checked(text: str) -> str:
    """The text without stray control characters; too many of them mean that it is no text."""
    strays = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if strays * 20 > len(text):
        raise FormatError(
            "This is not readable text (binary data, or a wrong encoding): save the page as HTML"
            " in UTF-8 and import that file."
        )
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        tree = etree.fromstring(text.encode("utf-8"), parser)
    except etree.LxmlError as error:
        raise FormatError("No HTML can be read from this file: save the page again.") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise FormatError(
            "The page's elements are nested more than 250 deep, so it cannot be a news page as a"
            " browser saves it: save it again, or import its text with the format page-text."
        )
    if tree is None:
        raise FormatError("The file holds no HTML element: save the page again as HTML.")
    return tree


def _count(tree: etree._Element) -> int:
    count = sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1))
    if count > MAX_ELEMENTS:
        raise FormatError(
            f"The page has more than {MAX_ELEMENTS} elements: save the article's own page, not a"
            " whole archive in one file."
        )
    return count
