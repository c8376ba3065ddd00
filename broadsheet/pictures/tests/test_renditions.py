"""What a rendition carries, and what it must never carry."""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from broadsheet.pictures import actions, defaults, rendering, rules
from broadsheet.pictures.metadata import writing
from broadsheet.pictures.metadata.fields import Embedded
from broadsheet.pictures.metadata.reading import read
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.pictures.tests import drawn

HARBOUR = {
    "credit": "Asha Nair / Bhasha",
    "copyright_notice": "© 2026 काव्या प्रेस",
    "usage_terms": "For one use in print and on line.",
}
EXIFTOOL = shutil.which("exiftool")
needs_exiftool = pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not here")


def with_position() -> bytes:
    """A JPEG that names its maker, its camera and the place where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x013B] = "Asha Nair"
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 58.0, 1.2), 3: "E", 4: (76.0, 15.0, 3.4)})
    return drawn.encoded(drawn.image(), exif=exif)


def made(picture: Picture) -> list[PictureRendition]:
    """One rendition of the picture in every format."""
    actions.prepare(picture, ["card"])
    return list(picture.renditions.filter(filter_spec__startswith="fill-640"))


def content(rendition: PictureRendition) -> bytes:
    """The rendition's file."""
    with rendition.file.open() as opened:
        data: bytes = opened.read()
    return data


@pytest.mark.django_db
def test_every_format_keeps_credit_and_rights() -> None:
    """AVIF, WebP and JPEG say who made the picture and who may use it, in any script."""
    picture = drawn.picture(data=with_position(), kind=rules.AI_MADE, **HARBOUR)

    found = {row.filter_spec.rpartition("-")[2]: read(content(row)) for row in made(picture)}

    assert set(found) == {"avif", "webp", "jpeg"}
    for embedded in found.values():
        assert embedded.text("credit") == HARBOUR["credit"]
        assert embedded.text("copyright_notice") == HARBOUR["copyright_notice"]
        assert embedded.text("usage_terms") == HARBOUR["usage_terms"]
        assert embedded.text("creator") == "Asha Nair"
        assert (
            embedded.text("digital_source_type") == f"{defaults.NEWSCODES}trainedAlgorithmicMedia"
        )


@pytest.mark.django_db
def test_no_rendition_tells_where_a_picture_was_taken() -> None:
    """Position and camera stay with the original, also in the desk's own thumbnails."""
    picture = drawn.picture(data=with_position())
    thumbnail = picture.get_rendition("max-165x165")

    for row in [*made(picture), thumbnail]:
        embedded, data = read(content(row)), content(row)

        assert not embedded.had_position
        assert b"A camera" not in data
    assert picture.embedded["had_position"]
    assert "76" not in json.dumps(picture.embedded)


@needs_exiftool
@pytest.mark.django_db
def test_exiftool_reads_what_we_wrote(tmp_path: Path) -> None:
    """Another program finds our credit in every format, and no place and no warning."""
    picture = drawn.picture(data=with_position(), **HARBOUR)
    for row in made(picture):
        path = tmp_path / Path(row.file.name).name
        path.write_bytes(content(row))

        command = [EXIFTOOL or "", "-j", "-G1", "-a", "-validate", "-warning", "-all:all"]
        told = json.loads(subprocess.run([*command, path], capture_output=True, check=True).stdout)

        tags = told[0]
        assert tags["XMP-photoshop:Credit"] == HARBOUR["credit"]
        assert tags["XMP-dc:Rights"] == HARBOUR["copyright_notice"]
        assert tags["IFD0:Artist"] == "Asha Nair"
        assert not [name for name in tags if "GPS" in name]
        if path.suffix == ".jpg":
            assert tags["IPTC:Credit"] == HARBOUR["credit"]
            assert tags["IPTC:CopyrightNotice"] == HARBOUR["copyright_notice"]
            assert tags["Photoshop:IPTCDigest"] == tags["File:CurrentIPTCDigest"]


def job(size: tuple[int, int], image_format: str = "jpeg") -> rendering.Job:
    """A job that takes the whole of a 600 × 400 picture."""
    return rendering.Job("test", (0, 0, 600, 400), size, image_format)


def rendered(data: bytes, size: tuple[int, int] = (300, 200)) -> Image.Image:
    """The picture as the renderer makes it."""
    files = rendering.make(data, [job(size)], rendering.Carried())
    image = Image.open(BytesIO(files[0].content))
    image.load()
    return image


def levels(image: Image.Image, across: int = 150, down: int = 100) -> tuple[int, ...]:
    """Red, green and blue of one point."""
    point = image.getpixel((across, down))
    assert isinstance(point, tuple)
    return point


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_upright(turn: int) -> None:
    """However the camera was held, the corner that was red stays where the eye saw it."""
    seen = drawn.image(600, 400)
    seen.paste((250, 0, 0), (0, 0, 120, 120))
    back = {6: 8, 8: 6}.get(turn, turn)
    method = rendering.TURNS[back]
    held = seen if method is None else seen.transpose(method)
    exif = Image.Exif()
    exif[0x0112] = turn

    image = rendered(drawn.encoded(held, exif=exif, quality=95))

    assert image.size == (300, 200)
    red, green, blue = levels(image, 20, 20)
    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "CMYK", "I;16"])
def test_any_mode_becomes_a_picture_of_the_same_lightness(mode: str) -> None:
    """Greys, palettes, inks, transparency and sixteen bits all come out as they looked."""
    grey = Image.new("L", (600, 400), 180)
    if mode == "I;16":
        source = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    elif mode == "1":
        source = Image.new("1", (600, 400), 1)
    else:
        source = grey.convert("RGB").convert(mode)
    data = drawn.encoded(source, "TIFF" if mode == "CMYK" else "PNG")

    image = rendered(data)

    expected = 255 if mode == "1" else 180
    assert image.mode == "RGB"
    assert all(abs(level - expected) < 6 for level in levels(image))


def test_colours_are_brought_to_srgb() -> None:
    """A picture in another colour space is converted, and carries no profile any more."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    source = Image.new("RGB", (600, 400), (200, 80, 40))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    same = rendered(drawn.encoded(source, icc_profile=srgb, quality=95))
    foreign = rendered(drawn.encoded(source, icc_profile=lab, quality=95))
    broken = rendered(drawn.encoded(source, icc_profile=b"no profile", quality=95))

    for image in (same, foreign, broken):
        assert "icc_profile" not in image.info
        assert abs(levels(image)[0] - 200) < 6


@pytest.mark.parametrize("image_format", ["jpeg", "webp", "avif", "png"])
def test_nothing_of_the_original_comes_along(image_format: str) -> None:
    """Comments, profiles and whatever a program left in the file stay with the original."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = drawn.encoded(drawn.image(600, 400), comment=b"Kept by nobody", icc_profile=srgb)

    file = rendering.make(source, [job((300, 200), image_format)], rendering.Carried())[0]

    with Image.open(BytesIO(file.content)) as image:
        assert "icc_profile" not in image.info
        assert "comment" not in image.info
    assert b"Kept by nobody" not in file.content


def test_transparency_lies_on_white() -> None:
    """What is transparent is white, never black."""
    source = Image.new("RGBA", (600, 400), (0, 0, 0, 0))

    assert levels(rendered(drawn.encoded(source, "PNG"))) == (255, 255, 255)


def test_rights_with_every_letter_are_well_formed() -> None:
    """Credits with markup, quotes and long names survive the way out and back."""
    rights = writing.Rights(
        creator=("A & B <photo>", "“Quoted”"),
        credit="R&D ]]> desk " + "ச" * 40,
        copyright_notice='© "Paper" & Sons',
        usage_terms="Once\x0b only.",
    )
    carried = rendering.Carried(
        writing.xmp_packet(rights),
        writing.exif_block(rights),
        writing.app13(writing.iim_block(rights)),
    )

    files = rendering.make(
        drawn.encoded(drawn.image(600, 400)),
        [job((300, 200), image_format) for image_format in ("jpeg", "webp", "avif", "png")],
        carried,
    )

    for file in files:
        embedded = read(file.content)
        assert embedded.values["creator"] == rights.creator
        assert embedded.text("credit") == rights.credit
        assert embedded.text("copyright_notice") == rights.copyright_notice


def test_no_rights_write_nothing() -> None:
    """A picture without any credit gets no empty packets."""
    nothing = writing.Rights()

    assert writing.xmp_packet(nothing) == b""
    assert writing.exif_block(nothing) == b""
    assert writing.iim_block(nothing) == b""
    assert read(drawn.encoded(drawn.image(60, 40))) == Embedded()
