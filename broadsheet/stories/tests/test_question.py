"""What is asked at publishing, and what becomes of the answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from broadsheet.accounts.models import Role
from broadsheet.kit import clock
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member
from broadsheet.stories.tests.doorways import answer_the_question, form_of

pytestmark = pytest.mark.django_db


def asked(client: Client, story: Story) -> Any:
    return client.get(reverse("story_publish", args=[story.pk]))


def changed(story: Story, **words: Any) -> Story:
    """Save a draft of a story with other words."""
    draft: Any = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, value in words.items():
        setattr(draft, name, value)
    draft.save_revision()
    saved: Story = Story.objects.get(pk=story.pk)
    return saved


def test_the_publish_button_saves_the_draft_and_asks() -> None:
    """Nothing is out yet, and nothing is lost."""
    story, client = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    data = form_of(story, title="The bridge is open") | {"action-publish": "1"}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), data)
    row = Story.objects.get(pk=story.pk)

    assert answer.headers["Location"] == reverse("story_publish", args=[story.pk])
    assert row.title == story.title
    assert row.get_latest_revision_as_object().title == "The bridge is open"


def test_a_first_publication_is_not_asked_what_it_is() -> None:
    """It is new; its time is said to stand for ever."""
    shown = asked(at_the_desk(member(Role.EDITOR)), StoryFactory())

    assert not {"change", "note"} & set(shown.context["form"].fields)
    assert "first publication" in shown.content.decode()


def test_each_answer_says_whether_it_moves_the_clock() -> None:
    """A typo does not, an update and a correction do."""
    shown = asked(at_the_desk(member(Role.EDITOR)), StoryFactory(published=True))
    moves = {radio.data["value"]: moving for radio, moving in shown.context["answers"]}

    assert moves == {"typo": False, "update": True, "correction": True}
    assert "“Last updated” will not move" in shown.content.decode()


def test_a_change_is_what_the_editor_says_it_is() -> None:
    """A typo moves no clock; a correction moves it and stands with its note."""
    story, client = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    changed(story, standfirst="Ferries stop at one.")
    answer_the_question(client, story.pk, change="typo")
    after_typo = Story.objects.get(pk=story.pk)

    assert (after_typo.standfirst, after_typo.updated_at) == ("Ferries stop at one.", None)

    changed(story, standfirst="Ferries stop at two.")
    answer_the_question(client, story.pk, change="correction", note="They stop at two, not one.")

    assert Story.objects.get(pk=story.pk).updated_at is not None
    assert Correction.objects.get(story=story).text == "They stop at two, not one."


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"change": ""}, "change"),
        ({"change": "correction", "note": " "}, "note"),
        ({"when": "later"}, "moment"),
        ({"when": "later", "moment": "2001-01-01T10:00"}, "moment"),
        ({"acknowledged": ""}, "acknowledged"),
    ],
)
def test_what_is_missing_is_asked_again(answers: dict[str, str], field: str) -> None:
    """With the error beside it, and nothing published."""
    story, client = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    changed(story, title="The bridge is shut")
    seen = asked(client, story).context["form"]["seen"].value()
    sent = {"seen": seen, "change": "typo", "when": "now", "acknowledged": "on"} | answers
    shown: Any = client.post(reverse("story_publish", args=[story.pk]), sent)

    assert list(shown.context["form"].errors) == [field]
    assert Story.objects.get(pk=story.pk).title == story.title


def test_what_somebody_wrote_meanwhile_is_not_published_unseen() -> None:
    """The screen says so, shows the new findings, and the second answer publishes."""
    story, editor = StoryFactory(published=True), member(Role.EDITOR)
    client = at_the_desk(editor)
    seen = asked(client, changed(story, title="One")).context["form"]["seen"].value()
    changed(story, title="Two")
    sent = {"seen": seen, "change": "typo", "when": "now", "acknowledged": "on"}
    address = reverse("story_publish", args=[story.pk])
    shown: HttpResponse = client.post(address, sent)  # type: ignore[assignment]

    assert "look at it again" in shown.content.decode()
    assert Story.objects.get(pk=story.pk).title == story.title

    sent["seen"] = asked(client, story).context["form"]["seen"].value()
    client.post(address, sent)
    assert Story.objects.get(pk=story.pk).title == "Two"


def test_a_later_time_puts_the_story_on_the_schedule_with_the_answer() -> None:
    """What readers have stays until then."""
    story, client = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    changed(story, title="The bridge is open")
    tomorrow = timezone.localtime(clock.now() + timedelta(days=1))
    answer_the_question(
        client,
        story.pk,
        change="correction",
        note="It is open.",
        when="later",
        moment=f"{tomorrow:%Y-%m-%dT%H:%M}",
    )
    row = Story.objects.get(pk=story.pk)
    waiting = row.scheduled_revision.as_object()

    assert row.title == story.title
    assert (waiting.title, waiting.next_change) == ("The bridge is open", "correction")


@pytest.mark.parametrize("role", [Role.REPORTER, Role.SUB, Role.LEGAL])
def test_only_whoever_may_publish_is_asked(role: str) -> None:
    """The question is part of the act."""
    story = StoryFactory()
    answer = asked(at_the_desk(member(role)), story)

    assert answer.status_code in (302, 403)
    assert not Story.objects.get(pk=story.pk).live


def test_the_dateline_offers_the_places_that_stories_were_written_in() -> None:
    """Those of published stories, the most frequent first; a draft's place is nobody's business."""
    for place in ("Pune", "Kochi", "Kochi"):
        StoryFactory(published=True, dateline=place)
    draft = StoryFactory(dateline="Secret")
    client = at_the_desk(member(Role.EDITOR))
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert '<option value="Kochi"><option value="Pune"></datalist>' in shown
