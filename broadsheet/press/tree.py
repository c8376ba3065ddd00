"""Where an address stands in the tree of plain files that nginx, Caddy or a CDN serves. Pure."""

from __future__ import annotations

LONGEST_NAME = 200
"""Bytes of one name: file systems take 255, and an ending and a mark come after it."""
LONGEST_PATH = 1_500
"""Bytes of a whole path below the tree; Linux takes 4,096 with all that stands before it."""
INDEX = "index.html"
_ENDINGS = (".html", ".xml", ".json", ".txt", ".webmanifest")


def place(address: str) -> tuple[str, ...] | None:
    """Return the folders and the file of an address, or ``None`` if it has no place in the tree.

    ``/a/`` is ``a/index.html``, ``/a/b-1.html`` is ``a/b-1.html``. An address without a slash or
    a known ending at its end has none: a web server could neither name its type nor keep it apart
    from the folder of the same name. Neither has one that would lead out of the tree, or that no
    file system can hold. All of them are answered from the seals.
    """
    *folders, last = address.removeprefix("/").split("/")
    if last == INDEX or not (last == "" or last.endswith(_ENDINGS)):
        return None
    names = (*folders, last or INDEX)
    if not address.startswith("/") or not all(map(_is_safe, names)):
        return None
    whole = sum(len(name.encode()) + 1 for name in names)
    return names if whole <= LONGEST_PATH else None


def _is_safe(name: str) -> bool:
    if name in ("", ".", "..") or not name.isprintable() or "\\" in name:
        return False
    try:
        return len(name.encode()) <= LONGEST_NAME
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
