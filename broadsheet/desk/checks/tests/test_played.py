"""What is played is for everybody, and only while the paper has the rights to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from broadsheet.accounts.models import Role
from broadsheet.desk.checks.draft import DraftFacts, PlayedFacts
from broadsheet.desk.checks.gathering import facts_of_draft
from broadsheet.desk.checks.played import recording_gone, without_words
from broadsheet.recordings.tests import made
from broadsheet.stories.tests import cast

TODAY = date(2024, 5, 6)
FILM = PlayedFacts("body.a", "Video 1", words=True)


def draft(film: PlayedFacts) -> DraftFacts:
    """A draft that plays it."""
    return DraftFacts(leaves_on=TODAY, played=(film,))


def test_a_film_without_words_is_found() -> None:
    """Captions or a transcript are enough."""
    assert [one.at for one in without_words(draft(replace(FILM, words=False)))] == ["body.a"]
    assert list(without_words(draft(FILM))) == []


def test_a_film_without_rights_is_found() -> None:
    """From the day after the last, and once it is withdrawn."""
    ended, holds = date(2024, 5, 5), TODAY

    assert [one.words for one in recording_gone(draft(replace(FILM, rights_until=ended)))] == [
        "Video 1: its rights ended on 5 May 2024; choose another recording."
    ]
    assert list(recording_gone(draft(replace(FILM, rights_until=holds)))) == []
    assert len(list(recording_gone(draft(replace(FILM, withdrawn=True))))) == 1


@pytest.mark.django_db
def test_a_draft_says_what_it_plays() -> None:
    """Words of the use, of the library and captions count alike."""
    bare, told = made.recording("Bare"), made.recording("Told", transcript="Nobody speaks.")
    story = cast.StoryFactory(
        owner=cast.member(Role.REPORTER),
        body=[("video", {"recording": bare}), ("video", {"recording": told})],
    )
    found = facts_of_draft(story, cast.MONDAY).played

    assert [(one.name, one.words) for one in found] == [("Video 1", False), ("Video 2", True)]
