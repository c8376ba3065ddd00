"""Settles what a file's carriers say against one another.

The rule follows the Metadata Working Group's guidance for XMP and IIM, with XMP first throughout:

1. Photoshop keeps a digest of the IIM block beside it. If there is one and it does not match, a
   program that knows nothing of XMP changed the IIM block last: then IIM goes before XMP.
2. Otherwise XMP goes before IIM, field by field.
3. EXIF comes after both: its description is often the camera's, not a person's. For the moment it
   is asked for a zone too: the same moment with a zone is better than without.
4. A PNG's own text chunks come last.
"""

from __future__ import annotations

from hashlib import md5

from broadsheet.pictures.metadata import exif, iim, xmp
from broadsheet.pictures.metadata.fields import NAMES, Embedded, Fields, Packets, tidy

XMP, IIM, EXIF, TEXTS = "xmp", "iim", "exif", "text"


def settle(packets: Packets) -> Embedded:
    """Read all packets of a file and settle every field; unreadable ones become notes."""
    notes = list(packets.notes)
    said, positions = _read_all(packets, notes)
    order = [XMP, IIM, EXIF, TEXTS]
    if _iim_changed_last(packets):
        notes.append("iim_changed_last")
        order = [IIM, XMP, EXIF, TEXTS]
    values: Fields = {}
    carriers: dict[str, str] = {}
    for name in NAMES:
        carrier = next((carrier for carrier in order if name in said.get(carrier, {})), None)
        if carrier is not None:
            values[name] = said[carrier][name]
            carriers[name] = carrier
    _give_zone(values, carriers, said)
    return Embedded(values, carriers, any(positions), tuple(notes))


def _read_all(packets: Packets, notes: list[str]) -> tuple[dict[str, Fields], list[bool]]:
    said: dict[str, Fields] = {TEXTS: _texts(packets), IIM: iim.read(packets.iim)}
    positions = []
    for carrier, reader, block in (
        (XMP, xmp.read, packets.xmp),
        ("extended_xmp", xmp.read, packets.extended_xmp),
        (EXIF, exif.read, packets.exif),
    ):
        if not block:
            continue
        try:
            said[carrier], position = reader(block)
        except ValueError:
            notes.append(f"{carrier}_unreadable")
        else:
            positions.append(position)
    said[XMP] = {**said.pop("extended_xmp", {}), **said.get(XMP, {})}
    return said, positions


def _texts(packets: Packets) -> Fields:
    return tidy(
        {
            "title": packets.texts.get("Title", ""),
            "caption": packets.texts.get("Description", ""),
            "creator": packets.texts.get("Author", ""),
            "copyright_notice": packets.texts.get("Copyright", ""),
        }
    )


def _iim_changed_last(packets: Packets) -> bool:
    """Whether the digest that was kept of the IIM block is not the block's digest any more."""
    kept = packets.iim_digest
    if not kept or not any(kept) or not packets.iim:
        return False
    return md5(packets.iim, usedforsecurity=False).digest() != kept


def _give_zone(values: Fields, carriers: dict[str, str], said: dict[str, Fields]) -> None:
    """Take the moment from the carrier that has the zone, or the time, if it is the same moment."""
    chosen = str(values.get("taken", ""))
    for carrier in (XMP, IIM, EXIF):
        other = str(said.get(carrier, {}).get("taken", ""))
        if chosen and len(other) > len(chosen) and other.startswith(chosen):
            chosen = other
            values["taken"], carriers["taken"] = other, carrier
