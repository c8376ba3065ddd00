"""The door: what it refuses, what it takes, and what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from broadsheet.pictures import door
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests import drawn, nasty


@pytest.mark.parametrize("name", nasty.REFUSED)
def test_a_bad_file_is_refused_with_one_clear_sentence(name: str) -> None:
    """Whatever is wrong, the answer is one ``ValidationError`` that says what to do."""
    data, code = nasty.REFUSED[name]

    with pytest.raises(ValidationError) as refused:
        door.examine(BytesIO(data))

    assert refused.value.code == code
    assert len(refused.value.messages) == 1
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize("name", nasty.TAKEN)
def test_an_odd_file_that_is_a_picture_is_taken(name: str) -> None:
    """Odd metadata and odd colours are no reason to lose a picture."""
    data, extension = nasty.TAKEN[name]

    assert door.examine(BytesIO(data)).extension == extension


# In a process of its own: the system counts the largest child that a process ever had, and that
# of the tests may have had a browser.
EXAMINE_THE_WORST = """
import resource, time
from io import BytesIO
import django
django.setup()
from django.core.exceptions import ValidationError
from broadsheet.pictures import door
from broadsheet.pictures.tests import nasty
before = time.monotonic()
for make in (nasty.png_just_over, nasty.png_with_zlib_bomb, nasty.jpeg_with_xml_bomb):
    try:
        door.examine(BytesIO(make()))
    except ValidationError:
        continue
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(time.monotonic() - before, peak / 1024)
"""


def test_hostile_files_cost_little_time_and_memory() -> None:
    """The worst of them take no more than the limits of the child that reads them."""
    told = subprocess.run(
        [sys.executable, "-c", EXAMINE_THE_WORST],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "broadsheet.config.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = (float(number) for number in told.stdout.split()[-2:])

    assert seconds < 3 * door.LIMITS.patience
    assert megabytes < 500


def test_a_file_larger_than_the_limit_is_refused_unread() -> None:
    """Size is known before anything looks inside."""
    limits = door.Limits(size=1_000)

    with pytest.raises(ValidationError, match="larger than"):
        door.examine(BytesIO(drawn.encoded(drawn.image())), limits)


def test_the_sentence_names_the_limit_of_the_format() -> None:
    """A PNG may have fewer pixels than a JPEG, and its sender is told how many."""
    with pytest.raises(ValidationError, match="more than 38 million pixels"):
        door.examine(BytesIO(nasty.png_just_over()))


def test_a_file_that_takes_too_long_is_stopped() -> None:
    """The child is stopped by the clock, and the desk is told."""
    limits = door.Limits(patience=0)

    with pytest.raises(ValidationError, match="too long"):
        door.examine(BytesIO(drawn.encoded(drawn.image())), limits)


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    """A picture that would fill the child's memory is refused, and the child alone suffers."""
    big = drawn.encoded(drawn.image(6_000, 6_000), "PNG", compress_level=1)
    limits = door.Limits(memory=180_000_000)

    with pytest.raises(ValidationError, match="damaged"):
        door.examine(BytesIO(big), limits)


def test_a_file_is_examined_once() -> None:
    """The form and the model both ask; only the first costs anything."""
    file = ContentFile(drawn.encoded(drawn.image(60, 40)), name="a.jpg")

    assert door.examine(file) is door.examine(file)


@pytest.mark.django_db
def test_the_name_of_a_file_does_not_matter() -> None:
    """A PNG that is called a JPEG is taken as the PNG that it is."""
    picture = drawn.picture("drawing.jpg", drawn.encoded(drawn.image(60, 40), "PNG"))

    assert picture.file.name.endswith(".png")


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["create", "save", "bulk_create", "file.save"])
def test_every_way_in_leads_through_the_door(way: str) -> None:
    """A shell or an importer that goes around the forms is refused all the same."""
    bad = ContentFile(nasty.jpeg_cut_short(), name="bad.jpg")

    def attempt() -> Any:
        if way == "create":
            return Picture.objects.create(title="Bad", file=bad)
        if way == "save":
            return Picture(title="Bad", file=bad).save()
        if way == "bulk_create":
            return Picture.objects.bulk_create([Picture(title="Bad", file=bad)])
        return Picture(title="Bad").file.save("bad.jpg", bad)

    with pytest.raises(ValidationError):
        attempt()

    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_a_picture_held_sideways_has_its_upright_size() -> None:
    """Width and height are those that a reader sees, at once and when it is loaded again."""
    exif = drawn.exif({0x0112: 6})
    picture = drawn.picture(data=drawn.encoded(drawn.image(300, 200), exif=exif))

    assert (picture.width, picture.height) == (200, 300)
    assert list(Picture.objects.values_list("width", "height")) == [(200, 300)]


@pytest.mark.django_db
def test_an_original_is_kept_as_it_came_and_not_among_the_public_files(settings: Any) -> None:
    """The bytes are the sender's own; their place is not under the public folder."""
    data = drawn.encoded(drawn.image(300, 200))
    picture = drawn.picture(data=data)

    with picture.open_file() as stored:
        assert stored.read() == data
    assert not picture.file.path.startswith(str(settings.MEDIA_ROOT))
    assert not picture.file.url.startswith(settings.MEDIA_URL)
