"""The paper's logo: a drawing that takes the place of its name in the masthead."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LOGO = "img/logo.svg"
LARGEST = 30_000
"""Bytes: every page's first screen waits for it."""
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_BOX = re.compile(r'\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
_WIDTH = re.compile(r'\swidth="([\d.]+)(?:px)?"')
_HEIGHT = re.compile(r'\sheight="([\d.]+)(?:px)?"')


class LogoError(ValueError):
    """A drawing that cannot be the logo; the message says what to do."""


@cache
def size_of(path: Path) -> tuple[int, int]:
    """Return a drawing's width and height, in units of its own.

    Raises ``LogoError`` for a file that is too large or says neither.
    """
    if path.stat().st_size > LARGEST:
        raise LogoError(
            f"{path} has more than {LARGEST} bytes: a masthead must be there at once. Simplify "
            "its paths, and turn pictures in it into shapes."
        )
    root = _ROOT.search(path.read_text(encoding="utf-8"))
    found = root and _size_in(root[0])
    if not found:
        raise LogoError(
            f'{path} does not say how large it is. Give its <svg> a viewBox="0 0 WIDTH HEIGHT".'
        )
    return found


def _size_in(root: str) -> tuple[int, int] | None:
    box, width, height = _BOX.search(root), _WIDTH.search(root), _HEIGHT.search(root)
    pair = (box[1], box[2]) if box else (width[1], height[1]) if width and height else None
    size = tuple(round(float(one)) for one in pair) if pair else ()
    return (size[0], size[1]) if len(size) == 2 and all(size) else None  # noqa: PLR2004
