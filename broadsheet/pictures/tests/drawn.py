"""Pictures drawn by code for the tests, and put into the library."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from broadsheet.pictures.models import Picture


def image(width: int = 1800, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """A drawing with slopes, so that encoders have something to do."""
    across = Image.linear_gradient("L").resize((width, height))
    down = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (across, down, across.point(lambda value: 255 - value))).convert(mode)


def encoded(picture: Image.Image, image_format: str = "JPEG", **options: Any) -> bytes:
    """The drawing as the bytes of a file."""
    out = BytesIO()
    picture.save(out, image_format, **options)
    return out.getvalue()


def exif(tags: dict[int, object]) -> Image.Exif:
    """EXIF with these tags of its first directory."""
    block = Image.Exif()
    for tag, value in tags.items():
        block[tag] = value
    return block


def picture(name: str = "harbour.jpg", data: bytes | None = None, **fields: Any) -> Picture:
    """A picture in the library."""
    content = ContentFile(encoded(image()) if data is None else data, name=name)
    fields.setdefault("title", "Harbour")
    made: Picture = Picture.objects.create(file=content, **fields)
    return made
