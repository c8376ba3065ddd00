"""IPTC-IIM (version 4.2): records of datasets, and Photoshop's image resources that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.pictures.metadata.fields import Fields, tidy

MARK = 0x1C
APPLICATION = 2
ENVELOPE = 1
CHARACTER_SET = 90
UTF_8 = b"\x1b%G"
HEADER = 5
EXTENDED = 0x8000

ONE = {
    5: "title",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright_notice",
    120: "caption",
    90: "city",
    101: "country",
    40: "instructions",
}
MANY = {80: "creator", 25: "keywords"}
DATE_CREATED, TIME_CREATED = 55, 60

RESOURCE_SIGNATURES = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
IIM_RESOURCE = 0x0404
DIGEST_RESOURCE = 0x0425


def resources(block: bytes) -> dict[int, bytes]:
    """Read Photoshop's image resources by number; the first of a number counts.

    Adobe Photoshop File Formats Specification, "Image Resource Blocks". A broken block ends the
    reading and keeps what came before it.
    """
    found: dict[int, bytes] = {}
    position = 0
    while block[position : position + 4] in RESOURCE_SIGNATURES and position + 12 <= len(block):
        number = int.from_bytes(block[position + 4 : position + 6], "big")
        name = block[position + 6] + 1
        start = position + 6 + name + name % 2
        size = int.from_bytes(block[start : start + 4], "big")
        content = block[start + 4 : start + 4 + size]
        if len(content) < size:
            break
        found.setdefault(number, content)
        position = start + 4 + size + size % 2
    return found


def read(block: bytes) -> Fields:
    """Read the fields of an IIM block; what cannot be read is left out."""
    raw = list(datasets(block))
    declared = any(
        (record, number, value) == (ENVELOPE, CHARACTER_SET, UTF_8) for record, number, value in raw
    )
    values: dict[str, object] = {}
    lists: dict[str, list[str]] = {}
    moments: dict[int, str] = {}
    for record, number, value in raw:
        if record != APPLICATION:
            continue
        text = decoded(value, utf8=declared)
        if number in ONE:
            values.setdefault(ONE[number], text)
        elif number in MANY:
            lists.setdefault(MANY[number], []).append(text)
        elif number in {DATE_CREATED, TIME_CREATED}:
            moments.setdefault(number, text)
    taken = moment(moments.get(DATE_CREATED, ""), moments.get(TIME_CREATED, ""))
    return tidy({**values, **lists, "taken": taken})


def datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Walk the datasets: record, number, value. Stops where the block is not IIM any more."""
    position = block.find(bytes([MARK]))
    while 0 <= position <= len(block) - HEADER and block[position] == MARK:
        record, number = block[position + 1], block[position + 2]
        size = int.from_bytes(block[position + 3 : position + 5], "big")
        start = position + HEADER
        if size & EXTENDED:
            width = size & ~EXTENDED
            size = int.from_bytes(block[start : start + width], "big")
            start += width
        value = block[start : start + size]
        if len(value) < size:
            return
        yield record, number, value
        position = start + size


def decoded(value: bytes, *, utf8: bool = False) -> str:
    """Decode a text: as declared, else as UTF-8 if it can be that, else as Windows Latin.

    Most files that hold UTF-8 forget to declare it, and Latin text is almost never valid UTF-8.
    """
    value = value.rstrip(b"\x00")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if utf8 else "cp1252", errors="replace")


def moment(date: str, time: str) -> str:
    """Join IIM's date and time into ISO 8601; without a time, the day alone; else nothing.

    ``20210407`` and ``035600+0530`` become ``2021-04-07T03:56:00+05:30``.
    """
    day = re.fullmatch(r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)", date.strip())
    if day is None or "00" in day.groups()[1:]:
        return ""
    iso = "-".join(day.groups())
    clock = re.fullmatch(r"(\d\d):?(\d\d):?(\d\d)(?:([+-]\d\d):?(\d\d))?", time.strip())
    if clock is None:
        return iso
    hours, minutes, seconds, zone_hours, zone_minutes = clock.groups()
    zone = f"{zone_hours}:{zone_minutes}" if zone_hours else ""
    return f"{iso}T{hours}:{minutes}:{seconds}{zone}"
