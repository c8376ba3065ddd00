"""Readers find every picture of a published story made already."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import ReferenceIndex

from broadsheet.kit.refusals import Refused
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.stories import picture_files
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import LiveEntry, Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, byline, section

pytestmark = pytest.mark.django_db


def small(name: str) -> Picture:
    """A small picture: it has few renditions to make."""
    return picture(f"{name}.jpg", encoded(image(300, 200)), title=name, credit="Asha Rao")


def specs(drawn: Picture) -> set[str]:
    """The kinds of renditions that a picture has: width for whole ones, fill for cut ones."""
    found = drawn.renditions.values_list("filter_spec", flat=True)
    return {spec.split("-")[0] for spec in found}


def test_publishing_makes_the_files_of_every_picture(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """The lead, the body's pictures, a gallery's and a video's poster are ready for readers."""
    lead, inside, shown, poster = (small(name) for name in ("lead", "inside", "shown", "poster"))
    film = {"title": "A crossing", "address": "https://video.example/1", "poster": poster}
    story = Story(
        title="Ferries",
        slug="ferries",
        picture=lead,
        body=[
            ("picture", {"picture": inside}),
            ("gallery", {"title": "", "pictures": [{"picture": shown}, {"picture": None}]}),
            ("video", film),
        ],
    )
    draft = file_draft(story, section(), by=None, at=MONDAY)
    assert not PictureRendition.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        publish(draft, by=None, at=MONDAY)

    assert specs(lead) == {"width", "fill"}
    assert all(specs(drawn) == {"width"} for drawn in (inside, shown, poster))


def test_an_entry_and_a_portrait_are_made_when_they_are_saved(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Neither waits for the next publication of a story."""
    entered, face = small("entered"), small("face")
    story, writer = StoryFactory(published=True), byline()

    with django_capture_on_commit_callbacks(execute=True):
        LiveEntry.objects.create(story=story, at=MONDAY, text="<p>Now.</p>", picture=entered)
        Contributor.objects.filter(pk=writer.pk).update(portrait=face)
        Contributor.objects.get(pk=writer.pk).save()

    assert specs(entered) == {"width"}
    assert specs(face) == {"fill"}


def test_a_lost_file_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """An original that is gone is logged; the pictures after it are made."""
    lost, good = small("lost"), small("good")
    lost.file.storage.delete(lost.file.name)

    picture_files.make_ahead([(lost, ["card"], ""), (None, ["card"], ""), (good, ["card"], "")])

    assert specs(good) == {"fill"}
    assert "picture.not_made" in caplog.text


def test_a_picture_that_a_story_shows_is_not_deleted() -> None:
    """As its lead or in its body, the story keeps its picture; the desk is told of one place."""
    lead, inside = small("lead"), small("inside")
    story = StoryFactory(picture=lead, body=[("picture", {"picture": inside})])
    ReferenceIndex.create_or_update_for_object(story)

    for drawn in (lead, inside):
        with pytest.raises(Refused, match="used in 1 place"), transaction.atomic():
            drawn.delete()
        with pytest.raises(Refused, match="used in 1 place"), transaction.atomic():
            Picture.objects.filter(pk=drawn.pk).delete()

    assert Picture.objects.count() == 2
