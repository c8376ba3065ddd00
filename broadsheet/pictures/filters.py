"""Turns Wagtail's filters into jobs of our own renderer, so that no rendition goes around it."""

from __future__ import annotations

from typing import Any

from PIL import Image
from wagtail.images.models import AbstractImage, Filter
from willow.plugins.pillow import PillowImage

from broadsheet.pictures import rendering
from broadsheet.pictures.rendering import Job

# What a file becomes where the filter does not say: drawings stay sharp, all else is JPEG.
UNSAID = {"png": "png", "gif": "png", "webp": "webp", "avif": "avif"}
QUALITY_KEYS = {"jpeg": "jpeg-quality", "webp": "webp-quality", "avif": "avif-quality"}


def job(picture: AbstractImage, filter_: Filter) -> Job:
    """Turn one of Wagtail's filters into what our renderer does for this picture."""
    transform = filter_.get_transform(picture, (picture.width, picture.height))
    rect = transform.get_rect()
    width, height = transform.size
    env = _wishes(picture, filter_)
    image_format = env.get("output-format", "jpeg")
    return Job(
        spec=filter_.spec,
        box=(rect.left, rect.top, rect.right, rect.bottom),
        size=(max(1, round(width)), max(1, round(height))),
        image_format=image_format if image_format in rendering.QUALITY else "png",
        quality=env.get(QUALITY_KEYS.get(image_format, "")),
    )


def _wishes(picture: AbstractImage, filter_: Filter) -> dict[str, Any]:
    """Ask the filter's operations for format and quality; a speck of an image stands in."""
    extension = picture.file.name.rpartition(".")[2].lower()
    env: dict[str, Any] = {"original-format": extension}
    speck = PillowImage(Image.new("RGB", (1, 1)))
    for operation in filter_.filter_operations:
        operation.run(speck, picture, env)
    env.setdefault("output-format", UNSAID.get(extension, "jpeg"))
    return env
