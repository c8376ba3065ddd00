"""What the editor's script is told of a draft that nobody has saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from broadsheet.accounts.models import Role
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member, section, topic
from broadsheet.stories.tests.doorways import form_of

pytestmark = pytest.mark.django_db


def form(draft: Story, **words: Any) -> dict[str, Any]:
    """The editing form with a paragraph and a topic."""
    sent = form_of(draft, **words)
    text = words.pop("text", "")
    sent |= nested_form_data({"body": streamfield([("subhead", text)])}) if text else {}
    return sent


def test_findings_and_suggestions_come_for_what_is_on_the_screen() -> None:
    """Of the text as it stands there, not as it is saved; and nothing is saved by asking."""
    monsoon = topic("Monsoon")
    draft, client = StoryFactory(), at_the_desk(member(Role.SUB))
    sent = form(draft, title="Monsoon ahead of time", standfirst="Monsoon ahead of time.")
    told = client.post(reverse("desk_answers", args=[draft.pk]), sent).json()
    checks = [one["check"] for one in told["findings"]]

    assert told["valid"]
    assert checks == ["byline", "standfirst"]
    assert [(one["id"], one["title"]) for one in told["topics"]] == [(monsoon.pk, "Monsoon")]
    assert Story.objects.get(pk=draft.pk).get_latest_revision_as_object().title == draft.title


def test_stories_on_the_same_topics_are_suggested() -> None:
    """Those that readers may see, in the story's language, without the story itself."""
    monsoon = topic("Monsoon")
    for state in ({"published": True}, {}, {"published": True, "language": "hi"}):
        other = StoryFactory(
            title=f"Rain {state}", **{k: v for k, v in state.items() if k != "published"}
        )
        other.story_topics.create(topic=monsoon)
        other.save_revision()
        if state.get("published"):
            other.get_latest_revision().publish()
    draft, client = StoryFactory(), at_the_desk(member(Role.SUB))
    rows = inline_formset([{"topic": monsoon.pk}])
    sent = form_of(draft) | nested_form_data({"story_topics": rows})
    told = client.post(reverse("desk_answers", args=[draft.pk]), sent).json()

    assert [one["title"] for one in told["related"]] == ["Rain {'published': True}"]


def test_a_story_that_was_never_saved_is_answered_for() -> None:
    """Under its section."""
    client = at_the_desk(member(Role.SUB))
    address = reverse("desk_answers_new", args=["stories", "story", section().pk])
    told = client.post(address, form_of(Story(title="A new story", slug="new"))).json()

    assert [one["check"] for one in told["findings"]] == ["byline"]
    assert not Story.objects.exists()


def test_half_a_form_is_said_to_be_no_draft() -> None:
    """And no fault of the machine's."""
    draft, client = StoryFactory(), at_the_desk(member(Role.SUB))
    answer = client.post(reverse("desk_answers", args=[draft.pk]), {"title": "Half"})

    assert answer.json() == {"valid": False}


def test_a_reporter_is_told_nothing_of_another_s_draft() -> None:
    """The question is asked of the editor's form, so only of whoever may edit."""
    draft, client = StoryFactory(), at_the_desk(member(Role.REPORTER))
    answer = client.post(reverse("desk_answers", args=[draft.pk]), form_of(draft))

    assert answer.status_code in (302, 403)
    assert MONDAY
