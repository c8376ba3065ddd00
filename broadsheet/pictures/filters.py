"""Turns Wagtail's filters into jobs of our own renderer, so that no rendition goes around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image
from wagtail.images.image_operations import TransformOperation
from wagtail.images.models import AbstractImage, Filter
from wagtail.images.rect import Rect
from willow.plugins.pillow import PillowImage

from broadsheet.pictures import crops, rendering
from broadsheet.pictures.crops import Crop
from broadsheet.pictures.rendering import Job

# What a file becomes where the filter does not say: drawings stay sharp, all else is JPEG.
UNSAID = {"png": "png", "gif": "png", "webp": "webp", "avif": "avif"}
QUALITY_KEYS = {"jpeg": "jpeg-quality", "webp": "webp-quality", "avif": "avif-quality"}


@dataclass(frozen=True)
class Window:
    """The part of a picture that a crop shows, as Wagtail's operations ask a picture."""

    left: int
    top: int
    width: int
    height: int
    focus: Rect | None

    @classmethod
    def of(cls, picture: AbstractImage, crop: Crop | None) -> Window:
        """Look at a picture through its crop; what the library's focus covers of it stays one."""
        if crop is None:
            return cls(0, 0, picture.width, picture.height, picture.get_focal_point())
        left, top, right, bottom = crop.box(picture.width, picture.height)
        focus = picture.get_focal_point()
        seen = focus and Rect(
            *(max(focus.left, left) - left, max(focus.top, top) - top),
            *(min(focus.right, right) - left, min(focus.bottom, bottom) - top),
        )
        inside = seen and seen.width > 0 and seen.height > 0
        return cls(left, top, right - left, bottom - top, seen if inside else None)

    def get_focal_point(self) -> Rect | None:
        """Return what must stay in sight, by Wagtail's own name."""
        return self.focus

    def is_svg(self) -> bool:
        """Whether it is drawn by lines: none is let in."""
        return False


class CropOperation(TransformOperation):
    """The first word of a cropped rendition's spec, like ``crop-125-0-750-1000``, for Wagtail."""

    def construct(self, left: str, top: str, width: str, height: str) -> None:
        """Take the box, in thousandths of the picture's sides."""
        self.crop = Crop(int(left), int(top), int(width), int(height))

    def run(self, transform: Any, image: Any) -> Any:
        """Cut it out."""
        return transform.crop(Rect(*self.crop.box(*transform.size)))


def job(picture: AbstractImage, filter_: Filter) -> Job:
    """Turn one of Wagtail's filters into what our renderer does for this picture."""
    crop, rest = crops.of_spec(filter_.spec)
    window = Window.of(picture, crop)
    transform = Filter(rest).get_transform(window, (window.width, window.height))
    rect = transform.get_rect()
    width, height = transform.size
    env = _wishes(picture, filter_)
    image_format = env.get("output-format", "jpeg")
    return Job(
        spec=filter_.spec,
        box=(
            *(rect.left + window.left, rect.top + window.top),
            *(rect.right + window.left, rect.bottom + window.top),
        ),
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
