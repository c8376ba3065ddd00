"""EXIF (CIPA DC-008): the few fields of it that a newspaper reads."""

from __future__ import annotations

import re
import struct
import warnings
from typing import Any

from PIL import Image

from broadsheet.pictures.metadata.fields import Fields, tidy
from broadsheet.pictures.metadata.iim import decoded

DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
TAKEN, ZONE_TAKEN = 0x9003, 0x9011
LATITUDE = 2

# What Pillow raises on broken EXIF.
BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError)

# Cameras write these where a caption should be.
CAMERA_WORDS = re.compile(
    r"(OLYMPUS DIGITAL CAMERA|SONY DSC|DIGITAL CAMERA|DCIM.*|DSC[_0-9]*|KONICA MINOLTA.*"
    r"|SAMSUNG.*|default|Exif_JPEG.*|.*MINOLTA DIGITAL CAMERA.*)\s*",
    re.IGNORECASE,
)


def read(block: bytes) -> tuple[Fields, bool]:
    """Read the fields of an EXIF block, and whether it holds a place on Earth.

    Raises ``ValueError`` if the block cannot be read at all.
    """
    with warnings.catch_warnings():
        # Pillow warns of every damage; what can be read in spite of it is what counts here.
        warnings.simplefilter("ignore")
        try:
            return _fields(block)
        except (*BROKEN, struct.error) as error:
            raise ValueError("EXIF cannot be read.") from error


def _fields(block: bytes) -> tuple[Fields, bool]:
    exif = Image.Exif()
    exif.load(block)
    within = exif.get_ifd(EXIF_IFD)
    described = _text(exif, DESCRIPTION)
    values = {
        "caption": "" if CAMERA_WORDS.fullmatch(described) else described,
        "creator": [part.strip() for part in _text(exif, ARTIST).split(";")],
        "copyright_notice": _text(exif, COPYRIGHT),
        "taken": moment(_text(within, TAKEN), _text(within, ZONE_TAKEN)),
    }
    return tidy(values), LATITUDE in exif.get_ifd(GPS_IFD)


def moment(taken: str, zone: str) -> str:
    """Turn ``2021:04:07 03:56:00`` and ``+05:30`` into ISO 8601; the zone may be missing."""
    found = re.match(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)", taken)
    if found is None or found.group(1) == "0000" or found.group(2) == "00":
        return ""
    year, month, day, hours, minutes, seconds = found.groups()
    offset = zone.strip() if re.fullmatch(r"[+-]\d\d:\d\d", zone.strip()) else ""
    return f"{year}-{month}-{day}T{hours}:{minutes}:{seconds}{offset}"


def _text(tags: Any, tag: int) -> str:
    """Give a tag as text. Pillow reads EXIF's text as Latin-1, but most of it is UTF-8."""
    value = tags.get(tag, "")
    if isinstance(value, tuple):
        value = value[0] if value else ""
    if isinstance(value, str):
        value = value.encode("latin-1", errors="replace")
    if not isinstance(value, bytes):
        return ""
    # A copyright has two parts, the photographer's and the editor's, parted by a NUL.
    return " ".join(decoded(part).strip() for part in value.split(b"\x00") if part.strip())
