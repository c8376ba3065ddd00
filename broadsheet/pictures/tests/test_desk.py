"""Pictures at the desk: uploading, editing, choosing, deleting, and the original."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from wagtail.models import Collection, ReferenceIndex

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.kit.refusals import Refused
from broadsheet.pictures import actions, rules
from broadsheet.pictures.metadata import writing
from broadsheet.pictures.metadata.reading import read
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests import drawn, nasty
from broadsheet.records.models import Record

pytestmark = pytest.mark.django_db

RIGHTS = writing.Rights(
    creator=("Asha Nair",),
    credit="PTI",
    source="Press Trust of India",
    copyright_notice="© PTI",
    usage_terms="Editorial use only.",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
)


@pytest.fixture
def desk() -> Client:
    """The picture desk, signed in."""
    return signed_in(staff(Role.PICTURE_DESK))


def told() -> bytes:
    """A JPEG that says who made it."""
    return drawn.encoded(drawn.image(600, 400), xmp=writing.xmp_packet(RIGHTS))


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def form(**fields: Any) -> dict[str, Any]:
    """The desk's form, filled in."""
    return {
        "title": "Harbour",
        "kind": "photo",
        "collection": Collection.objects.get().pk,
        **fields,
    }


def used(picture: Picture) -> None:
    """Let something hold the picture, as a body of a story would."""
    holder = ContentType.objects.get_for_model(Collection)
    ReferenceIndex.objects.create(
        content_type=holder,
        base_content_type=holder,
        object_id="1",
        to_content_type=ContentType.objects.get_for_model(Picture),
        to_object_id=str(picture.pk),
        model_path="name",
        content_path="name",
        content_path_hash="0" * 32,
    )


def test_what_a_file_says_fills_the_empty_fields(desk: Client) -> None:
    """Credit, agency, rights and kind come from the file; what the desk typed stays."""
    response = desk.post("/desk/images/add/", form(file=upload("a.jpg", told()), caption="Typed"))

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert picture.caption == "Typed"
    assert picture.credit == "PTI"
    assert picture.agency == "pti"
    assert picture.kind == rules.AI_MADE
    assert picture.copyright_notice == "© PTI"
    assert picture.usage_terms == "Editorial use only."
    assert picture.embedded["carriers"]["credit"] == "xmp"
    assert picture.file_hash
    assert picture.file_size


@pytest.mark.parametrize("name", ["jpeg cut short", "svg named png", "png of 50,000 by 50,000"])
def test_a_refused_upload_is_said_in_the_form(desk: Client, name: str) -> None:
    """The form comes back with the door's sentence, and nothing was stored."""
    data, _code = nasty.REFUSED[name]

    response = desk.post("/desk/images/add/", form(file=upload("a.png", data)))

    errors = response.context["form"].errors["file"]
    assert response.status_code == 200
    assert len(errors) == 1
    assert not Picture.objects.exists()


def test_many_files_at_once_pass_the_same_door(desk: Client) -> None:
    """Of two files dropped on the page, the good one is in the library and the bad one is not."""
    sent = {"title": "Harbour", "collection": Collection.objects.get().pk}
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answers = [
        json.loads(
            desk.post(
                "/desk/images/multiple/add/",
                {**sent, "files[]": upload(name, data)},
                headers=headers,
            ).content
        )
        for name, data in (("good.jpg", told()), ("bad.jpg", nasty.jpeg_cut_short()))
    ]

    assert answers[0]["success"]
    assert not answers[1]["success"]
    assert "damaged" in answers[1]["error_message"]
    assert Picture.objects.get().credit == "PTI"


def test_the_edit_form_shows_what_the_file_says(desk: Client) -> None:
    """The desk reads the file's own words beside the form, with the carrier of each."""
    picture = drawn.picture(data=told())

    html = desk.get(f"/desk/images/{picture.pk}/").content.decode()

    assert "What the file says of itself" in html
    assert "Press Trust of India <" in " ".join(html.split())
    assert "(XMP)" in html
    assert "Who made it" in html


def test_the_chooser_shows_the_credit(desk: Client) -> None:
    """Two pictures of one scene are told apart by their credit."""
    drawn.picture(credit="Asha Nair / PTI")

    html = desk.get("/desk/images/chooser/").content.decode()

    assert "Asha Nair / PTI" in html


def test_a_picture_in_use_is_not_deleted(desk: Client) -> None:
    """The desk is told where it stands; the picture and its page stay whole."""
    picture = drawn.picture()
    used(picture)

    response = desk.post(f"/desk/images/{picture.pk}/delete/", follow=True)

    assert "“Harbour” is used in 1 place. Take it out there first." in response.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_in_use_is_not_deleted_by_a_program_either() -> None:
    """The shell and the bulk action meet the same refusal."""
    picture = drawn.picture()
    used(picture)

    with pytest.raises(Refused, match="used in 1 place"), transaction.atomic():
        Picture.objects.all().delete()
    with pytest.raises(Refused), transaction.atomic():
        picture.delete()

    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_stands_nowhere_is_deleted_and_recorded(desk: Client) -> None:
    """The log keeps what it was called and who was credited."""
    picture = drawn.picture(credit="PTI")

    desk.post(f"/desk/images/{picture.pk}/delete/")

    assert not Picture.objects.exists()
    assert Record.objects.get(act="picture.delete").before["credit"] == "PTI"


def test_originals_are_for_the_picture_desk_alone(desk: Client) -> None:
    """It is sent as a file to keep; a stranger and a reporter get nothing."""
    data = told()
    picture = drawn.picture(data=data)
    address = picture.file.url

    answer = desk.get(address)

    assert b"".join(answer.streaming_content) == data  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get(address).status_code == 302
    assert signed_in(staff(Role.REPORTER)).get(address).status_code in {302, 404}


@pytest.mark.django_db(transaction=True)
def test_a_changed_credit_is_in_the_renditions_again() -> None:
    """What readers download never carries the old credit, and the log has both."""
    picture = drawn.picture(credit="PTI")
    actions.prepare(picture, ["card"])
    before = picture.renditions.count()

    picture.credit = "AFP"
    picture.save()

    fresh = Picture.objects.get()
    told = set()
    for rendition in fresh.renditions.all():
        with rendition.file.open() as opened:
            told.add(read(opened.read()).text("credit"))
    record = Record.objects.get(act="picture.edit")
    assert told == {"AFP"}
    assert fresh.renditions.count() == before
    assert (record.before["credit"], record.after["credit"]) == ("PTI", "AFP")


def test_the_choosers_upload_passes_the_same_door(desk: Client) -> None:
    """A picture uploaded while a story is written is examined like any other."""
    for name, data in (("good.jpg", told()), ("bad.jpg", nasty.jpeg_cut_short())):
        fields = form(file=upload(name, data)).items()
        sent = {f"image-chooser-upload-{key}": value for key, value in fields}
        desk.post("/desk/images/chooser/create/", sent)

    assert [picture.credit for picture in Picture.objects.all()] == ["PTI"]


def test_a_new_file_in_place_of_an_old_one_is_examined(desk: Client) -> None:
    """The old file goes only when the new one is good, and what the desk typed stays."""
    picture = drawn.picture(credit="Asha Nair")
    old = picture.file.name
    address = f"/desk/images/{picture.pk}/"

    desk.post(address, form(file=upload("bad.jpg", nasty.jpeg_cut_short()), credit="Asha Nair"))
    assert Picture.objects.get().file.name == old

    desk.post(address, form(file=upload("good.jpg", told()), credit="Asha Nair"))

    changed = Picture.objects.get()
    assert changed.file.name != old
    assert not changed.file.storage.exists(old)
    assert (changed.credit, changed.agency) == ("Asha Nair", "")
    assert (changed.width, changed.height) == (600, 400)
