"""The part that a story shows of its picture is the same on its page, its cards and in feeds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.stories.actions import publish
from broadsheet.stories.ledger.passages import shown_by
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db

CORNER = "50,0,50,50"
CUT = "crop-500-0-500-500"


def ferry() -> Any:
    """A small picture: it has few files to make."""
    return picture("ferry.jpg", encoded(image(400, 300)), title="Ferry", credit="Asha Rao")


def test_a_part_is_shown_wherever_the_story_is(django_capture_on_commit_callbacks: Any) -> None:
    """Page, its social picture, section list and feed: every file is cut from the part."""
    body = [("picture", {"picture": ferry(), "crop": "0,0,50,50"})]
    draft = StoryFactory(picture=ferry(), picture_crop=CORNER, body=body)
    with django_capture_on_commit_callbacks(execute=True):
        publish(draft, by=None, at=MONDAY)
    story = Story.objects.get(pk=draft.pk)

    page = Client().get(story.address).content.decode()
    listed = Client().get("/nation/").content.decode()
    feed = Client().get("/feeds/section/nation.atom", follow=True).content.decode()

    assert f"{CUT}.width-480.format-avif" in page
    assert "crop-0-0-500-500.width-480" in page
    for text in (page, listed, feed):
        assert _files(text)
        assert all("crop-" in name for name in _files(text))
    assert shown_by(story).pictures[0]["crop"] == CORNER


def _files(text: str) -> list[str]:
    return [part for part in text.replace('"', " ").split() if "/ferry" in part]


def test_the_desk_sees_the_whole_picture_to_choose_from() -> None:
    """The editor's script is told where it is and how large; a stranger is told nothing."""
    there = ferry()
    address = reverse("pictures_to_crop", args=[there.pk])

    told = at_the_desk(member(Role.REPORTER)).get(address)
    stranger = Client().get(address)

    assert told.json()["width"] == 400
    assert told.json()["url"].endswith(".jpg")
    assert stranger.status_code == 302
