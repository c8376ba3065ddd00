"""The desk's screens for recordings."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.recordings.models import Recording
from broadsheet.recordings.tests import made
from broadsheet.records.models import Record
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
SCREENS = "wagtailsnippets_recordings_recording"


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def form(*captions: dict[str, Any], **given: Any) -> dict[str, Any]:
    """What the form sends."""
    rows = {
        f"captions-{place}-{name}": value
        for place, row in enumerate(captions)
        for name, value in {"id": "", "DELETE": "", **row}.items()
    }
    counts = {"TOTAL": len(captions), "INITIAL": sum("id" in row for row in captions)}
    managed = {f"captions-{name}_FORMS": str(count) for name, count in counts.items()}
    limits = {"captions-MIN_NUM_FORMS": "0", "captions-MAX_NUM_FORMS": "1000"}
    words = {"title": "The first boat", "language": "en", "making": "recorded"}
    return {**words, **managed, **limits, **rows, **given}


def test_a_film_comes_in_with_its_captions() -> None:
    """By one form; what was wrong with it would stand beside its field."""
    editor = cast.member(Role.EDITOR)
    vtt = {"language": "en", "kind": "captions", "file": upload(made.VTT, "boat.vtt")}
    sent = form(vtt, file=upload(made.mp4(33), "DSC_0001.MOV"), credit="Asha Purkait")
    answer = cast.at_the_desk(editor).post(reverse(f"{SCREENS}:add"), sent)
    row = Recording.objects.get()

    assert answer.status_code == 302
    assert (row.length, row.uploaded_by, row.credit) == ("0:33", editor, "Asha Purkait")
    assert row.captions.get().text.startswith("WEBVTT")
    assert str(Record.objects.get(act="recording.add").actor_id) == str(editor.pk)


@pytest.mark.parametrize(
    ("content", "vtt", "told"),
    [
        (b"This is a letter, no film.", made.VTT, "neither a film nor a sound"),
        (made.mp4(34), b"WEBVTT\n\n1s --> 2s\nx\n", "Line 3: these times cannot be read"),
    ],
)
def test_what_is_refused_is_told_beside_its_field(content: bytes, vtt: bytes, told: str) -> None:
    """Nothing is kept."""
    captions = {"language": "en", "kind": "captions", "file": upload(vtt, "boat.vtt")}
    sent = form(captions, file=upload(content, "film.mp4"))
    answer = cast.at_the_desk(cast.member(Role.EDITOR)).post(reverse(f"{SCREENS}:add"), sent)

    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not Recording.objects.exists()


def test_words_are_edited_and_the_file_stays() -> None:
    """Another film is another recording."""
    row = made.recording("The first boat")
    other = upload(made.mp4(99), "other.mp4")
    client = cast.at_the_desk(cast.member(Role.EDITOR))
    address = reverse(f"{SCREENS}:edit", args=[row.pk])
    answer = client.post(address, form(title="The last boat", file=other))
    now = Recording.objects.get()

    assert answer.status_code == 302
    assert (now.title, now.digest, str(now.file)) == ("The last boat", row.digest, str(row.file))
    assert Record.objects.filter(act="recording.edit").exists()


@pytest.mark.parametrize("screen", ["edit", "history", "usage", "delete"])
def test_every_screen_opens(screen: str) -> None:
    """For whoever may."""
    row = made.recording()
    client = cast.at_the_desk(cast.member(Role.ADMINISTRATOR))

    assert client.get(reverse(f"{SCREENS}:{screen}", args=[row.pk])).status_code == 200
    assert "The first boat" in client.get(reverse(f"{SCREENS}:list")).content.decode()


def test_one_that_nothing_uses_is_deleted() -> None:
    """By the picture desk, with a record."""
    row = made.recording()
    client = cast.at_the_desk(cast.member(Role.PICTURE_DESK))
    client.post(reverse(f"{SCREENS}:delete", args=[row.pk]))

    assert not Recording.objects.exists()
    assert Record.objects.filter(act="recording.delete").exists()


def test_legal_withdraws_from_the_recordings_own_screen() -> None:
    """A button leads to the form that every withdrawal has."""
    row = made.recording()
    client = cast.at_the_desk(cast.member(Role.LEGAL))
    address = reverse("recording_withdraw", args=[row.pk])

    assert client.get(address).status_code == 200
