"""Cleaned inline markup: ``b i em strong a[href] sup sub br`` and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.archive.formats.html import wording

_KEPT = frozenset(["b", "i", "em", "strong", "sup", "sub"])
_TOKEN = re.compile(r"<[^<>]*>|&#?\w+;|.", re.DOTALL)
_SCHEMES = frozenset({"http", "https", "mailto"})


def render(pieces: list[Any], address: str) -> str:
    """The markup of a run; links are made whole against ``address``, unsafe ones lose their tag."""
    written = "".join(part for piece in pieces for part in _piece(piece, address))
    return " ".join(written.split())


def _piece(piece: Any, address: str) -> Iterator[str]:
    if isinstance(piece, str):
        yield escape(piece, quote=False)
        return
    if piece.tag in wording.UNREAD:
        return
    if piece.tag == "br":
        yield "<br>"
        return
    opening, closing = _marks(piece, address)
    inner = escape(piece.text or "", quote=False) + "".join(
        part
        for child in piece
        for part in (*_piece(child, address), escape(child.tail or "", quote=False))
    )
    yield f"{opening}{inner}{closing}" if inner.strip() else inner


def _marks(piece: Any, address: str) -> tuple[str, str]:
    if piece.tag in _KEPT:
        return f"<{piece.tag}>", f"</{piece.tag}>"
    if piece.tag == "a":
        target = link(piece.get("href") or "", address)
        if target:
            return f'<a href="{escape(target)}">', "</a>"
    return "", ""


def link(target: str, address: str) -> str:
    """A link as a whole address of a safe scheme; an empty string for any other."""
    bare = "".join(char for char in target if char.isprintable()).strip()
    if not bare or bare.startswith("#"):
        return ""
    try:
        whole = urljoin(address, bare)
        scheme = urlsplit(whole).scheme
    except ValueError:
        return ""
    return whole if scheme in _SCHEMES else ""


def without_start(written: str, start: str) -> str:
    """Cleaned markup without the words that it begins with; an element that goes on behind them
    is opened again. Empty where the words are not its beginning.
    """
    letters, at = "".join(start.split()), 0
    opened: list[str] = []
    for token in _TOKEN.finditer(written):
        if not letters and not token[0].startswith("</") and not token[0].isspace():
            break
        at = token.end()
        if token[0].startswith("</"):
            del opened[-1:]
        elif token[0].startswith("<"):
            opened += [] if token[0] == "<br>" else [token[0]]
        elif not token[0].isspace():
            if not letters.startswith(unescape(token[0])):
                return ""
            letters = letters[len(unescape(token[0])) :]
    return "" if letters else "".join(opened) + written[at:]
