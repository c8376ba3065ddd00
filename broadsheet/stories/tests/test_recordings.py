"""The acts: who may, what is refused, where the files lie, what the log keeps."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from broadsheet.accounts.actions import add_user, grant_role
from broadsheet.accounts.models import Role
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment
from broadsheet.recordings import actions, embargo, withdrawing
from broadsheet.recordings.models import Recording
from broadsheet.recordings.tests import made
from broadsheet.records.models import Record
from broadsheet.stories.actions import publish
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def lies_at(row: Recording) -> Path:
    """Where the file is."""
    return Path(settings.MEDIA_ROOT) / str(Recording.objects.get(pk=row.pk).file)


def test_a_recording_is_stored_clean_under_a_name_of_its_content() -> None:
    """Its length, sides and kind come from the file; the record says who brought it."""
    by = cast.member(Role.REPORTER)
    row = made.recording(content=made.mp4(64, positions=True), by=by)

    assert (row.medium, row.seconds, row.width, row.height) == ("film", 64.0, 640, 360)
    assert lies_at(row).name == f"{row.digest}.mp4"
    assert made.PLACE not in lies_at(row).read_bytes()
    record = Record.objects.get(act="recording.add")
    assert str(record.actor_id) == str(by.pk)


def test_the_same_film_is_not_taken_twice() -> None:
    """Under one name there is one recording."""
    made.recording(content=made.mp4(5))

    with pytest.raises(ValidationError, match="already"):
        made.recording(content=made.mp4(5))


def test_what_is_no_film_is_refused_and_leaves_nothing() -> None:
    """With a sentence that says what to do."""
    with pytest.raises(ValidationError, match="Upload MP4"):
        made.recording(content=b"a letter to the editor, no film")

    assert not Recording.objects.exists()


def test_who_only_moderates_adds_nothing() -> None:
    """The table of acts decides."""
    with pytest.raises(PermissionDenied):
        made.recording(by=cast.member(Role.MODERATOR))


def test_captions_are_written_anew_and_stand_in_the_record() -> None:
    """By the one door, beside their recording."""
    row = made.recording()
    captions = actions.add_captions(row, "en", made.file(made.VTT, "x.vtt"), by=None)

    assert captions.text.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n")
    with captions.file.open() as opened:
        assert opened.read().decode() == captions.text
    assert Record.objects.filter(act="recording.edit").exists()


def test_an_embargo_keeps_the_files_out_of_the_open_folder(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """And lifts at its time."""
    until = clock.now() + A_DAY
    with django_capture_on_commit_callbacks(execute=True):
        row = made.recording(embargo_until=until)
        actions.add_captions(row, "en", made.file(made.VTT, "x.vtt"), by=None)
    held = lies_at(row)

    assert held.parent.parent.name == "held-recordings"
    assert Appointment.objects.filter(act=embargo.LIFT).exists()
    with django_capture_on_commit_callbacks(execute=True):
        row = Recording.objects.get(pk=row.pk)
        row.embargo_until = None
        actions.edit(row, by=None)
    assert (lies_at(row).parent.parent.name, lies_at(row).exists(), held.exists()) == (
        "recordings",
        True,
        False,
    )
    assert row.captions.get().file.name.startswith("recordings/")


def test_an_embargo_keeps_a_recording_from_those_of_other_sections() -> None:
    """A reporter of Sport is not shown what came in by one of Nation."""
    mine, other = cast.member(Role.REPORTER), cast.section("Sport")
    row = made.recording(by=mine, embargo_until=clock.now() + A_DAY)
    stranger = add_user("s@post.example", name="Sport", actor=None, at=cast.MONDAY)
    grant_role(stranger, Role.REPORTER, other, actor=None, at=cast.MONDAY)

    assert embargo.may_see(mine, row)
    assert not embargo.may_see(stranger, row)
    chosen = reverse("wagtailsnippetchoosers_recordings_recording:chosen", args=[row.pk])
    assert cast.at_the_desk(stranger).get(chosen).status_code == 404
    assert cast.at_the_desk(stranger).get(row.url).status_code == 404
    assert cast.at_the_desk(mine).get(row.url).status_code == 200


@pytest.mark.parametrize(("ground", "status"), [("editorial", 410), ("legal", 451)])
def test_a_withdrawn_recording_is_away_everywhere(
    ground: str, status: int, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """Its page says so, its file answers so; restored, both are there again."""
    row = made.recording()
    story = cast.StoryFactory(body=[("video", {"recording": row, "title": "The boat"})])
    publish(story, by=None)
    address = row.url
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(row, ground, by=None, note="Ordered.", notice="Sorry.")

    assert client.get(address).status_code == status
    page = client.get(story.address).content.decode()
    assert "<video" not in page
    assert "Sorry." in page
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.restore(row, by=None)
    assert client.get(address).status_code == 200
    assert "<video" in client.get(story.address).content.decode()


def test_what_stands_in_a_story_is_not_deleted(django_capture_on_commit_callbacks: Any) -> None:
    """The refusal says so; taken out, it goes with its file."""
    row = made.recording()
    with django_capture_on_commit_callbacks(execute=True):
        story = cast.StoryFactory(body=[("video", {"recording": row, "title": "The boat"})])
    file = lies_at(row)
    ReferenceIndex.create_or_update_for_object(story)

    with pytest.raises(Refused, match="used in 1 place"):
        actions.delete(row, by=None)
    ReferenceIndex.remove_for_object(story)
    story.delete()
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete(row, by=None)
    assert not file.exists()


def test_a_part_of_a_film_is_sent(client: Client) -> None:
    """As players ask for it; and the address never changes what it answers."""
    row = made.recording(content=made.mp4(salt=b"x" * 5_000))
    answer = client.get(row.url, headers={"range": "bytes=0-9"})

    assert (answer.status_code, answer["Content-Type"]) == (206, "video/mp4")
    assert answer["Content-Range"] == f"bytes 0-9/{row.size}"
    assert len(b"".join(answer)) == 10
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/media/recordings/../held-recordings/x.mp4").status_code == 404
