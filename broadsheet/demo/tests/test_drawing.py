"""The drawn pictures: the same on every machine, small enough, and credited inside the file."""

import dataclasses
from datetime import UTC, datetime
from hashlib import blake2b
from io import BytesIO

import pytest
from PIL import Image

from broadsheet.demo.drawing.chest import LARGEST, PRINTS, pull
from broadsheet.demo.drawing.imprint import Imprint, iim
from broadsheet.demo.drawing.press import Press
from broadsheet.demo.words import load_edition
from broadsheet.pictures.metadata import reading

IMPRINT = Imprint(
    title="The pier",
    headline="A pier, green & long",
    caption="The pier <after> the vote — हरा.",
    alt="A green pier",
    byline="Meenal Vaz",
    credit="Meenal Vaz / Courant",
    source="The Marunai Courant",
    copyright="© The Marunai Courant",
    terms="For trying Broadsheet.",
    city="Marunai",
    state="Neithalam",
    country="India",
    made=datetime(2026, 3, 2, 4, 30, tzinfo=UTC),
    keywords=("pier", "paint"),
)


def test_the_chest_holds_exactly_the_pictures_of_the_edition() -> None:
    """Every picture in pictures.toml can be printed, and nothing else is drawn."""
    assert set(PRINTS) == set(load_edition().pictures)


@pytest.mark.parametrize("key", ["fish", "portrait-rahi"])
def test_a_picture_is_the_same_each_time_it_is_printed(key: str) -> None:
    """One seed, one print: two sheets are alike to the last grain."""
    first, second = (blake2b(PRINTS[key]().tobytes()).digest() for _ in range(2))

    assert first == second


def test_every_picture_has_its_size_and_is_not_too_heavy() -> None:
    """Pictures are 1600 by 1067, portraits 800 square; a file is at most 300 kB."""
    sizes, heavy = {}, []
    for key in PRINTS:
        file = pull(key, IMPRINT)
        sizes[key] = Image.open(BytesIO(file)).size
        if len(file) > LARGEST:
            heavy.append(key)

    assert heavy == []
    assert {size for key, size in sizes.items() if key.startswith("portrait-")} == {(800, 800)}
    assert {s for key, s in sizes.items() if not key.startswith("portrait-")} == {(1600, 1067)}


def test_the_file_says_who_drew_it_in_a_way_that_the_picture_desk_reads() -> None:
    """Headline, caption, byline, credit, copyright, city, date and words come back out."""
    said = reading.read(pull("portrait-rahi", IMPRINT))

    assert said.text("headline") == IMPRINT.headline
    assert said.text("caption") == IMPRINT.caption
    assert said.values["creator"] == ("Meenal Vaz",)
    assert said.text("credit") == IMPRINT.credit
    assert said.text("copyright_notice") == IMPRINT.copyright
    assert said.text("city") == "Marunai"
    assert said.text("taken").startswith("2026-03-02T04:30")
    assert said.values["keywords"] == ("pier", "paint")


def test_iptc_xmp_and_exif_are_all_in_the_file() -> None:
    """A reader that knows only one of the three still finds the copyright."""
    picture = Image.open(BytesIO(pull("portrait-rahi", IMPRINT)))
    copyright_line = IMPRINT.copyright.encode()

    assert copyright_line in iim(IMPRINT)
    assert copyright_line in picture.info["photoshop"][0x0404]
    assert copyright_line in picture.info["xmp"]
    assert picture.getexif()[0x8298] is not None


def test_a_text_too_long_for_iptc_is_cut_between_letters() -> None:
    """A credit of 40 Devanagari letters keeps whole letters and 32 octets at most."""
    long = dataclasses.replace(IMPRINT, credit="क" * 40)
    block = iim(long)
    start = block.index(bytes([0x1C, 2, 110])) + 5
    length = int.from_bytes(block[start - 2 : start], "big")

    assert block[start : start + length].decode() == "क" * 10


def test_two_translucent_inks_make_a_third() -> None:
    """Yellow over blue is darker than either, as ink on paper is."""
    press = Press(1, "#ffffff", (40, 40))
    press.ink(press.plate().box((0, 0, 30, 40)), "#ffee00", grain=0)
    press.ink(press.plate().box((10, 0, 40, 40)), "#00aaff", grain=0)

    assert press.sheet.getpixel((5, 5)) == (255, 238, 0)
    assert press.sheet.getpixel((35, 5)) == (0, 170, 255)
    assert press.sheet.getpixel((20, 5)) == (0, 158, 0)
