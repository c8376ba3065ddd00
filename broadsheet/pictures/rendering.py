"""Makes the files of a picture: cut, resized, in sRGB, upright, with its credit and nothing else.

Knows Pillow and nothing of Django, so that it can run in threads beside the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

Box = tuple[float, float, float, float]
Size = tuple[int, int]
Mapper = Callable[[Callable[["Job"], "Made"], Sequence["Job"]], Iterable["Made"]]

# How EXIF's orientations 1 to 8 are turned upright; 5 to 8 swap the sides.
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = range(5, 9)
ORIENTATION_TAG = 0x0112
WHITE = (255, 255, 255)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
QUALITY = {"avif": 55, "webp": 74, "jpeg": 78}


@dataclass(frozen=True)
class Job:
    """One file to make: ``box`` is cut from the upright picture and brought to ``size`` pixels."""

    spec: str
    box: Box
    size: Size
    image_format: str
    quality: int | None = None


@dataclass(frozen=True)
class Carried:
    """Metadata ready to be written: XMP, EXIF, and a JPEG's whole APP13 segment; or nothing."""

    xmp: bytes = b""
    exif: bytes = b""
    app13: bytes = b""


@dataclass(frozen=True)
class Made:
    """One finished file."""

    job: Job
    content: bytes
    size: Size


def make(data: bytes, jobs: Sequence[Job], carried: Carried, mapped: Mapper = map) -> list[Made]:
    """Make all the files of one picture; it is decoded once, at no larger scale than needed.

    ``mapped`` may be the ``map`` of a pool, to encode side by side. Raises what Pillow raises on a
    file that the upload door would not have let in.
    """
    if not jobs:
        return []
    with Image.open(BytesIO(data)) as source:
        base, scale = _base(source, jobs)

    def one(job: Job) -> Made:
        image = cut(base, job, scale)
        return Made(job, encode(image, job.image_format, job.quality, carried), image.size)

    return list(mapped(one, jobs))


def cut(image: Image.Image, job: Job, scale: float = 1.0) -> Image.Image:
    """Cut the job's box out of an image that is at ``scale`` of the full size, and resize it."""
    left, top, right, bottom = (edge * scale for edge in job.box)
    box = (max(0.0, left), max(0.0, top), min(image.width, right), min(image.height, bottom))
    if box == (0, 0, *image.size) and job.size == image.size:
        return image
    return image.resize(job.size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def orientation(image: Image.Image) -> int:
    """Read the EXIF orientation, 1 to 8; a broken one is 1."""
    try:
        value = image.getexif().get(ORIENTATION_TAG, 1)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, OverflowError, EOFError):
        return 1
    return value if value in TURNS else 1


def upright_size(image: Image.Image) -> Size:
    """Give the size that the picture has once it is turned upright."""
    width, height = image.size
    return (height, width) if orientation(image) in SIDEWAYS else (width, height)


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Give the image in sRGB, eight bits, on white where it is transparent, bare of metadata."""
    image = _eight_bits(image)
    if profile and image.mode in {"RGB", "RGBA", "L", "CMYK"}:
        image = _converted(image, profile)
    if image.has_transparency_data:
        image = _on_white(image.convert("RGBA"))
    clean = image.convert("RGB")
    clean.info = {}
    return clean


def encode(image: Image.Image, image_format: str, quality: int | None, carried: Carried) -> bytes:
    """Encode in one format, with the metadata that it can carry.

    JPEG carries XMP, EXIF and IPTC-IIM; PNG, WebP and AVIF carry XMP and EXIF.
    """
    out = BytesIO()
    options: dict[str, Any] = {"quality": quality or QUALITY.get(image_format, 0)}
    if carried.exif:
        options["exif"] = carried.exif
    if image_format == "png":
        options["pnginfo"] = _png_texts(carried.xmp)
    elif carried.xmp:
        options["xmp"] = carried.xmp
    if image_format == "jpeg":
        options |= {"optimize": True, "progressive": True, "extra": carried.app13}
    elif image_format == "webp":
        options["method"] = 4
    elif image_format == "avif":
        # More threads in one encode only disturb the other encodes of the pool.
        options |= {"speed": 8, "max_threads": 1}
    image.save(out, image_format.upper(), **options)
    return out.getvalue()


def _png_texts(xmp: bytes) -> PngInfo:
    texts = PngInfo()
    if xmp:
        texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return texts


def _base(source: Image.Image, jobs: Sequence[Job]) -> tuple[Image.Image, float]:
    """Decode at the largest scale that any job needs; give the upright image and its scale."""
    width, height = source.size
    scale = min(1.0, max(_scale_of(job) for job in jobs))
    wanted = (max(1, round(width * scale)), max(1, round(height * scale)))
    if source.format in {"JPEG", "MPO"}:
        source.draft(None, wanted)
    source.load()
    turn = TURNS[orientation(source)]
    profile = source.info.get("icc_profile")
    image = _eight_bits(source)
    if image.size != wanted:
        image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = to_srgb(image, profile)
    return (image if turn is None else image.transpose(turn)), scale


def _scale_of(job: Job) -> float:
    left, top, right, bottom = job.box
    return max(job.size[0] / max(1.0, right - left), job.size[1] / max(1.0, bottom - top))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring palettes and deep greys to a mode that can be resized."""
    if image.mode.startswith("I"):
        # Pillow's own conversion clips sixteen bits instead of scaling them.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        return image.convert("L")
    if image.mode in {"P", "PA", "1"} or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB by the embedded profile; a broken or foreign profile is left aside."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, SRGB, outputMode=target)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted if converted is not None else image


def _on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", image.size, (*WHITE, 255))
    return Image.alpha_composite(ground, image)
