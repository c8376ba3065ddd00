"""Files that a stranger might send, made by code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

from broadsheet.pictures.tests import drawn


def chunk(name: bytes, content: bytes) -> bytes:
    """A PNG chunk with its length and checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    """A PNG of any announced size; without rows it has hardly any picture in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = [chunk(b"IHDR", header), *chunks]
    body += [chunk(b"IDAT", zlib.compress(rows or bytes(64))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def png_of_fifty_thousand() -> bytes:
    """A few bytes that announce 2,500 million pixels."""
    return png(50_000, 50_000)


def png_just_over() -> bytes:
    """A real picture, all white, of a little more than the door lets in."""
    width, height = 8_001, 8_000
    packer = zlib.compressobj()
    row = b"\x00" + b"\xff" * width
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png_with_zlib_bomb() -> bytes:
    """A text chunk of 400 KB that unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    packed = b"".join(packer.compress(block) for _ in range(400)) + packer.flush()
    rows = (b"\x00" + b"\x80" * 32) * 32
    return png(32, 32, chunk(b"zTXt", b"Comment\x00\x00" + packed), rows=rows)


def png_with_profile_bomb() -> bytes:
    """A colour profile that unpacks to 200 MB."""
    packed = zlib.compress(bytes(200_000_000), 9)
    rows = (b"\x00" + b"\x80" * 32) * 32
    return png(32, 32, chunk(b"iCCP", b"p\x00\x00" + packed), rows=rows)


def jpeg_cut_short() -> bytes:
    """The first half of a JPEG."""
    data = drawn.encoded(drawn.image(800, 600))
    return data[: len(data) // 2]


def jpeg_of_sixty_five_thousand() -> bytes:
    """A small JPEG whose header announces 65,500 × 65,500 pixels."""
    data = bytearray(drawn.encoded(Image.new("RGB", (64, 64)), "JPEG"))
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(data)


def jpeg_with_exif_bomb() -> bytes:
    """EXIF of which the directory points at itself, and counts that no file could hold."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    huge = struct.pack("<HHII", 0x010E, 2, 0xFFFFFFF0, 8)
    block = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 2) + entry + huge
    block += struct.pack("<I", 8)
    return drawn.encoded(drawn.image(200, 100), exif=b"Exif\x00\x00" + block)


def jpeg_with_xml_bomb() -> bytes:
    """XMP with a document type whose entities would grow to gigabytes."""
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12)
    )
    packet = f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><x>&e11;</x>"
    return drawn.encoded(drawn.image(200, 100), xmp=packet.encode())


def jpeg_that_is_a_page_too() -> bytes:
    """A picture with a page and a program behind it, for a browser that guesses."""
    behind = b"<html><script>alert(1)</script></html>PK\x03\x04"
    return drawn.encoded(drawn.image(200, 100)) + behind


def gif_of_five_thousand_frames() -> bytes:
    """An animation of 5,000 frames."""
    frames = [Image.new("L", (64, 64), n % 256) for n in range(50)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=10)
    data = out.getvalue()
    start = data.index(b"\x21\xf9")
    return data[:start] + data[start:-1] * 100 + b";"


def tiff_of_a_loop() -> bytes:
    """A TIFF whose directories follow each other in a ring and announce strips beyond the end."""
    entries = [
        (256, 4, 1, 20_000),
        (257, 4, 1, 2_000),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 0xFFFFFF00),
        (277, 3, 1, 1),
        (278, 4, 1, 2_000),
        (279, 4, 1, 40_000_000),
    ]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", 8)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

# Each with the code with which the door refuses it.
REFUSED = {
    "nothing": (b"", "empty"),
    "words": (b"This is a letter to the editor.", "unknown_format"),
    "svg": (SVG, "wrong_format"),
    "svg named png": (b"\xef\xbb\xbf" + SVG, "wrong_format"),
    "pdf": (b"%PDF-1.7\n", "wrong_format"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "wrong_format"),
    "signature alone": (b"\x89PNG\r\n\x1a\n", "unknown_format"),
    "jpeg cut short": (jpeg_cut_short(), "broken"),
    "png of 50,000 by 50,000": (png_of_fifty_thousand(), "too_many_pixels"),
    "png without its rows": (png(4_000, 4_000), "broken"),
    "png of no width": (png(0, 10), "unknown_format"),
    "jpeg of 65,500 by 65,500": (jpeg_of_sixty_five_thousand(), "too_many_pixels"),
    "zlib bomb": (png_with_zlib_bomb(), "broken"),
    "profile bomb": (png_with_profile_bomb(), "broken"),
    "tiff in a ring": (tiff_of_a_loop(), "broken"),
}

# What is odd and yet a picture: each with its true extension.
TAKEN = {
    "exif bomb": (jpeg_with_exif_bomb(), "jpg"),
    "xml bomb": (jpeg_with_xml_bomb(), "jpg"),
    "page and picture": (jpeg_that_is_a_page_too(), "jpg"),
    "5,000 frames": (gif_of_five_thousand_frames(), "gif"),
    "inks": (drawn.encoded(drawn.image(300, 200, "CMYK")), "jpg"),
}
