"""Reads all that a picture's file says of itself."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image

from broadsheet.pictures.metadata import carriers
from broadsheet.pictures.metadata.exif import BROKEN
from broadsheet.pictures.metadata.fields import Embedded, Packets
from broadsheet.pictures.metadata.settling import settle

# The formats that the paper takes; Pillow opens no other. MPO is JPEG with more pictures behind.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")


def read(data: bytes) -> Embedded:
    """Read and settle a file's metadata without decoding the picture.

    A picture whose metadata is broken is still a picture: what cannot be read is a note.
    """
    if data.startswith(b"\xff\xd8"):
        return settle(carriers.jpeg(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                packets = carriers.find(image, data)
        except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
            packets = Packets(notes=("file_unreadable",))
    return settle(packets)
