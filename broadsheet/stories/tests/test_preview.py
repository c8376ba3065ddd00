"""What the desk sees of a draft before readers see anything."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, section
from broadsheet.stories.tests.doorways import form_of

pytestmark = pytest.mark.django_db


def test_a_draft_is_previewed_as_readers_will_see_it() -> None:
    """The preview is the readers' own page, with the draft's words in it."""
    draft = StoryFactory(title="A draft about ferries", dateline="PUNE")
    markup = draft.make_preview_request().content.decode()

    assert re.search(r"<h1>\s*A draft about ferries\s*</h1>", markup)
    assert '<html lang="en" dir="ltr">' in markup


def test_a_preview_says_where_a_picture_is_missing() -> None:
    """Readers see nothing of it; the desk sees what is to be mended."""
    draft = StoryFactory(picture_caption="The jetty", picture_source="jetty.jpg")

    assert "A picture is missing here." in draft.make_preview_request().content.decode()


def test_a_story_that_was_never_saved_can_be_previewed() -> None:
    """It has neither number nor section nor address yet, and takes none for a look."""
    client = at_the_desk(member(Role.SUB))
    where = section()
    address = f"/desk/pages/add/stories/story/{where.pk}/preview/"
    sent = client.post(address, _form("A new story"))
    shown = client.get(f"{address}?mode=")

    assert sent.json()["is_available"]
    assert shown.status_code == 200
    assert "A new story" in shown.content.decode()
    assert not Story.objects.filter(title="A new story").exists()


def test_a_stranger_is_shown_no_preview() -> None:
    """The preview's address is the desk's."""
    draft = StoryFactory()
    answer = Client().get(f"/desk/pages/{draft.pk}/edit/preview/?mode=")

    assert answer.status_code == 302


def _form(title: str) -> dict[str, str]:
    """The editor's form with nothing in it but a title."""
    lists = ("bylines", "story_topics", "secondary_sections", "related", "corrections", "entries")
    management = {
        f"{name}-{part}": "0"
        for name in lists
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return {
        **management,
        "title": title,
        "slug": "a-new-story",
        "form": "article",
        "language": "en",
        "body-count": "0",
    }


def test_every_place_is_previewed_by_day_and_by_night() -> None:
    """Each place shows the words that it takes, and the night is asked for in the page alone."""
    draft = StoryFactory(
        title="The harbour bridge opens to traffic",
        short_headline="Bridge opens",
        seo_title="Harbour bridge: opening day",
        social_title="We crossed the bridge first",
    )
    words = {
        "": draft.title,
        "card": "Bridge opens",
        "search": "Harbour bridge: opening day",
        "social": "We crossed the bridge first",
        "push": "Bridge opens",
        "lite": draft.title,
    }

    assert {mode for mode, _label in Story.preview_modes} == {
        *words,
        *(f"{mode or 'story'}-night" for mode in words),
    }
    for mode, there in words.items():
        day = draft.make_preview_request(preview_mode=mode).content.decode()
        night = draft.make_preview_request(preview_mode=f"{mode or 'story'}-night").content.decode()
        assert there in day, mode
        assert ("night.js" in day, "night.js" in night) == (False, True), mode


def test_a_story_that_was_never_saved_is_previewed_at_every_place() -> None:
    """Without a section, a number or an address."""
    client = at_the_desk(member(Role.SUB))
    address = f"/desk/pages/add/stories/story/{section().pk}/preview/"
    client.post(address, _form("A new story"))

    for mode, _label in Story.preview_modes:
        shown = client.get(f"{address}?mode={mode}")
        assert (shown.status_code, "A new story" in shown.content.decode()) == (200, True), mode


def test_a_preview_sets_no_embargo() -> None:
    """What is typed and not saved is looked at, and no act."""
    draft, client = StoryFactory(), at_the_desk(member(Role.SUB))
    address = f"/desk/pages/{draft.pk}/edit/preview/"
    sent = form_of(draft, embargo_until="2090-01-01 10:00")
    client.post(address, sent)
    shown = client.get(f"{address}?mode=")

    assert shown.status_code == 200
    assert Story.objects.get(pk=draft.pk).embargo_until is None
