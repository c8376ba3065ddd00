"""TIFF 6.0: the blocks of bytes in the first directory, as they stand in the file."""

from __future__ import annotations

from collections.abc import Collection

ORDERS = {b"II*\x00": "little", b"MM\x00*": "big"}
ENTRY = 12
INLINE = 4
MAX_ENTRIES = 1_000
MAX_BLOCK = 4_000_000
# Bytes of one value by the type's number; what is not here is not a block of bytes.
WIDTHS = {1: 1, 2: 1, 4: 4, 6: 1, 7: 1}


def blocks(data: bytes, wanted: Collection[int]) -> dict[int, bytes]:
    """Give the raw bytes of the wanted tags of the first directory; broken ones are left out."""
    order = ORDERS.get(data[:4])
    if order is None:
        return {}

    def number(start: int, width: int) -> int:
        return int.from_bytes(data[start : start + width], order)  # type: ignore[arg-type]

    directory = number(4, 4)
    found = {}
    for index in range(min(number(directory, 2), MAX_ENTRIES)):
        entry = directory + 2 + index * ENTRY
        tag, width = number(entry, 2), WIDTHS.get(number(entry + 2, 2))
        if tag not in wanted or width is None:
            continue
        size = number(entry + 4, 4) * width
        start = entry + 8 if size <= INLINE else number(entry + 8, 4)
        if size <= MAX_BLOCK and start + size <= len(data):
            found[tag] = data[start : start + size]
    return found
