"""Examines one file from a stranger, in a process of its own that may die of it.

    python -m broadsheet.pictures.examining < FILE

Prints one line of JSON. The process gives itself limits on memory and time before it reads a byte;
whatever a hostile file does to a decoder, it does it here. Knows nothing of Django.
"""

from __future__ import annotations

import json
import sys
import warnings
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import AvifImagePlugin, Image, UnidentifiedImageError

from broadsheet.pictures import defaults, rendering
from broadsheet.pictures.metadata import carriers
from broadsheet.pictures.metadata.exif import BROKEN
from broadsheet.pictures.metadata.reading import FORMATS
from broadsheet.pictures.metadata.settling import settle

EXTENSIONS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "GIF": "gif",
    "TIFF": "tif",
}
# Decoders of these keep more of a picture in memory at once than that of JPEG, so they get less.
SHARE = {"PNG": 0.6, "WEBP": 0.4, "AVIF": 0.6, "TIFF": 0.7}
HEAD = 4096


def examine(data: bytes, max_pixels: int, max_side: int) -> dict[str, Any]:
    """Open, measure and decode; give the findings, or ``{"refused": code}``."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    warnings.simplefilter("ignore")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        return {"refused": "too_many_pixels"}
    except UnidentifiedImageError:
        return {"refused": "unknown_format", "looks_like": looks_like(data)}
    except (*BROKEN, MemoryError):
        return {"refused": "broken"}
    width, height = image.size
    limit = int(max_pixels * SHARE.get(str(image.format), 1))
    if width * height > limit or max(width, height) > max_side:
        return {"refused": "too_many_pixels", "limit": limit}
    return _decoded(image, data)


def looks_like(data: bytes) -> str:
    """Name what a refused file is, where its sender can do something about it."""
    head = data[:HEAD]
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        return "HEIC"
    if b"<svg" in head:
        return "SVG"
    signs = {b"%PDF": "PDF", b"BM": "BMP", b"8BPS": "PSD", b"PK\x03\x04": "ZIP", b"%!PS": "EPS"}
    return next((name for sign, name in signs.items() if head.startswith(sign)), "")


def _decoded(image: Image.Image, data: bytes) -> dict[str, Any]:
    width, height = image.size
    try:
        if image.format in {"JPEG", "MPO"}:
            # An eighth of the size costs little memory, and still reads every byte.
            image.draft(None, (max(1, width // 8), max(1, height // 8)))
        image.load()
        sideways = rendering.orientation(image) in rendering.SIDEWAYS
        embedded = settle(carriers.find(image, data))
    except Image.DecompressionBombError:
        return {"refused": "too_many_pixels"}
    except (*BROKEN, MemoryError, EOFError):
        return {"refused": "broken"}
    return {
        "extension": EXTENSIONS[str(image.format)],
        "width": height if sideways else width,
        "height": width if sideways else height,
        **defaults.stored(embedded),
    }


def _limit(seconds: int, memory: int) -> None:
    """Bind this process: processor time, memory, one thread, no file written, no core dumped.

    Every thread reserves memory that counts, so on a machine of many cores a sound AVIF would
    seem to need too much.
    """
    import resource  # noqa: PLC0415 - not on every system

    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    with suppress(ValueError):  # macOS has the word and refuses the deed
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(seconds: str, memory: str, max_pixels: str, max_side: str) -> None:
    """Examine what comes in on the standard input."""
    _limit(int(seconds), int(memory))
    findings = examine(sys.stdin.buffer.read(), int(max_pixels), int(max_side))
    sys.stdout.write(json.dumps(findings))


if __name__ == "__main__":
    main(*sys.argv[1:])
