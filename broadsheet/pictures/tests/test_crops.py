"""A use may show a part of its picture: every file of that use is cut from it, and no other is."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from wagtail.images.models import Filter

from broadsheet.pictures import actions, crops, ladder, markup, shown
from broadsheet.pictures.crop_field import CropFormField
from broadsheet.pictures.crops import Crop, CropError, Fault
from broadsheet.pictures.filters import job
from broadsheet.pictures.models import PictureRendition
from broadsheet.pictures.rules import Use
from broadsheet.pictures.tests import drawn

# The right half of its upper half.
CORNER = "50,0,50,50"
SIDES = st.integers(min_value=0, max_value=crops.WHOLE)
SIZES = st.tuples(st.integers(1, 9000), st.integers(1, 9000))


@st.composite
def boxes(draw: st.DrawFn) -> Crop:
    """Any box that a use may keep, but the whole picture."""
    width = draw(st.integers(crops.SMALLEST, crops.WHOLE))
    height = draw(st.integers(crops.SMALLEST, crops.WHOLE - (width == crops.WHOLE)))
    left = draw(st.integers(0, crops.WHOLE - width))
    return Crop(left, draw(st.integers(0, crops.WHOLE - height)), width, height)


@given(boxes())
def test_what_is_kept_is_read_again(crop: Crop) -> None:
    """A crop's text and its spec each give the crop back."""
    spec = f"{crop.spec}|width-800|format-avif"

    assert crops.read(str(crop)) == crop
    assert crops.of_spec(spec) == (crop, "width-800|format-avif")


@given(boxes(), SIZES)
def test_a_part_lies_in_the_picture_and_is_never_empty(crop: Crop, size: tuple[int, int]) -> None:
    """Whatever the picture's size, at least one of its pixels is shown, and none beyond it."""
    left, top, right, bottom = crop.box(*size)

    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10", Fault.FOUR_NUMBERS),
        ("a,b,c,d", Fault.FOUR_NUMBERS),
        ("-1,0,50,50", Fault.FOUR_NUMBERS),
        ("1e1,0,50,50", Fault.FOUR_NUMBERS),
        ("0,0,4.9,50", Fault.TOO_SMALL),
        ("60,0,50,50", Fault.OUTSIDE),
    ],
)
def test_what_is_no_part_is_refused(text: str, fault: Fault) -> None:
    """Each fault has its name, and the form says what to write instead."""
    with pytest.raises(CropError) as refused:
        crops.read(text)
    with pytest.raises(ValidationError):
        CropFormField().clean(text)

    assert refused.value.fault is fault


@pytest.mark.parametrize("text", ["", " ", "0,0,100,100", "0 0 100% 100%"])
def test_all_of_a_picture_is_no_part(text: str) -> None:
    """Nothing is kept where everything is shown."""
    assert CropFormField(required=False).clean(text) == ""


def test_the_form_keeps_one_way_of_writing() -> None:
    """Blanks, hundredths and needless zeros do not matter."""
    assert CropFormField().clean(" 12.50, 0  75% 100") == "12.5,0,75,100"


@pytest.mark.django_db
def test_the_librarys_focus_stays_in_sight_inside_a_part() -> None:
    """A card is cut around the focus where the part shows it, else in the part's middle."""
    picture = drawn.picture(
        focal_point_x=1700, focal_point_y=300, focal_point_width=100, focal_point_height=100
    )
    right, left = Crop(500, 0, 500, 500), Crop(0, 0, 500, 500)

    inside = job(picture, Filter(f"{right.spec}|fill-100x100|format-jpeg")).box
    beside = job(picture, Filter(f"{left.spec}|fill-100x100|format-jpeg")).box

    assert 900 <= inside[0] <= 1650
    assert 1750 <= inside[2] <= 1800
    assert beside == (150, 0, 750, 600)


@pytest.mark.django_db
def test_every_file_of_a_use_is_cut_from_its_part() -> None:
    """Lead, card and social picture show the corner alone, in its colours and its shape."""
    picture = drawn.picture()
    actions.prepare(picture, ["lead", "card"], CORNER)

    files = shown.files([picture.pk], ["lead", "card"], [(picture.pk, CORNER)])[picture.pk]
    lead = markup.element(picture, files, ladder.LEAD, crop=CORNER)
    social = markup.largest(files, CORNER)
    card = next(file for file in files if "fill-640" in file.filter_spec)

    assert lead is not None
    assert (lead.width, lead.height) == (900, 600)
    assert social is not None
    assert (social.width, social.height) == (900, 600)
    assert (card.width, card.height) == (640, 427)
    assert _colour(picture.pk, "width-1200|format-jpeg") == pytest.approx((64, 191, 191), abs=12)


def _colour(picture: int, ending: str) -> tuple[int, ...]:
    """The colour of the middle of the part."""
    row = PictureRendition.objects.get(image=picture, filter_spec__endswith=ending)
    with row.file.open() as opened, Image.open(BytesIO(opened.read())) as image:
        found = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, tuple)
    return tuple(int(one) for one in found)


@pytest.mark.django_db
def test_the_whole_picture_never_stands_in_for_its_part() -> None:
    """What an editor cut off is not shown because a file is late."""
    picture = drawn.picture()
    actions.prepare(picture, ["lead"])

    text = '{% load pictures %}{% picture_use use role="lead" %}'
    html = Template(text).render(Context({"use": Use(picture=picture, crop=CORNER)}))

    assert "<img" not in html


@pytest.mark.django_db
def test_another_credit_makes_the_parts_anew_as_well() -> None:
    """A part carries credit and rights like every rendition, so it follows a change of them."""
    picture = drawn.picture()
    actions.prepare(picture, ["card"])
    actions.prepare(picture, ["card"], CORNER)
    before = set(picture.renditions.values_list("filter_spec", flat=True))
    old = set(picture.renditions.values_list("pk", flat=True))

    actions.remake(picture, before)

    after = set(picture.renditions.values_list("filter_spec", flat=True))
    assert after == before
    assert not old & set(picture.renditions.values_list("pk", flat=True))
